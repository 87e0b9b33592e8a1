import { z } from 'zod';
import { licenseId, memberId, requestId, runId } from '../ids.ts';
import { seatCounts, seatsAfter, userType } from '../licenses/seats.ts';
import { memberFilter } from '../members/filter.ts';
import { memberOutcome } from '../members/outcomes.ts';
import { sourceKind } from '../members/sources.ts';
import { syncProblem, syncSource } from '../sync/sync-source.ts';
import { runKind, selectionVerb } from './run-kind.ts';
import { runState } from './run-state.ts';

const outcomeCounts = z.partialRecord(memberOutcome, z.int());

/** What a run would do: nothing of it has happened. The people are read with `run.rows`. */
export const runPlan = z.strictObject({
  outcomes: outcomeCounts,
  /** Rows of the licence by user type and status as they would be afterwards. */
  countsAfter: seatCounts,
  seatsAfter,
  /** What the admin confirms: how many of each outcome, and the seats claimed per pool. */
  digest: z.string(),
  plannedAt: z.iso.datetime(),
});
export type RunPlan = z.infer<typeof runPlan>;

/** Why a run failed before anything happened, or was stopped before its end. */
export const runFailure = z.enum([
  'interrupted',
  'file_not_readable',
  'license_not_active',
  'right_ended',
  'internal',
  ...syncProblem.options,
]);
export type RunFailure = z.infer<typeof runFailure>;

const otherRun = z.strictObject({ id: runId, number: z.int(), state: runState });

export const runView = z.strictObject({
  id: runId,
  licenseId,
  /** Counted per licence from 1: what people call it. */
  number: z.int(),
  kind: runKind,
  state: runState,
  /** Null: it began by itself, at its time of the night. */
  startedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  confirmedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** The name of the uploaded file, as the browser gave it. */
  fileName: z.string().nullable(),
  /** The user type that people get who bring none of their own; for `change_type` the new type. */
  userType: userType.nullable(),
  /** Of a removal: whoever is taken off is kept out as well. */
  keepsOut: z.boolean(),
  /** Rows in all; grows while a file is read. */
  total: z.int(),
  /** Rows planned while planning, applied while running; equal to `total` at the end. */
  done: z.int(),
  /** Seconds that the rest takes at the present pace; null while that is not known. */
  secondsLeft: z.int().nullable(),
  /** How many runs of this licence go before it; null when it does not wait. */
  waitsFor: z.int().nullable(),
  plan: runPlan.nullable(),
  /** What has happened so far. */
  outcomes: outcomeCounts,
  failure: runFailure.nullable(),
  /** What a sync follows. */
  source: syncSource.nullable(),
  /** Of a sync: its removals that wait for somebody, as a run of their own. Of those: the sync. */
  heldBack: otherRun.nullable(),
  heldBackBy: otherRun.nullable(),
  /** The run that this one undoes. */
  undoes: z.strictObject({ id: runId, number: z.int(), kind: runKind }).nullable(),
  /** The run that undoes this one. */
  undoneBy: otherRun.nullable(),
  /** Until when it can be undone; null when it cannot. */
  undoUntil: z.iso.datetime().nullable(),
  /** Until when the people and results are kept; afterwards only the counts are. */
  rowsUntil: z.iso.datetime().nullable(),
});
export type RunView = z.infer<typeof runView>;

export const runListInput = z.strictObject({
  licenseId,
  cursor: z.int().min(1).nullish(),
  limit: z.int().min(1).max(100).default(30),
  direction: z.literal('forward').optional(),
});
/** Newest first. */
export const runPage = z.strictObject({ runs: z.array(runView), nextCursor: z.int().nullable() });
export type RunPage = z.infer<typeof runPage>;

export const oneRunInput = z.strictObject({ licenseId, runId });

/** By which of their sources how many of those who are taken off come back, or can come back. */
export const runReturns = z.strictObject({
  people: z.array(z.strictObject({ kind: sourceKind, count: z.int() })),
});
export type RunReturns = z.infer<typeof runReturns>;

/** One row of a run: a line of the file, or one of the selected people. */
export const runRow = z.strictObject({
  row: z.int(),
  /** The line of the file on which it begins; null for a selection. */
  line: z.int().nullable(),
  /** The address as it was entered; what stood in the file where that is no address. */
  text: z.string(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  userType: userType.nullable(),
  outcome: memberOutcome,
  reason: z.string().nullable(),
});
export type RunRow = z.infer<typeof runRow>;

export const runRowsInput = z.strictObject({
  licenseId,
  runId,
  /** `plan`: what would happen; `result`: what has happened to the rows that were applied. */
  which: z.enum(['plan', 'result']),
  /** Empty is all. */
  outcomes: z.array(memberOutcome).max(memberOutcome.options.length),
  cursor: z.int().min(0).nullish(),
  limit: z.int().min(1).max(200).default(100),
  direction: z.literal('forward').optional(),
});
export const runRowPage = z.strictObject({ rows: z.array(runRow), nextCursor: z.int().nullable() });

/** Which people a change is for: those ticked, or all that match, less those unticked. */
export const memberSelection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('some'), memberIds: z.array(memberId).min(1).max(1_000) }),
  z.strictObject({
    kind: z.literal('all'),
    filter: memberFilter,
    /** The licence's number on the admin's screen: who was added later is not meant. */
    seq: z.int(),
    except: z.array(memberId).max(1_000),
  }),
]);
export type MemberSelection = z.infer<typeof memberSelection>;

export const startSelectionInput = z.strictObject({
  licenseId,
  verb: selectionVerb,
  selection: memberSelection,
  /** Only for `change_type`, and required there. */
  userType: userType.nullable(),
  requestId,
});

export const confirmRunInput = z.strictObject({
  licenseId,
  runId,
  digest: z.string().max(2000),
  keepsOut: z.boolean().default(false),
  requestId,
});
/** Either confirmed, or planned anew because the world changed since the plan was shown. */
export const confirmRunResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirmed'), run: runView }),
  z.strictObject({ kind: z.literal('plan_changed'), run: runView }),
]);
export type ConfirmRunResult = z.infer<typeof confirmRunResult>;

export const changeRunInput = z.strictObject({ licenseId, runId, requestId });
