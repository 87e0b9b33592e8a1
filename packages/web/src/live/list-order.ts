import type { MemberOrder, MemberSort } from '@rollcall/core/members/contract.ts';
import type { MemberFilter } from '@rollcall/core/members/filter.ts';
import { compareMembers, type MemberSortKey } from '@rollcall/core/members/list-order.ts';

/** Which people a list holds, and in which order. */
export interface ListQuery {
  readonly filter: MemberFilter;
  readonly sort: MemberSort;
  readonly order: MemberOrder;
}

/** Negative: `one` comes first. Two rows of one list never stand at the same place. */
export function compareRows(
  one: MemberSortKey,
  other: MemberSortKey,
  { sort, order }: Pick<ListQuery, 'sort' | 'order'>,
): number {
  return compareMembers(one, other, sort, order);
}
