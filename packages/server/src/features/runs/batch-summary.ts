import type { SeatCounts, SeatPool, UserType } from '@rollcall/core/licenses/seats.ts';
import { userType } from '@rollcall/core/licenses/seats.ts';
import { poolTable } from '@rollcall/core/members/admission-table.ts';
import { memberOutcome } from '@rollcall/core/members/outcomes.ts';
import { memberStatus } from '@rollcall/core/members/status.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { CountChange } from '../../license-row/count-change.ts';

const memberState = z.enum(['none', ...memberStatus.options]);

/** What a portion does or did, in numbers. */
export const batchSummary = z.strictObject({
  outcomes: z.partialRecord(memberOutcome, z.int()),
  /** Rows that go from one state and type to another. */
  moves: z.array(
    z.strictObject({
      from: memberState,
      fromType: userType,
      to: memberState,
      toType: userType,
      rows: z.int(),
    }),
  ),
  /** Seats taken that were not held before; what comes free is not set off against it. */
  claimed: z.strictObject({ staff: z.int(), student: z.int() }),
});
export type BatchSummary = z.infer<typeof batchSummary>;

/**
 * Reads what a portion did. Throws when it did not answer each of its rows: its people, or what it undoes, are gone, and
 * the run cannot go on.
 */
export function summaryOf(value: unknown, size: number): BatchSummary {
  const summary = batchSummary.parse(value);
  const answered = Object.values(summary.outcomes).reduce((sum, rows) => sum + rows, 0);
  if (answered !== size) throw new Error(`A portion of ${size} rows answered ${answered} of them`);
  return summary;
}

export const nothingDone: BatchSummary = { outcomes: {}, moves: [], claimed: { staff: 0, student: 0 } };

/** Two portions together. */
export function addSummaries(one: BatchSummary, other: BatchSummary): BatchSummary {
  const outcomes = { ...one.outcomes };
  for (const outcome of memberOutcome.options) {
    const sum = (one.outcomes[outcome] ?? 0) + (other.outcomes[outcome] ?? 0);
    if (sum > 0) outcomes[outcome] = sum;
  }
  return {
    outcomes,
    moves: joinMoves([...one.moves, ...other.moves]),
    claimed: {
      staff: one.claimed.staff + other.claimed.staff,
      student: one.claimed.student + other.claimed.student,
    },
  };
}

function joinMoves(moves: BatchSummary['moves']): BatchSummary['moves'] {
  const alike = Map.groupBy(moves, ({ from, fromType, to, toType }) => `${from} ${fromType} ${to} ${toType}`);
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, rows: same.reduce((sum, { rows }) => sum + rows, 0) }];
  });
}

/** How the licence's counters move. */
export function countChangeOf({ moves }: BatchSummary): CountChange {
  const counts = new CountChange();
  for (const { from, fromType, to, toType, rows } of moves) {
    counts.move({ state: from, userType: fromType }, { state: to, userType: toType }, rows);
  }
  return counts;
}

/** The counters as they are after the moves. */
export function countsAfter(counts: SeatCounts, { moves }: BatchSummary): SeatCounts {
  const after: Record<UserType, Record<keyof SeatCounts[UserType], number>> = structuredClone(counts);
  for (const { from, fromType, to, toType, rows } of moves) {
    if (from !== 'none') after[fromType][from] -= rows;
    if (to !== 'none') after[toType][to] += rows;
  }
  return after;
}

const pools = JSON.stringify(poolTable);
const claimedOf = (pool: SeatPool) =>
  sql`(select count(*) from outcome_row where claimed and ${pools}::jsonb ->> user_type = ${pool})`;

/**
 * The table expressions between a portion's `decided` and what is kept of it: `outcome_row (ord, outcome, …)`, one per
 * row, and `summary (s)`, a `BatchSummary`.
 */
export const summaryExpressions = sql`
  outcome_row as materialized (
    select d.ord, d.outcome, d.state, d.to_state, coalesce(d.current_type, d.user_type) as current_type, d.user_type,
      d.claimed
    from decided d
    union all
    select b.ord, b.refusal, null, null, null, null, false from batch_row b where b.refusal is not null
  ),
  summary as materialized (
    select jsonb_build_object(
      'outcomes', (
        select coalesce(jsonb_object_agg(outcome, rows), '{}') from (
          select outcome, count(*) as rows from outcome_row group by outcome
        ) counted
      ),
      'moves', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'from', state, 'fromType', current_type, 'to', to_state, 'toType', user_type, 'rows', rows
        )), '[]') from (
          select state, current_type, to_state, user_type, count(*) as rows from outcome_row
          where to_state <> state or user_type <> current_type
          group by state, current_type, to_state, user_type
        ) moved
      ),
      'claimed', jsonb_build_object('staff', ${claimedOf('staff')}, 'student', ${claimedOf('student')})
    ) as s
  )
`;
