import type { MemberView } from '@rollcall/core/members/contract.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { presentMember } from '../member-views.ts';
import { cursorOf, edgeCursor, placeOf, reversed } from './keyset.ts';
import type { ListQuery } from './list-query.ts';
import { readStretch, type WindowRow } from './read-window.ts';

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

/** A window of live rows in list order; the cursors are null where the list ends. */
export async function listMembers(
  tx: DistrictTx,
  query: ListQuery,
  window: ListWindow,
): Promise<MemberWindow> {
  const { cursor, towards, skip, limit } = window;
  const order = towards === 'after' ? query.order : reversed(query.order);
  const rows = await readStretch(tx, { ...query, order }, { cursor, skip, count: limit + 1 });
  const hasMore = rows.length > limit;
  const page = rows.slice(0, limit);
  if (towards === 'before') page.reverse();
  const came = placeOf(query.sort, cursor) !== null || skip > 0;
  const [hasPrevious, hasNext] = towards === 'after' ? [came, hasMore] : [hasMore, came];
  const cursorAt = (row: WindowRow | undefined): string =>
    row === undefined ? edgeCursor : cursorOf(query.sort, row);
  return {
    members: page.map(presentMember),
    nextCursor: hasNext ? cursorAt(page.at(-1)) : null,
    previousCursor: hasPrevious ? cursorAt(page[0]) : null,
  };
}
