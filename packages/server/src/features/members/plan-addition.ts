import { poolOf, poolUsage } from '@rollcall/core/licenses/pools.ts';
import { type SeatCounts, type SeatPool, seatPool } from '@rollcall/core/licenses/seats.ts';
import type { AdditionLine, AdditionPlan } from '@rollcall/core/members/contract.ts';
import { additionOutcome } from '@rollcall/core/members/outcomes.ts';
import type { Selectable } from 'kysely';
import type { License } from '../../db/schema.gen.ts';
import { countsOf, heldOf } from '../../license-row/seat-counts.ts';
import type { DecidedAdmission } from '../../membership/decide-admissions.ts';
import { countOutcomes } from './addition-candidates.ts';

/** What the admin is shown before the click: outcomes by line, seats afterwards, and the digest of both. */
export function presentPlan(
  license: Selectable<License>,
  lines: AdditionLine[],
  decided: readonly DecidedAdmission[],
): AdditionPlan {
  const counts = structuredClone(countsOf(license));
  for (const one of decided) applyToCounts(counts, one);
  const outcomes = countOutcomes(lines);
  return {
    lines,
    outcomes,
    seatsAfter: {
      staff: poolUsage('staff', license.staff_seats, counts, heldOf(license)),
      student: poolUsage('student', license.student_seats, counts, heldOf(license)),
    },
    digest: digestOf(outcomes, decided),
  };
}

type WritableCounts = {
  [Type in keyof SeatCounts]: { -readonly [Status in keyof SeatCounts[Type]]: number };
};

function applyToCounts(counts: WritableCounts, { from, to, fromType, userType }: DecidedAdmission): void {
  if (from === to) return;
  if (from !== 'none') counts[fromType ?? userType][from] -= 1;
  if (to !== 'none') counts[userType][to] += 1;
}

/**
 * What is compared when the admin confirms (SPEC PLAN-2): how many of each outcome, and the seats claimed per pool.
 * Not the licence's number: somebody joining meanwhile changes nothing that the admin was shown about these people.
 */
function digestOf(outcomes: AdditionPlan['outcomes'], decided: readonly DecidedAdmission[]): string {
  const claimed: Record<SeatPool, number> = { staff: 0, student: 0 };
  for (const one of decided) if (one.claimed) claimed[poolOf[one.userType]] += 1;
  const parts = additionOutcome.options.map((outcome) => `${outcome}:${outcomes[outcome] ?? 0}`);
  return [...parts, ...seatPool.options.map((pool) => `${pool}:${claimed[pool]}`)].join(' ');
}
