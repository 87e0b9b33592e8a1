import type { SeatCounts } from '@rollcall/core/licenses/seats.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';

/** How many people are in each status, over all user types. */
export function statusTotals(counts: SeatCounts): Readonly<Record<MemberStatus, number>> {
  const types = Object.values(counts);
  const total = (status: MemberStatus) => types.reduce((sum, type) => sum + type[status], 0);
  return { accepted: total('accepted'), invited: total('invited'), rejected: total('rejected') };
}
