import type { SeatCounts } from '@rollcall/core/licenses/seats.ts';
import type { MemberPlaces } from '@rollcall/core/members/contract.ts';
import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import { filterConditions } from './filter-conditions.ts';
import { cursorOf, type KeyRow, nameKey, orderBy } from './keyset.ts';
import { livesOn } from './list-members.ts';
import type { ListQuery } from './list-query.ts';

const placeLimit = 1000;
const everyBounds = { least: 100, most: 1000 } as const;
/** Rows of which a list is looked through for its places: about a second. */
const walkLimit = 1_000_000;

/** Places all over the list, for a scroll bar; together with how many people match. */
export async function readPlaces(
  tx: DistrictTx,
  query: ListQuery,
  counts: SeatCounts,
): Promise<Pick<MemberPlaces, 'total' | 'isExact' | 'every' | 'cursors'>> {
  const size = Object.values(counts).reduce((sum, one) => sum + one.accepted + one.invited + one.rejected, 0);
  const every = Math.min(everyBounds.most, Math.max(everyBounds.least, Math.ceil(size / placeLimit)));
  const conditions = [livesOn(query), ...filterConditions(query.filter, new Date())];
  const { rows } = await sql<KeyRow & { readonly position: number; readonly total: number }>`
    select * from (
      select m.id, m.email, m.added_at, ${nameKey} as name_key,
        row_number() over (order by ${orderBy(query.sort, query.order)})::int as position,
        count(*) over ()::int as total
      from member m where ${sql.join(conditions, sql` and `)}
    ) numbered
    where position % ${every} = 0 or position = 1
    order by position
  `.execute(tx);
  const total = rows[0]?.total ?? 0;
  return {
    total,
    isExact: size <= walkLimit || query.filter === noMemberFilter,
    every,
    cursors: rows.filter((row) => row.position % every === 0).map((row) => cursorOf(query.sort, row)),
  };
}
