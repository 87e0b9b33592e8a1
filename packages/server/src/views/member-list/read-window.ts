import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import { searchedWords } from '@rollcall/core/members/search-text.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import { type ListRow, listColumns } from '../member-views.ts';
import { countOf, fewCandidates } from './candidates.ts';
import { filterConditions } from './filter-conditions.ts';
import { behind, type KeyRow, nameKey, orderBy, placedInstant, placedName, placeOf } from './keyset.ts';
import { type ListQuery, livesOn } from './list-query.ts';
import { readCounts } from './read-counts.ts';

export type WindowRow = ListRow & KeyRow;

/** The first rows of the list behind a place; some of them are passed over. */
export interface Stretch {
  readonly cursor: string | null;
  readonly skip: number;
  readonly count: number;
}

/** A list as long as this is looked through as it is; of a longer one as much, before its indexes are asked. */
export const nearRows = 3_000;
/**
 * Up to this length what is searched of each row is computed from the row itself: it is up to date, and no plan that
 * was made before a table was analysed can get it wrong.
 */
export const rowsComputed = 100_000;

/**
 * Rows of the list in its order. Nothing is read twice as long as many people match (some of them then stand near any
 * place) or few do (an index finds them, and they are sorted). The tenant predicate is repeated here: row security
 * is the net, not the filter.
 */
export async function readStretch(tx: DistrictTx, query: ListQuery, stretch: Stretch): Promise<WindowRow[]> {
  const everybody = sql`member`;
  if (isUnfiltered(query)) {
    return query.sort === 'name' ? byName(tx, query, stretch) : select(tx, query, stretch, everybody, []);
  }
  const counts = await readCounts(tx, query.place);
  const size = countOf(counts, noMemberFilter);
  const written = filterConditions(query.filter, 'as it is written');
  const indexed = size <= rowsComputed ? written : filterConditions(query.filter, 'as it is searched');
  if (size <= nearRows) return select(tx, query, stretch, everybody, written);
  if (query.sort === 'added' && isSearchOnly(query)) return searchInOrder(tx, query, stretch);

  const near = await select(tx, query, stretch, nearest(query, stretch, nearRows), written);
  if (near.length === stretch.count) return near;
  const ids = await fewCandidates(tx, query, counts);
  if (ids !== null) return select(tx, query, stretch, everybody, [sql`m.id in (${ids})`, ...indexed]);
  if (query.sort !== 'name') return select(tx, query, stretch, everybody, indexed);
  return furtherByName(tx, query, stretch, { conditions: indexed, size });
}

/** Whether the list holds everybody. Such a list is walked along an index; nothing else of it is looked up. */
export function isUnfiltered({ filter }: Pick<ListQuery, 'filter'>): boolean {
  const { search, ...others } = filter;
  return searchedWords(search).length === 0 && isNeutral(others);
}

/** Whether words are all that is asked for. A search of none is no search: the order of what is searched needs a word. */
function isSearchOnly({ filter }: ListQuery): boolean {
  const { search, ...others } = filter;
  return searchedWords(search).length > 0 && isNeutral(others);
}

function isNeutral(filter: Readonly<Record<string, unknown>>): boolean {
  return Object.values(filter).every(
    (value) => value === null || (Array.isArray(value) && value.length === 0),
  );
}

/** The first rows behind the place, whether they match or not. */
function nearest(query: ListQuery, { cursor }: Stretch, most: number): RawBuilder<unknown> {
  if (query.sort === 'name') {
    return sql`(
      select m.* from ${namesBehind(query, { cursor, skip: 0, count: most })} as placed (id)
      join member m on ${livesOn(query)} and m.id = placed.id
    )`;
  }
  return sql`(
    select * from member m
    where ${livesOn(query)} and ${behind(query.sort, query.order, placeOf(query.sort, cursor))}
    order by ${orderBy(query.sort, query.order)} limit ${most}
  )`;
}

/** Ids in the order by name: row security keeps the index from answering to a condition on what a function makes. */
function namesBehind({ place, order }: ListQuery, { cursor, skip, count }: Stretch): RawBuilder<unknown> {
  const [name, email] = placedName(cursor);
  return sql`list_by_name(${place.licenseId}, ${order === 'descending'}, ${name}, ${email}, ${skip}, ${count})`;
}

/** Everybody by name. What sorts them is told where a cursor can begin: at the first row, and at the last of a page. */
async function byName(tx: DistrictTx, query: ListQuery, stretch: Stretch): Promise<WindowRow[]> {
  const { rows } = await sql<WindowRow>`
    select ${listColumns}, case when placed.nth in (1, ${stretch.count - 1}) then ${nameKey} else '' end as name_key
    from ${namesBehind(query, stretch)} with ordinality as placed (id, nth)
    join member m on ${livesOn(query)} and m.id = placed.id
    order by placed.nth
  `.execute(tx);
  return rows;
}

/** Many match, but none of the near: further and further on, each time ten times as far. */
async function furtherByName(
  tx: DistrictTx,
  query: ListQuery,
  stretch: Stretch,
  { conditions, size }: { readonly conditions: readonly RawBuilder<unknown>[]; readonly size: number },
): Promise<WindowRow[]> {
  for (let most = 10 * nearRows; ; most *= 10) {
    const rows = await select(tx, query, stretch, nearest(query, stretch, most), conditions);
    if (rows.length === stretch.count || most >= size) return rows;
  }
}

async function select(
  tx: DistrictTx,
  query: ListQuery,
  { cursor, skip, count }: Stretch,
  among: RawBuilder<unknown>,
  conditions: readonly RawBuilder<unknown>[],
): Promise<WindowRow[]> {
  const all = [livesOn(query), ...conditions, behind(query.sort, query.order, placeOf(query.sort, cursor))];
  const { rows } = await sql<WindowRow>`
    select ${listColumns}, ${query.sort === 'name' ? nameKey : sql`''`} as name_key
    from ${among} m
    where ${sql.join(all, sql` and `)}
    order by ${orderBy(query.sort, query.order)}
    offset ${skip} limit ${count}
  `.execute(tx);
  return rows;
}

/** What is searched stands in the order of being added. */
async function searchInOrder(tx: DistrictTx, query: ListQuery, stretch: Stretch): Promise<WindowRow[]> {
  const [at, id] = placedInstant(stretch.cursor);
  const ids = sql`
    select search_members_in_order(
      ${query.place.licenseId}, ${searchedWords(query.filter.search)}, ${query.order === 'descending'},
      ${at}, ${id}, ${stretch.skip + stretch.count}
    )
  `;
  return select(tx, query, stretch, sql`member`, [sql`m.id in (${ids})`]);
}
