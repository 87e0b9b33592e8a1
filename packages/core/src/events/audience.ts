import type { EventType } from './catalog.ts';

/**
 * Who hears of an event, complete over the types. `admins`: everybody who watches the licence gets a packet.
 * `members`: the people whose rows changed get their inbox anew. `everyMember`: all people of the licence do.
 */
export const audience: Readonly<
  Record<EventType, { readonly admins: true; readonly people: 'none' | 'members' | 'everyMember' }>
> = {
  'member.added': { admins: true, people: 'members' },
  'member.joined': { admins: true, people: 'members' },
  'member.declined': { admins: true, people: 'members' },
  'member.withdrawn': { admins: true, people: 'members' },
  'member.removed': { admins: true, people: 'members' },
  'member.reminded': { admins: true, people: 'members' },
  'member.dismissed': { admins: true, people: 'members' },
  'member.shown': { admins: true, people: 'none' },
  'member.identified': { admins: true, people: 'members' },
  'run.confirmed': { admins: true, people: 'none' },
  'run.applied': { admins: true, people: 'members' },
  'run.ended': { admins: true, people: 'none' },
  'sync.connected': { admins: true, people: 'none' },
  'sync.disconnected': { admins: true, people: 'none' },
  'sync.saved': { admins: true, people: 'none' },
  'sync.paused': { admins: true, people: 'none' },
  'sync.failed': { admins: true, people: 'none' },
  'exclusion.changed': { admins: true, people: 'none' },
  'domains.changed': { admins: true, people: 'none' },
  'link.changed': { admins: true, people: 'none' },
  'features.changed': { admins: true, people: 'everyMember' },
  'member.featuresChanged': { admins: true, people: 'members' },
  'term.noticed': { admins: true, people: 'none' },
  'mail.reported': { admins: true, people: 'none' },
  'lms.changed': { admins: true, people: 'none' },
  'lms.failed': { admins: true, people: 'none' },
  'lms.rosterRead': { admins: true, people: 'none' },
  'assignment.changed': { admins: true, people: 'none' },
  'list.exported': { admins: true, people: 'none' },
  'license.renewed': { admins: true, people: 'everyMember' },
  'license.keyChanged': { admins: true, people: 'none' },
  'admin.granted': { admins: true, people: 'none' },
  'admin.revoked': { admins: true, people: 'none' },
};
