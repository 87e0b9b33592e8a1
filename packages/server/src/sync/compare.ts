import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { RunPlace } from '../jobs/run-lease.ts';
import { ofLicense } from '../license-row/of-license.ts';

/** People in a portion. */
const portionPeople = 5_000;

/** A complete generation, and whom the source named before. */
export interface Comparison {
  readonly run: RunPlace;
  readonly source: SyncSource;
  /** OUs or classes that are not there any more: their people stay. */
  readonly kept: readonly string[];
}

/** Whom the source held before, and how many of them it names no more. */
export interface LeaveFacts {
  readonly leaving: number;
  readonly held: number;
  /** Classes of which nobody is left. */
  readonly emptied: number;
}

/** Counts whom the source names no more, for the brake: people, however many classes hold them or pages name them. */
export async function countLeaving(tx: DistrictTx, comparison: Comparison): Promise<LeaveFacts> {
  const { rows } = await sql<LeaveFacts>`
    with ${knownPeople(comparison)}, ${readPeople(comparison)},
    judged as materialized (
      select k.refs, r.external_id is null as leaves
      from known k left join (select distinct external_id from read_person) r on r.external_id = k.external_id
      where k.member_id is not null
    )
    select (count(*) filter (where leaves))::int as leaving, count(*)::int as held,
      ${comparison.source === 'ou' ? sql`0` : emptiedClasses} as emptied
    from judged
  `.execute(tx);
  const [facts] = rows;
  if (facts === undefined) throw new Error('A count without a row');
  return facts;
}

/** People who are asked about one by one, at most: more is no question of a moment any more. */
const askedLimit = 250;

/** The ids of those whom the source held and names no more, where they are few enough to be asked about; else nobody. */
export async function leaversToAsk(tx: DistrictTx, comparison: Comparison): Promise<string[]> {
  const { rows } = await sql<{ externalId: string }>`
    with ${knownPeople(comparison)}, ${readPeople(comparison)}
    select k.external_id as "externalId" from known k
    where k.member_id is not null and not exists (select from read_person r where r.external_id = k.external_id)
    limit ${askedLimit + 1}
  `.execute(tx);
  return rows.length > askedLimit ? [] : rows.map(({ externalId }) => externalId);
}

const emptiedClasses = sql`(
  select count(*)::int from (
    select r.reference from judged j cross join lateral unnest(j.refs) as r (reference)
    group by r.reference having bool_and(j.leaves)
  ) emptied
)`;

/**
 * Writes down who has left as portions of a run, from the first on. Returns how many people they are. Whoever was named
 * and not on the licence is forgotten with them.
 */
export async function writeLeavers(tx: DistrictTx, comparison: Comparison, into: RunPlace): Promise<Written> {
  const difference = sql`
    select 0 as rank, 'leave'::text as op, k.external_id, k.item_ids, k.email, k.shown, k.name, k.user_type, k.member_id,
      -1 as page_no, row_number() over (order by k.member_id, k.external_id) as ord
    from known k
    where not exists (select from read_person r where r.external_id = k.external_id)`;
  return writePortions(tx, comparison, into, difference, nothingWritten);
}

/**
 * Writes down who changed and who came, as portions behind `before`. Who is named as before, and held, is in none; who is
 * named and not on the licence is asked for again.
 */
export async function writeChangesAndJoiners(
  tx: DistrictTx,
  comparison: Comparison,
  before: Written,
): Promise<Written> {
  const difference = sql`
    select case when k.member_id is null then 2 else 1 end as rank,
      case when k.member_id is null then 'join' else 'change' end::text as op,
      r.external_id, r.item_ids, r.email, r.shown, r.name, r.user_type, k.member_id, r.page_no, r.ord
    from read_person r left join known k on k.external_id = r.external_id
    where k.member_id is null or ${isDifferent(comparison.source)}`;
  return writePortions(tx, comparison, comparison.run, difference, before);
}

/** Of a person of whom the directory has no address, or none that is one, nothing about the address is known. */
function isDifferent(source: SyncSource): RawBuilder<unknown> {
  return sql`(
    r.item_ids <> k.item_ids or r.name is distinct from k.name
    or (r.email is not null and (r.email is distinct from k.email or r.shown is distinct from k.shown))
    ${source === 'ou' ? sql`or r.user_type <> k.user_type` : sql``}
  )`;
}

export interface Written {
  readonly portions: number;
  readonly people: number;
}
export const nothingWritten: Written = { portions: 0, people: 0 };

