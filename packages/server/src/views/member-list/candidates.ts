import type { SeatCounts } from '@rollcall/core/licenses/seats.ts';
import { userType } from '@rollcall/core/licenses/seats.ts';
import type { MemberFilter } from '@rollcall/core/members/filter.ts';
import { searchedWords } from '@rollcall/core/members/search-text.ts';
import { memberStatus } from '@rollcall/core/members/status.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import { addedConditions } from './filter-conditions.ts';
import type { ListQuery } from './list-query.ts';

/** So many people can be sorted for one page. */
const few = 10_000;

/** The ids of those who fulfil one part of the filter, by an index; the others may be among them. */
type Candidates = RawBuilder<unknown>;

/**
 * The part of the filter that the fewest people fulfil, where these are few enough to be sorted. Null when all parts
 * are fulfilled by many: then some of them stand near any place of the list.
 */
export async function fewCandidates(
  tx: DistrictTx,
  query: ListQuery,
  counts: SeatCounts,
): Promise<Candidates | null> {
  const standing = standingCandidates(query, counts);
  if (standing !== null && standing.count <= few) return standing.ids;
  const parts = indexedParts(query);
  if (parts.length === 0) return null;
  const counted = parts.map((ids) => sql`(select count(*) from (${ids} limit ${few + 1}) one)`);
  const { rows } = await sql<{
    counts: number[];
  }>`select array[${sql.join(counted)}]::int[] as counts`.execute(tx);
  const found = rows[0]?.counts ?? [];
  const least = Math.min(...found);
  return least <= few ? (parts[found.indexOf(least)] ?? null) : null;
}

/** Status and user type: the licence's row knows how many there are. */
function standingCandidates(
  { filter, place }: ListQuery,
  counts: SeatCounts,
): { ids: Candidates; count: number } | null {
  const { statuses, types } = standings(filter);
  if (statuses.length === memberStatus.options.length && types.length === userType.options.length)
    return null;
  const ids = sql`
    select m.id from member m
    where m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and m.ended_at is null
      and m.status = any (${statuses}) and m.user_type = any (${types})
  `;
  return { ids, count: countOf(counts, filter) };
}

/** The statuses and user types that the filter lets through; an activity is that of one status. */
function standings(filter: MemberFilter) {
  const asked = filter.statuses.length === 0 ? memberStatus.options : filter.statuses;
  const { activity } = filter;
  const ofActivity = activity === 'active' || activity === 'inactive' ? 'accepted' : 'invited';
  return {
    statuses: activity === null ? [...asked] : asked.filter((status) => status === ofActivity),
    types: filter.userTypes.length === 0 ? [...userType.options] : filter.userTypes,
  };
}

/** How many live rows have one of the filter's statuses and one of its user types. */
export function countOf(counts: SeatCounts, filter: MemberFilter): number {
  const { statuses, types } = standings(filter);
  let sum = 0;
  for (const type of new Set(types)) for (const status of new Set(statuses)) sum += counts[type][status];
  return sum;
}

function indexedParts({ filter, place }: ListQuery): Candidates[] {
  const { sources, addedBy, domain } = filter;
  const words = searchedWords(filter.search);
  const searched = sql`from member_search s where s.district_id = ${place.districtId} and s.license_id = ${place.licenseId}`;
  const added = addedConditions(filter);
  return [
    ...(words.length === 0
      ? []
      : [sql`select id from search_members(${place.licenseId}, ${words}, ${few + 1}) as id`]),
    ...(domain === null
      ? []
      : [sql`select s.member_id as id ${searched} and s.domain = ${storableText(domain)}`]),
    ...(addedBy === null
      ? []
      : [sql`select s.member_id as id ${searched} and s.added_by = ${storableText(addedBy)}`]),
    ...(sources.length === 0
      ? []
      : [
          sql`
            select s.member_id as id from member_source s
            where s.district_id = ${place.districtId} and s.license_id = ${place.licenseId}
              and s.kind = any (${sources}) and s.ended_at is null
          `,
        ]),
    ...(added.length === 0
      ? []
      : [
          sql`
            select m.id from member m
            where m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and m.ended_at is null
              and ${sql.join(added, sql` and `)}
          `,
        ]),
  ];
}
