import type { MemberPlaces } from '@rollcall/core/members/contract.ts';
import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import { countOf, fewCandidates } from './candidates.ts';
import { filterConditions } from './filter-conditions.ts';
import { cursorOf, type KeyRow, nameKey, orderBy } from './keyset.ts';
import { type ListQuery, livesOn } from './list-query.ts';
import { readCounts } from './read-counts.ts';
import { isUnfiltered, nearRows, rowsComputed } from './read-window.ts';

type Places = Pick<MemberPlaces, 'total' | 'isExact' | 'every' | 'cursors'>;

const placeLimit = 1_000;
const everyBounds = { least: 100, most: 1_000 } as const;
/** Rows of a filtered list that are looked through: about a second, where a search takes several times as long. */
const walkLimits = { plain: 1_000_000, searched: 250_000 } as const;

/** Places all over the list, for a scroll bar, and how many people match. */
export async function readPlaces(tx: DistrictTx, query: ListQuery): Promise<Places> {
  const counts = await readCounts(tx, query.place);
  const size = countOf(counts, noMemberFilter);
  const every = Math.min(everyBounds.most, Math.max(everyBounds.least, Math.ceil(size / placeLimit)));
  if (isUnfiltered(query)) {
    return { total: size, isExact: true, every, cursors: await placesOfEverybody(tx, query, every) };
  }
  if (size <= nearRows) {
    const written = filterConditions(query.filter, 'as it is written');
    return { ...(await countPlaces(tx, query, every, sql`member`, written)), isExact: true };
  }
  const conditions = filterConditions(
    query.filter,
    size <= rowsComputed ? 'as it is written' : 'as it is searched',
  );
  const ids = await fewCandidates(tx, query, counts);
  if (ids !== null) {
    const among = [sql`m.id in (${ids})`, ...conditions];
    return { ...(await countPlaces(tx, query, every, sql`member`, among)), isExact: true };
  }
  const limit = query.filter.search === null ? walkLimits.plain : walkLimits.searched;
  const first = sql`(
    select * from member m where ${livesOn(query)} order by ${orderBy(query.sort, query.order)} limit ${limit}
  )`;
  return { ...(await countPlaces(tx, query, every, first, conditions)), isExact: size <= limit };
}

async function placesOfEverybody(tx: DistrictTx, query: ListQuery, every: number): Promise<string[]> {
  const { rows } = await sql<KeyRow>`
    select id, email, added_at, name_key
    from list_places(${query.place.licenseId}, ${query.sort}, ${query.order === 'descending'}, ${every})
  `.execute(tx);
  return rows.map((row) => cursorOf(query.sort, row));
}

async function countPlaces(
  tx: DistrictTx,
  query: ListQuery,
  every: number,
  among: RawBuilder<unknown>,
  conditions: readonly RawBuilder<unknown>[],
): Promise<Omit<Places, 'isExact'>> {
  const { rows } = await sql<KeyRow & { readonly place: number; readonly total: number }>`
    select * from (
      select m.id, m.email, m.added_at, ${nameKey} as name_key,
        row_number() over (order by ${orderBy(query.sort, query.order)})::int as place, count(*) over ()::int as total
      from ${among} m where ${sql.join([livesOn(query), ...conditions], sql` and `)}
    ) numbered
    where place % ${every} = 0 or place = 1
    order by place
  `.execute(tx);
  return {
    total: rows[0]?.total ?? 0,
    every,
    cursors: rows.filter((row) => row.place % every === 0).map((row) => cursorOf(query.sort, row)),
  };
}
