import { memberOrder, memberSort } from '@rollcall/core/members/contract.ts';
import { type MemberFilter, memberFilter, noMemberFilter } from '@rollcall/core/members/filter.ts';
import type { ListQuery } from '../live/list-order.ts';
import type { UsersSearch } from './users-search.ts';

const nameOf = {
  search: 'q',
  statuses: 'status',
  userTypes: 'type',
  sources: 'source',
  addedBy: 'by',
  domain: 'domain',
  addedFrom: 'from',
  addedTo: 'to',
  activity: 'activity',
} as const satisfies Record<keyof MemberFilter, keyof UsersSearch>;

const fields = Object.keys(nameOf) as (keyof MemberFilter)[];

/** Newest first, unless the address says otherwise. */
const usualOrder = { sort: 'added', order: 'descending' } as const;

/** The list that an address asks for. */
export function queryOf(raw: Readonly<Record<string, unknown>> | UsersSearch): ListQuery {
  const values: Record<string, unknown> = { ...raw };
  let filter = noMemberFilter;
  for (const field of fields) {
    const value = values[nameOf[field]];
    if (typeof value !== 'string') continue;
    const isList = Array.isArray(noMemberFilter[field]);
    const read = memberFilter.safeParse({
      ...filter,
      [field]: isList ? value.split(',') : value,
    });
    if (read.success) filter = read.data;
  }
  const sort = memberSort.safeParse(values.sort);
  const order = memberOrder.safeParse(values.order);
  return {
    filter,
    sort: sort.data ?? usualOrder.sort,
    order: order.data ?? (sort.success && sort.data !== 'added' ? 'ascending' : usualOrder.order),
  };
}

/** What of the list has to stand in the address. */
export function searchOf({ filter, sort, order }: ListQuery): UsersSearch {
  const search: Record<string, string> = {};
  for (const field of fields) {
    const value = filter[field];
    const text = Array.isArray(value) ? value.join(',') : value;
    // Nobody's name is the name of what came by itself.
    const says = text !== '' || field === 'addedBy';
    if (typeof text === 'string' && says) search[nameOf[field]] = text;
  }
  const usual = sort === 'added' ? 'descending' : 'ascending';
  return { ...search, ...(sort !== usualOrder.sort && { sort }), ...(order !== usual && { order }) };
}
