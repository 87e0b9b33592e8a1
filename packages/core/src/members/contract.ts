import { z } from 'zod';
import { epoch, licenseId, memberId, requestId } from '../ids.ts';
import { seatCounts, userType } from '../licenses/seats.ts';
import { additionOutcome } from './outcomes.ts';
import { sourceKind } from './sources.ts';
import { pasteLengthLimit } from './split-addresses.ts';
import { memberStatus } from './status.ts';

/**
 * A row of the user list. It holds what the district itself supplied about the person and what happened on this
 * licence; nothing of the person's own profile.
 */
export const memberView = z.strictObject({
  id: memberId,
  /** As the district spelled it. */
  email: z.string(),
  /** The canonical form, by which the list is sorted. */
  canonicalEmail: z.string(),
  name: z.string().nullable(),
  userType,
  status: memberStatus,
  sources: z.array(sourceKind),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
  /** The day on which the person first saw the invite; a day, not a time. Null until then. */
  shownOn: z.iso.date().nullable(),
  /** What the person wrote when declining, for the district to read. Null without a reason, and once they are back. */
  declineReason: z.string().nullable(),
  /** The licence's sequence number of the row's last change. */
  seq: z.int(),
});
export type MemberView = z.infer<typeof memberView>;

export const memberSort = z.enum(['added', 'email']);
export type MemberSort = z.infer<typeof memberSort>;

export const memberFilter = z.strictObject({ status: memberStatus.nullable() });
export type MemberFilter = z.infer<typeof memberFilter>;

const memberPageSize = 100;

export const memberListInput = z.strictObject({
  licenseId,
  filter: memberFilter,
  /** `added` is newest first; `email` is alphabetical. */
  sort: memberSort,
  /** Opaque: the `nextCursor` of the page before. */
  cursor: z.string().max(500).nullish(),
  limit: z.int().min(1).max(200).default(memberPageSize),
  /** Sent along by the API's paging client; there is one direction only. */
  direction: z.literal('forward').optional(),
});

export const memberPage = z.strictObject({
  members: z.array(memberView),
  nextCursor: z.string().nullable(),
  counts: seatCounts,
  /** The licence's head when the page was read: the list is this state plus all events after it. */
  seq: z.int(),
  epoch,
});
export type MemberPage = z.infer<typeof memberPage>;

export const additionLine = z.strictObject({
  line: z.int(),
  text: z.string(),
  /** Null when the text holds no address; `reason` then says why. */
  email: z.string().nullable(),
  outcome: additionOutcome,
  reason: z.string().nullable(),
});
export type AdditionLine = z.infer<typeof additionLine>;

const poolAfter = z.strictObject({
  total: z.int().nullable(),
  used: z.int(),
  reserved: z.int(),
  free: z.int().nullable(),
  over: z.int(),
});

/** What adding would do, person by person, and the seats afterwards. Nothing has changed yet. */
export const additionPlan = z.strictObject({
  lines: z.array(additionLine),
  outcomes: z.partialRecord(additionOutcome, z.int()),
  seatsAfter: z.strictObject({ staff: poolAfter, student: poolAfter }),
  /** What the admin confirms: outcome counts and seats claimed per pool. */
  digest: z.string(),
});
export type AdditionPlan = z.infer<typeof additionPlan>;

/** Either done, with what happened to each line, or planned anew because the world changed since the plan. */
export const additionResult = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('done'),
    lines: z.array(additionLine),
    outcomes: z.partialRecord(additionOutcome, z.int()),
  }),
  z.strictObject({ kind: z.literal('plan_changed'), plan: additionPlan }),
]);
export type AdditionResult = z.infer<typeof additionResult>;

export const planAdditionInput = z.strictObject({
  licenseId,
  text: z.string().max(pasteLengthLimit),
  userType,
});

export const addByEmailInput = z.strictObject({
  licenseId,
  text: z.string().max(pasteLengthLimit),
  userType,
  digest: z.string().max(2000),
  requestId,
});

/** A change of one row names the version the admin saw, so that a stale click cannot undo a newer change. */
export const oneMemberInput = z.strictObject({ licenseId, memberId, seq: z.int(), requestId });

export const oneMemberResult = z.strictObject({
  outcome: z.enum(['removed', 'withdrawn', 'reminded', 'reinvited', 'converted']),
});
export type OneMemberResult = z.infer<typeof oneMemberResult>;