async function writePortions(
  tx: DistrictTx,
  comparison: Comparison,
  into: RunPlace,
  difference: RawBuilder<unknown>,
  before: Written,
): Promise<Written> {
  const { rows } = await sql<Written>`
    with ${knownPeople(comparison)}, ${readPeople(comparison)},
    difference as materialized (${difference}),
    once as (
      select distinct on (rank, external_id) * from difference order by rank, external_id, page_no desc, ord desc
    ),
    numbered as (
      select *, (row_number() over (partition by rank order by page_no, ord) - 1) / ${portionPeople}::int as part from once
    ),
    placed as materialized (
      select *, row_number() over (order by rank, part, page_no, ord)::int as row_no,
        dense_rank() over (order by rank, part)::int - 1 as portion
      from numbered
    ),
    portion as (
      insert into run_batch (district_id, license_id, run_id, batch_no, first_row, size, op, external_ids, item_ids,
        emails, shown, names, user_types, member_ids)
      select ${into.districtId}, ${into.licenseId}, ${into.runId}, ${before.portions}::int + portion,
        ${before.people}::int + min(row_no), count(*), min(op),
        array_agg(external_id order by row_no), array_agg(item_ids::text order by row_no),
        array_agg(email order by row_no), array_agg(shown order by row_no), array_agg(name order by row_no),
        array_agg(user_type order by row_no), array_agg(member_id order by row_no)
      from placed group by portion
      returning size
    )
    select ${before.portions}::int + count(*)::int as portions, ${before.people}::int + coalesce(sum(size), 0)::int as people
    from portion
  `.execute(tx);
  return rows[0] ?? before;
}

const placeOf = ({ districtId, licenseId }: RunPlace) => ({ districtId, id: licenseId });

/** `known`: a row per person whom the source named, with the row that it holds and by what. */
function knownPeople({ run, source }: Comparison): RawBuilder<unknown> {
  if (source === 'ou') {
    return sql`
      known as materialized (
        select p.external_id, array[p.item_id] as item_ids, array['']::text[] as refs, p.email, p.shown, p.name, p.user_type,
          p.member_id
        from source_person p where ${ofLicense(placeOf(run), 'p')} and p.source = 'ou'
      )`;
  }
  return sql`
    known as materialized (
      select p.external_id,
        coalesce(
          array_agg(p.reference order by p.reference) filter (where p.member_id is not null),
          array_agg(p.reference order by p.reference)
        ) as item_ids,
        array_agg(p.reference) filter (where p.member_id is not null) as refs,
        min(p.email) as email, min(p.shown) as shown, min(p.name) as name, min(p.user_type) as user_type,
        min(p.member_id::text)::uuid as member_id
      from source_person p where ${ofLicense(placeOf(run), 'p')} and p.source = ${source}
      group by p.external_id
    )`;
}

/**
 * `read_person`: a row per person whom the generation names. Those of what is not there any more are named as they were.
 * Of somebody who stands there twice the last counts; of classes all in which somebody is.
 */
function readPeople({ run, source, kept }: Comparison): RawBuilder<unknown> {
  const people = sql`
    select u.*, g.page_no from sync_page g
    cross join lateral unnest(g.external_ids, g.item_ids, g.emails, g.shown, g.names, g.user_types) with ordinality
      as u (external_id, item_id, email, shown, name, user_type, ord)
    where ${ofLicense(placeOf(run), 'g')} and g.run_id = ${run.runId}`;
  const all = kept.length === 0 ? people : sql`${people} union all ${keptPeople(run, source, kept)}`;
  if (source === 'ou') {
    return sql`
      read_person as materialized (
        select a.external_id, array[a.item_id] as item_ids, a.email, a.shown, a.name, a.user_type, a.page_no, a.ord
        from (${all}) a
      )`;
  }
  return sql`
    read_person as materialized (
      select a.external_id, array_agg(distinct a.item_id order by a.item_id) as item_ids,
        (array_agg(a.email order by a.page_no desc))[1] as email, (array_agg(a.shown order by a.page_no desc))[1] as shown,
        (array_agg(a.name order by a.page_no desc))[1] as name,
        case when bool_or(a.user_type = 'teacher') then 'teacher' else min(a.user_type) end as user_type,
        min(a.page_no) as page_no, min(a.ord) as ord
      from (${all}) a group by a.external_id
    )`;
}

/** As they are stored, behind everything that was read: a page that names them knows better. */
function keptPeople(run: RunPlace, source: SyncSource, kept: readonly string[]): RawBuilder<unknown> {
  return sql`
    select p.external_id, p.item_id, p.email, p.shown, p.name, p.user_type, 0::bigint as ord, -1 as page_no
    from source_person p
    where ${ofLicense(placeOf(run), 'p')} and p.source = ${source} and p.item_id = any (${[...kept]}::text[])`;
}
