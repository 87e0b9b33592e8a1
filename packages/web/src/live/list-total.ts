import type { SeatCounts } from '@rollcall/core/licenses/seats.ts';
import { userType } from '@rollcall/core/licenses/seats.ts';
import type { MemberFilter } from '@rollcall/core/members/filter.ts';
import { memberStatus } from '@rollcall/core/members/status.ts';

/**
 * How many people a filter matches, from the licence's own counters; null where they cannot tell, because the filter
 * asks for more than status and user type.
 */
export function countedTotal(counts: SeatCounts, filter: MemberFilter): number | null {
  const { statuses, userTypes, sources, ...others } = filter;
  if (sources.length > 0 || Object.values(others).some((value) => value !== null)) return null;
  let total = 0;
  for (const type of userTypes.length > 0 ? userTypes : userType.options) {
    for (const status of statuses.length > 0 ? statuses : memberStatus.options) total += counts[type][status];
  }
  return total;
}
