import type { EventType } from '@rollcall/core/events/catalog.ts';

/** What is read besides the list and the counters, which packets carry: named after the routers that are asked. */
export type ReadApart = 'license' | 'connection' | 'exclusion' | 'link' | 'feature' | 'mail' | 'lms';

const nothing: readonly ReadApart[] = [];
const syncs: readonly ReadApart[] = ['connection', 'exclusion'];

/** What an event makes out of date of what packets do not carry. Portions of a run do not count. Complete by type. */
export const concerned: Readonly<Record<EventType, readonly ReadApart[]>> = {
  'member.added': ['link'],
  'member.joined': nothing,
  'member.declined': nothing,
  'member.withdrawn': nothing,
  'member.removed': ['link'],
  'member.reminded': nothing,
  'member.dismissed': nothing,
  'member.shown': nothing,
  'member.identified': nothing,
  'run.confirmed': syncs,
  'run.applied': nothing,
  'run.ended': [...syncs, 'lms', 'link'],
  'sync.connected': syncs,
  'sync.disconnected': syncs,
  'sync.saved': syncs,
  'sync.paused': syncs,
  'sync.failed': syncs,
  'exclusion.changed': syncs,
  'domains.changed': syncs,
  'link.changed': ['license', 'link'],
  'features.changed': ['feature'],
  'member.featuresChanged': ['feature'],
  'term.noticed': ['license'],
  'mail.reported': ['mail'],
  'lms.changed': ['lms'],
  'lms.failed': ['lms'],
  'lms.rosterRead': ['lms'],
  'assignment.changed': ['lms'],
  'list.exported': nothing,
  'license.renewed': ['license', 'link', ...syncs],
  'license.keyChanged': nothing,
  'admin.granted': ['license'],
  'admin.revoked': ['license'],
};

/** All of it, for whoever missed what happened. */
export const everythingApart: readonly ReadApart[] = [...new Set(Object.values(concerned).flat())];
