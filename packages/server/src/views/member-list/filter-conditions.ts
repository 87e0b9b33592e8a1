import type { MemberActivity, MemberFilter } from '@rollcall/core/members/filter.ts';
import { activeDays } from '@rollcall/core/members/matches-filter.ts';
import { searchedWords } from '@rollcall/core/members/search-text.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import { type RawBuilder, sql } from 'kysely';
import { lastActiveOn } from '../member-views.ts';

type Condition = RawBuilder<unknown>;

/** The first day that counts as active, by the clock that wrote the days. */
const firstActiveDay = sql`((now() at time zone 'UTC')::date - ${activeDays}::int)`;

const activityConditions: Readonly<Record<MemberActivity, Condition>> = {
  not_shown: sql`m.status = 'invited' and m.shown_at is null`,
  shown_unanswered: sql`m.status = 'invited' and m.shown_at is not null`,
  active: sql`m.status = 'accepted' and ${lastActiveOn} >= ${firstActiveDay}`,
  inactive: sql`m.status = 'accepted' and ${lastActiveOn} < ${firstActiveDay}`,
};

/** The instants between which a row was added. The database decides where a day begins: in UTC. */
export function addedConditions({ addedFrom, addedTo }: MemberFilter): Condition[] {
  return [
    ...(addedFrom === null ? [] : [sql`m.added_at >= (${addedFrom}::date)::timestamp at time zone 'UTC'`]),
    ...(addedTo === null ? [] : [sql`m.added_at < (${addedTo}::date + 1)::timestamp at time zone 'UTC'`]),
  ];
}

/**
 * A search looks at a person's text: computed from the row, so that it is up to date, where few rows are looked at;
 * else as it is kept for searching, which costs a fifth.
 */
export type SearchedText = 'as it is written' | 'as it is searched';

function searchConditions(filter: MemberFilter, searched: SearchedText): Condition[] {
  const words = searchedWords(filter.search);
  if (words.length === 0) return [];
  if (searched === 'as it is written') {
    return words.map((word) => sql`strpos(member_search_text(m.email, m.name), ${word}) > 0`);
  }
  return [
    sql`(
      select s.text from member_search s
      where s.district_id = m.district_id and s.license_id = m.license_id and s.member_id = m.id
    ) like all (array(select search_pattern(word) from unnest(${words}::text[]) as word))`,
  ];
}

/** What every row of the filtered list fulfils, of a row `m` of `member`. What `matchesMemberFilter` says, as SQL. */
export function filterConditions(filter: MemberFilter, searched: SearchedText): Condition[] {
  const { statuses, userTypes, sources, addedBy, domain, activity } = filter;
  return [
    ...(statuses.length === 0 ? [] : [sql`m.status = any (${statuses})`]),
    ...(userTypes.length === 0 ? [] : [sql`m.user_type = any (${userTypes})`]),
    ...addedConditions(filter),
    ...(addedBy === null ? [] : [sql`m.added_by = ${storableText(addedBy)}`]),
    ...(activity === null ? [] : [activityConditions[activity]]),
    ...(domain === null ? [] : [sql`split_part(m.email, '@', 2) = ${storableText(domain)}`]),
    ...(sources.length === 0
      ? []
      : [
          sql`exists (
            select 1 from member_source s
            where s.district_id = m.district_id and s.license_id = m.license_id and s.member_id = m.id
              and s.kind = any (${sources}) and s.ended_at is null
          )`,
        ]),
    ...searchConditions(filter, searched),
  ];
}
