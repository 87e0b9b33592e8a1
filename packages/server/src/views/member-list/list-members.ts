import type { MemberView } from '@rollcall/core/members/contract.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import { type ListRow, listColumns, presentMember } from '../member-views.ts';
import { filterConditions } from './filter-conditions.ts';
import { behind, cursorOf, edgeCursor, type KeyRow, nameKey, orderBy, placeOf, reversed } from './keyset.ts';
import type { ListQuery } from './list-query.ts';

/** Which part of a list: so many rows after or before a place, some passed over. */
export interface ListWindow {
  readonly cursor: string | null;
  readonly towards: 'after' | 'before';
  readonly skip: number;
  readonly limit: number;
}

export interface MemberWindow {
  readonly members: MemberView[];
  readonly nextCursor: string | null;
  readonly previousCursor: string | null;
}

type Row = ListRow & KeyRow;

/**
 * A window of live rows in keyset order; the cursors are null where the list ends. The tenant predicate is repeated
 * here: row security is the net, not the filter.
 */
export async function listMembers(
  tx: DistrictTx,
  query: ListQuery,
  window: ListWindow,
): Promise<MemberWindow> {
  const rows = await readRows(tx, query, window);
  const hasMore = rows.length > window.limit;
  const page = rows.slice(0, window.limit);
  const came = placeOf(query.sort, window.cursor) !== null || window.skip > 0;
  if (window.towards === 'before') page.reverse();
  const [hasPrevious, hasNext] = window.towards === 'after' ? [came, hasMore] : [hasMore, came];
  const cursorAt = (row: Row | undefined): string =>
    row === undefined ? edgeCursor : cursorOf(query.sort, row);
  return {
    members: page.map(presentMember),
    nextCursor: hasNext ? cursorAt(page.at(-1)) : null,
    previousCursor: hasPrevious ? cursorAt(page[0]) : null,
  };
}

/** One row more than the window holds, where there is one, counted from its cursor on. */
async function readRows(tx: DistrictTx, query: ListQuery, window: ListWindow): Promise<Row[]> {
  const order = window.towards === 'after' ? query.order : reversed(query.order);
  const conditions = [
    ...filterConditions(query.filter, new Date()),
    behind(query.sort, order, placeOf(query.sort, window.cursor)),
  ];
  const { rows } = await sql<Row>`
    select ${listColumns}, ${nameKey} as name_key
    from member m
    where ${livesOn(query)} and ${sql.join(conditions, sql` and `)}
    order by ${orderBy(query.sort, order)}
    offset ${window.skip} limit ${window.limit + 1}
  `.execute(tx);
  return rows;
}

/** Live rows of the licence. */
export function livesOn({ place }: Pick<ListQuery, 'place'>): RawBuilder<unknown> {
  return sql`m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and m.ended_at is null`;
}
