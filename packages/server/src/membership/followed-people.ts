import { type SyncSource, syncSource } from '@rollcall/core/sync/sync-source.ts';
import { type RawBuilder, sql } from 'kysely';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { ofLicense } from '../license-row/of-license.ts';
import { inLicense, type SeenPlace } from './change-query.ts';

/** What is stored of whom a source names, as an object: what an undo needs to put it back. Of `source_person` as p. */
const personAsJson = sql`jsonb_build_object(
  'source', p.source, 'reference', p.reference, 'external_id', p.external_id, 'item_id', p.item_id, 'email', p.email,
  'shown', p.shown, 'name', p.name, 'user_type', p.user_type
)`;

/** The same as a row, of a JSON array of them. */
const personColumns = sql`
  source text, reference text, external_id text, item_id text, email text, shown text, name text, user_type text
`;

/**
 * Keeps `source_person` true when sources end: what stood for `ended (member_id, kind, reference)` stands for nobody, and
 * the next sync asks again. Every way in which a source ends goes by here, or moves or deletes those rows itself
 * (SPEC SYNC-4).
 */
export function peopleReleased(license: LockedLicense, ended: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    people_released as (
      update source_person p set member_id = null, why = 'removed'
      from ${ended} e
      where e.kind = any (${syncSource.options}::text[])
        and ${inLicense(license, 'p')} and p.member_id = e.member_id and (p.source = e.kind and p.reference = e.reference) is true
    )`;
}

/** `before` of rows that end with all their sources: whom a sync named as them. */
export function namedBefore(license: LockedLicense): RawBuilder<unknown> {
  return sql`
    before as (
      select p.member_id as id, jsonb_build_object('named', jsonb_agg(${personAsJson})) as was
      from written w join source_person p on p.member_id = w.id and ${inLicense(license, 'p')}
      group by p.member_id
    )`;
}

/** Of `people` (rows of source_person with a `holder`): what is named by them, by holder, for `before`. */
export function namedOf(people: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select p.member_id, jsonb_agg(${personAsJson}) as named from ${people} p group by p.member_id)`;
}

/** Whether one of those who were named as the row of `was` stands for somebody else by this time. */
export function isNamedOtherwise(place: SeenPlace, was: RawBuilder<unknown>, member: RawBuilder<unknown>) {
  return sql`exists (
    select from jsonb_to_recordset(${was} -> 'named') as n (${personColumns})
    join source_person p on ${ofLicense(place, 'p')} and p.source = n.source and p.reference = n.reference
      and p.external_id = n.external_id
    where p.member_id <> ${member}
  )`;
}

/**
 * Names the rows of `back (member_id, was)` again, as before: what is different in the other system by this time, the
 * next sync finds and carries over anew.
 */
export function peopleNamedAgain(license: LockedLicense, back: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    people_named_again as (
      insert into source_person as known (district_id, license_id, source, reference, external_id, item_id, email, shown,
        name, user_type, member_id, why)
      select ${license.districtId}, ${license.id}, n.source, n.reference, n.external_id, n.item_id, n.email, n.shown,
        n.name, n.user_type, b.member_id, null
      from ${back} b cross join lateral jsonb_to_recordset(b.was -> 'named') as n (${personColumns})
      on conflict (district_id, license_id, source, reference, external_id) do update set
        item_id = excluded.item_id, email = excluded.email, shown = excluded.shown, name = excluded.name,
        user_type = excluded.user_type, member_id = excluded.member_id, why = null
    )`;
}

/**
 * `named`: whom the source names, of the people in `batch_row (ord, external_id)`, with their `ord`. Of an OU everybody is
 * named once and looked up; of classes once for each, among what the licence has of them.
 */
export function namedRows(place: SeenPlace, source: SyncSource): RawBuilder<unknown> {
  if (source === 'ou') {
    return sql`
      named as materialized (
        select b.ord, p.* from batch_row b cross join lateral (
          select * from source_person p
          where ${ofLicense(place, 'p')} and p.source = 'ou' and p.reference = '' and p.external_id = b.external_id limit 1
        ) p
      )`;
  }
  return sql`
    of_source as materialized (
      select p.* from source_person p where ${ofLicense(place, 'p')} and p.source = ${source}
    ),
    named as materialized (
      select b.ord, p.* from batch_row b join of_source p on p.external_id = b.external_id
    )`;
}

/** What holds a person in `batch_row` as b: the one source of all OUs, or a source per class. An array. */
export function wantedReferences(source: SyncSource): RawBuilder<unknown> {
  return source === 'ou' ? sql`array['']::text[]` : sql`b.item_ids`;
}

/**
 * Writes whom the source names as rows `(reference, external_id, item_id, email, shown, name, user_type, member_id, why)`.
 * What is stored like that already is not written.
 */
export function peopleNamed(
  license: LockedLicense,
  source: SyncSource,
  rows: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    people_named as (
      insert into source_person as known (district_id, license_id, source, reference, external_id, item_id, email, shown,
        name, user_type, member_id, why)
      select ${license.districtId}, ${license.id}, ${source}, n.reference, n.external_id, n.item_id, n.email, n.shown,
        n.name, n.user_type, n.member_id, n.why
      from (${rows}) n
      on conflict (district_id, license_id, source, reference, external_id) do update set
        item_id = excluded.item_id, email = excluded.email, shown = excluded.shown, name = excluded.name,
        user_type = excluded.user_type, member_id = excluded.member_id, why = excluded.why
      where (known.item_id, known.email, known.shown, known.name, known.user_type, known.member_id, known.why)
        is distinct from (excluded.item_id, excluded.email, excluded.shown, excluded.name, excluded.user_type,
          excluded.member_id, excluded.why)
    )`;
}
