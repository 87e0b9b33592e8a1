import type { AuditFilter } from '@rollcall/core/audit/contract.ts';
import { canonicalEmail } from '@rollcall/core/emails.ts';
import { type EventType, eventType } from '@rollcall/core/events/catalog.ts';
import { searchedWords } from '@rollcall/core/members/search-text.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { ofAddress } from '../of-address.ts';

/** People that a search looks up: more are answered with the hint to search for less. */
const peopleLimit = 200;

/** What a filter's words stand for, looked up before the entries are. */
export interface AuditSearch {
  /** Null: nothing is searched. */
  readonly targets: readonly string[] | null;
  /** Portions of runs that changed one of those people: large ones do not name them. */
  readonly portions: readonly number[];
  readonly actorIds: readonly string[];
  readonly tooManyPeople: boolean;
}

/** Looks up whom a search and a run number mean. */
export async function lookUp(tx: DistrictTx, place: LicensePlace, filter: AuditFilter): Promise<AuditSearch> {
  const words = searchedWords(filter.search);
  const people = words.length === 0 ? null : await findPeople(tx, place, words);
  const admins = words.length === 0 ? [] : await findAdmins(tx, place, words);
  return {
    targets: people === null ? null : [...people, ...admins],
    portions: people === null || people.length === 0 ? [] : await findPortions(tx, place, people),
    actorIds: admins,
    tooManyPeople: people !== null && people.length >= peopleLimit,
  };
}

/** Live people by address or name, and those who have left by their whole address. */
async function findPeople(tx: DistrictTx, place: LicensePlace, words: readonly string[]): Promise<string[]> {
  const parsed = words.length === 1 ? canonicalEmail(words[0] ?? '') : null;
  const address = parsed?.ok === true ? parsed.email : '';
  const { rows } = await sql<{ id: string }>`
    select search_members(${place.licenseId}, ${[...words]}::text[], ${peopleLimit}::int) as id
    union
    select m.id from (${ofAddress(place, address)}) m
    limit ${peopleLimit}
  `.execute(tx);
  return rows.map(({ id }) => id);
}

async function findPortions(
  tx: DistrictTx,
  place: LicensePlace,
  people: readonly string[],
): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`
    select b.seq from run_batch b
    where b.district_id = ${place.districtId} and b.license_id = ${place.licenseId} and b.seq is not null
      and exists (select from unnest(b.changed_ids) as changed (id) where changed.id = any (${[...people]}::uuid[]))
  `.execute(tx);
  return rows.map(({ seq }) => seq);
}

/** Admins of the district whose name or address holds every word: what they did, and what was done to their rights. */
async function findAdmins(tx: DistrictTx, place: LicensePlace, words: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from license_admin
    where district_id = ${place.districtId} and person_id is not null and (
      select bool_and(strpos(' ' || fold_text(name) || ' ' || email, word) > 0) from unnest(${[...words]}::text[]) word
    )
  `.execute(tx);
  return rows.map(({ person_id }) => person_id);
}

/** What people of a large licence do is in no short index; what everybody else does is (see the migration of `audit_deeds`). */
const ownDeeds: ReadonlySet<EventType> = new Set([
  'member.joined',
  'member.declined',
  'member.shown',
  'member.dismissed',
  'member.identified',
]);

/** Everything a filter asks of an entry `a`. */
export function entryConditions(
  place: LicensePlace,
  filter: AuditFilter,
  search: AuditSearch,
): RawBuilder<unknown>[] {
  const { actions, actor, runNumber } = filter;
  const conditions = [
    sql`a.district_id = ${place.districtId} and a.license_id = ${place.licenseId}`,
    sql`a.action = any (${actions.length === 0 ? [...eventType.options] : [...actions]}::text[])`,
    ...dayConditions(place, filter),
  ];
  if (actions.length > 0 && !actions.some((action) => ownDeeds.has(action))) {
    conditions.push(
      sql`a.action not in ('member.joined', 'member.declined', 'member.shown', 'member.dismissed', 'member.identified')`,
    );
  }
  if (actor === 'vendor' || actor === 'system') conditions.push(sql`a.actor_kind = ${actor}`);
  else if (actor !== null) conditions.push(sql`a.actor_kind = 'person' and a.actor_id = ${actor}`);
  if (runNumber !== null) {
    const run = sql`select array_agg(r.id) from run r
      where r.district_id = ${place.districtId} and r.license_id = ${place.licenseId} and r.number = ${runNumber}`;
    conditions.push(sql`a.seq in (select audit_entries_of(${place.licenseId}, (${run})))`);
  }
  if (search.targets !== null) conditions.push(aboutOrBy(place, search.targets, search));
  return conditions;
}

/** Entries that name one of these rows, or were made by one of these people: the index answers the first alone. */
function aboutOrBy(
  { licenseId }: LicensePlace,
  targets: readonly string[],
  { portions, actorIds }: AuditSearch,
): RawBuilder<unknown> {
  const about = sql`a.seq in (
    select audit_entries_of(${licenseId}, ${[...targets]}::uuid[]) union select unnest(${[...portions]}::bigint[])
  )`;
  return actorIds.length === 0 ? about : sql`(${about} or a.actor_id = any (${[...actorIds]}::text[]))`;
}

/**
 * The days by the entries' own instants. The licence's history narrows them to numbers first, with a day to spare on
 * either side: a change that began before midnight may belong to the next day there.
 */
function dayConditions(place: LicensePlace, { from, to }: AuditFilter): RawBuilder<unknown>[] {
  const lastNumber = (until: RawBuilder<unknown>) => sql`
    select seq from license_day
    where district_id = ${place.districtId} and license_id = ${place.licenseId} and ${until} limit 1
  `;
  const conditions: RawBuilder<unknown>[] = [];
  if (from !== null) {
    const before = lastNumber(sql`day < ${from}::date - 1 order by day desc`);
    conditions.push(
      sql`a.at >= (${from}::date)::timestamp at time zone 'UTC' and a.seq > coalesce((${before}), 0)`,
    );
  }
  if (to !== null) {
    const after = lastNumber(sql`day > ${to}::date order by day`);
    conditions.push(sql`a.at < (${to}::date + 1)::timestamp at time zone 'UTC'
      and a.seq <= coalesce((${after}), 9223372036854775807)`);
  }
  return conditions;
}
