import type { EventType } from '@rollcall/core/events/catalog.ts';

/** What the picker offers: actions that people look for together. */
export type AuditGroup =
  | 'additions'
  | 'answers'
  | 'endings'
  | 'invitations'
  | 'runs'
  | 'sync'
  | 'license'
  | 'exports';

/** Complete by type: a new action has to say under which group it is found. */
const groupOf: Readonly<Record<EventType, AuditGroup>> = {
  'member.added': 'additions',
  'member.identified': 'additions',
  'member.joined': 'answers',
  'member.declined': 'answers',
  'member.withdrawn': 'endings',
  'member.removed': 'endings',
  'member.reminded': 'invitations',
  'member.dismissed': 'invitations',
  'member.shown': 'invitations',
  'run.confirmed': 'runs',
  'run.applied': 'runs',
  'run.ended': 'runs',
  'sync.connected': 'sync',
  'sync.disconnected': 'sync',
  'sync.saved': 'sync',
  'sync.paused': 'sync',
  'sync.failed': 'sync',
  'exclusion.changed': 'sync',
  'domains.changed': 'sync',
  'link.changed': 'license',
  'features.changed': 'license',
  'member.featuresChanged': 'license',
  'term.noticed': 'license',
  'mail.reported': 'invitations',
  'lms.changed': 'sync',
  'lms.failed': 'sync',
  'lms.rosterRead': 'sync',
  'assignment.changed': 'sync',
  'license.renewed': 'license',
  'license.keyChanged': 'license',
  'admin.granted': 'license',
  'admin.revoked': 'license',
  'list.exported': 'exports',
};

export const auditGroups: readonly AuditGroup[] = [...new Set(Object.values(groupOf))];

/** The actions of a group. */
export function actionsOf(group: AuditGroup): EventType[] {
  return (Object.keys(groupOf) as EventType[]).filter((action) => groupOf[action] === group);
}
