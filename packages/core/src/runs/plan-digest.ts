import { type SeatPool, seatPool } from '../licenses/seats.ts';
import { type MemberOutcome, memberOutcome } from '../members/outcomes.ts';

/**
 * What is compared when a plan is confirmed (SPEC PLAN-2): how many of each outcome, and the seats claimed per pool.
 * Not the licence's number: somebody joining meanwhile changes nothing that the admin was shown about these people.
 */
export function planDigest(
  outcomes: Partial<Readonly<Record<MemberOutcome, number>>>,
  claimed: Readonly<Record<SeatPool, number>>,
): string {
  const counted = memberOutcome.options.filter((outcome) => (outcomes[outcome] ?? 0) > 0);
  const parts = counted.map((outcome) => `${outcome}:${outcomes[outcome]}`);
  return [...parts, ...seatPool.options.map((pool) => `${pool}:${claimed[pool]}`)].join(' ');
}
