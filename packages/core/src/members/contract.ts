import { z } from 'zod';
import { epoch, licenseId, memberId, requestId } from '../ids.ts';
import { seatCounts, seatsAfter, userType } from '../licenses/seats.ts';
import { mailOutcome } from '../mail/contract.ts';
import { memberFilter } from './filter.ts';
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
  /** As the district spelled it; empty for somebody without an address, whom a learning management system launched. */
  email: z.string(),
  /** The canonical form, by which the list is sorted. Without an address a key that is none (`standsForNoAddress`). */
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
  /**
   * The day on which the person last used the app. Null where the district may not know: it does after the person's
   * own Join and inside its verified domains.
   */
  lastActiveOn: z.iso.date().nullable(),
  /** What became of the latest mail about this membership, and on which day. Null while there was none. */
  mail: z.strictObject({ state: mailOutcome, on: z.iso.date() }).nullable(),
  /** The licence's sequence number of the row's last change. */
  seq: z.int(),
});
export type MemberView = z.infer<typeof memberView>;

export const memberSort = z.enum(['added', 'email', 'name']);
export type MemberSort = z.infer<typeof memberSort>;

export const memberOrder = z.enum(['ascending', 'descending']);
export type MemberOrder = z.infer<typeof memberOrder>;

const memberPageSize = 100;

/** Which people, and in which order. */
const memberListQuery = { licenseId, filter: memberFilter, sort: memberSort, order: memberOrder };

export const memberListInput = z.strictObject({
  ...memberListQuery,
  /** Opaque: a cursor of a page or of `member.places`. Null is the beginning, or the end where `towards` is before. */
  cursor: z.string().max(1000).nullish(),
  /** `before` gives the rows before the cursor, in list order as well. */
  towards: z.enum(['after', 'before']).default('after'),
  /** Rows to pass over, counted from the cursor. */
  skip: z.int().min(0).max(1000).default(0),
  limit: z.int().min(1).max(200).default(memberPageSize),
  /** Sent along by the API's paging client; `towards` says the direction. */
  direction: z.literal('forward').optional(),
});

export const memberPage = z.strictObject({
  members: z.array(memberView),
  /** Null at the end of the list. */
  nextCursor: z.string().nullable(),
  /** Null at the beginning of the list. */
  previousCursor: z.string().nullable(),
  counts: seatCounts,
  /** The licence's head when the page was read: the list is this state plus all events after it. */
  seq: z.int(),
  epoch,
});
export type MemberPage = z.infer<typeof memberPage>;

export const memberPlacesInput = z.strictObject(memberListQuery);

/** Places all over a list, so that a scroll bar can jump: the page at `cursors[k]` with `skip` j shows position
 * (k + 1) * `every` + j. */
export const memberPlaces = z.strictObject({
  /** People who match; as far as counted where `isExact` is false. */
  total: z.int(),
  isExact: z.boolean(),
  every: z.int(),
  cursors: z.array(z.string()),
  seq: z.int(),
  epoch,
});
export type MemberPlaces = z.infer<typeof memberPlaces>;

export const memberChoicesInput = z.strictObject({ licenseId });

/** What the pickers of the filters offer, most frequent first. Counts may be some minutes old. */
export const memberChoices = z.strictObject({
  addedBy: z.array(z.string()),
  domains: z.array(z.strictObject({ domain: z.string(), count: z.int() })),
});
export type MemberChoices = z.infer<typeof memberChoices>;

export const additionLine = z.strictObject({
  line: z.int(),
  text: z.string(),
  /** Null when the text holds no address; `reason` then says why. */
  email: z.string().nullable(),
  outcome: additionOutcome,
  reason: z.string().nullable(),
});
export type AdditionLine = z.infer<typeof additionLine>;

/** What adding would do, person by person, and the seats afterwards. Nothing has changed yet. */
export const additionPlan = z.strictObject({
  lines: z.array(additionLine),
  outcomes: z.partialRecord(additionOutcome, z.int()),
  seatsAfter,
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
