import { z } from 'zod';
import { memberId, runId } from '../ids.ts';

const someMembers = z.strictObject({ memberIds: z.array(memberId).min(1) });
const nothing = z.strictObject({});
const aRun = z.strictObject({ runId });
/** A portion of a run. Many rows are kept with the portion instead of here: `memberIds` is null then. */
const aPortion = z.strictObject({
  runId,
  batch: z.int().min(0),
  changed: z.int().min(0),
  memberIds: z.array(memberId).nullable(),
});

/**
 * What can happen on a licence. A payload names the rows concerned and holds no person's data: the relay reads
 * the rows' present state when it tells, so an event never repeats what was erased since.
 */
export const eventPayloads = {
  'member.added': someMembers,
  'member.joined': someMembers,
  'member.declined': someMembers,
  'member.withdrawn': someMembers,
  'member.removed': someMembers,
  'member.reminded': someMembers,
  'member.dismissed': someMembers,
  'member.shown': someMembers,
  'member.identified': someMembers,
  'run.confirmed': aRun,
  'run.applied': aPortion,
  'run.ended': aRun,
  'sync.connected': nothing,
  'sync.disconnected': nothing,
  'sync.saved': nothing,
  'sync.paused': nothing,
  /** The other system could not be read, or its authorisation has ended. */
  'sync.failed': nothing,
  /** Syncs and domains bring the person back no more, or may again. */
  'exclusion.changed': nothing,
  /** Which domains bring their people, and as what. */
  'domains.changed': nothing,
  /** The licence's link: on or off, its limits, a new one. */
  'link.changed': nothing,
  /** Which features a user type has. */
  'features.changed': nothing,
  /** Which features single people have, whatever their type has. */
  'member.featuresChanged': someMembers,
  /** The end of the term is that many days away, begun ones counted; 0: it has come; negative: so long is the grace over. */
  'term.noticed': z.strictObject({ days: z.int() }),
  /** What became of mail to these people. */
  'mail.reported': someMembers,
  /** A learning management system was registered, allowed, changed or taken away. */
  'lms.changed': nothing,
  /** A launch was refused, or a class could not be read. */
  'lms.failed': nothing,
  /** A whole class was read. */
  'lms.rosterRead': nothing,
  'assignment.changed': nothing,
  'list.exported': nothing,
  'license.renewed': nothing,
  'license.keyChanged': nothing,
  'admin.granted': nothing,
  'admin.revoked': nothing,
} as const;

export type EventType = keyof typeof eventPayloads;
export const eventType = z.enum(Object.keys(eventPayloads) as [EventType, ...EventType[]]);
export type EventPayload<Type extends EventType> = z.infer<(typeof eventPayloads)[Type]>;
