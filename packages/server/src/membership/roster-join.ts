import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { type RawBuilder, sql } from 'kysely';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { ofLicense } from '../license-row/of-license.ts';
import { type AdmissionSource, decidedExpressions } from './admission-query.ts';
import { inLicense, type MemberChange, type SeenPlace } from './change-query.ts';
import { peopleNamed, wantedReferences } from './followed-people.ts';
import { writeExpressions } from './write-admissions.ts';

/** People whom a followed source names, to be put on the licence. */
export interface RosterJoin {
  readonly source: SyncSource;
  /** Where an address says who somebody is; elsewhere it only says where to write to (SPEC C03). */
  readonly verifiedDomains: ReadonlySet<string>;
  readonly free: FreeSeats;
  /** Whom the list names as having added them. */
  readonly addedBy: string;
}

/**
 * `batch_row`: the people of `person (ord, external_id, item_ids, email, shown, name, user_type)`, with what keeps them
 * off: no address, an exclusion, an address that is somebody else's on the list or stands there twice, or one outside the
 * verified domains that somebody on the list has, who is left exactly as they are (SPEC C03).
 */
export function joiningRows(
  place: SeenPlace,
  source: SyncSource,
  person: RawBuilder<unknown>,
  verifiedDomains: ReadonlySet<string>,
): RawBuilder<unknown> {
  return sql`
    person as materialized (${person}),
    excluded_person as materialized (
      select e.email, i.id as external_id from exclusion e
      cross join lateral unnest(e.external_ids || e.external_id) as i (id) where ${ofLicense(place, 'e')}
    ),
    ${foundRows(place, source)},
    ${takenRows(place, source)},
    batch_row as materialized (
      select p.*, case
        when p.email is null then 'invalid_email'
        when p.email in (select email from excluded_person) then 'excluded'
        when p.external_id in (select external_id from excluded_person where external_id is not null) then 'excluded'
        when p.ord in (select ord from taken) then 'address_taken'
        when row_number() over (partition by p.email order by p.ord) > 1 then 'duplicate'
        when split_part(p.email, '@', 2) = any (${[...verifiedDomains]}::text[]) then null
        when k.status = 'accepted' then 'already_member'
        when k.status = 'invited' then 'already_invited'
        when k.status = 'rejected' then 'stays_rejected'
        end as refusal
      from person p left join found k on k.ord = p.ord and (k.by_address or not k.is_other)
    )`;
}

/**
 * `found`: the live row that each person's address leads to, by itself or by who has verified it. `other_address`:
 * addresses whose owner signs in at the source's issuer as somebody else. Looked up row by row, as all of it is.
 */
function foundRows(place: SeenPlace, source: SyncSource): RawBuilder<unknown> {
  return sql`
    other_address as materialized (
      select o.email from find_addresses_of_others(
        (select c.issuer from connection c where ${ofLicense(place, 'c')} and c.source = ${source}),
        array(select email from person where email is not null order by ord),
        array(select external_id from person where email is not null order by ord)
      ) o
    ),
    address_owner as materialized (
      select jsonb_object_agg(o.email, o.person_id) as by_email
      from find_address_owners(array(select email from person)) o
    ),
    asked_for as materialized (
      select p.ord, p.email, p.external_id, (w.by_email ->> p.email)::uuid as owner_id,
        p.email in (select email from other_address) as is_other
      from person p cross join address_owner w
    ),
    found as materialized (
      select a.*, m.id, m.status, m.person_id, m.by_address from asked_for a
      cross join lateral (
        select m.* from (
          select m.id, m.status, m.person_id, true as by_address from member m
          where ${inLicense(place, 'm')} and m.ended_at is null and m.email = a.email
          union all
          select m.id, m.status, m.person_id, false from member m where a.owner_id is not null
            and ${inLicense(place, 'm')} and m.ended_at is null and m.person_id = a.owner_id
        ) m limit 1
      ) m
    )`;
}

/**
 * `taken`: people whose address leads to the row of somebody else. Two ids of the source are two people, unless one
 * account has verified the present addresses of both, which nothing it signs in with contradicts (SPEC SYNC-3).
 */
function takenRows(place: SeenPlace, source: SyncSource): RawBuilder<unknown> {
  return sql`
    named_other as materialized (
      select f.ord, f.email, f.owner_id is not null and f.person_id = f.owner_id and not f.is_other as may_be_one,
        f.owner_id, o.email as named_email
      from found f
      cross join lateral (
        select o.email from source_person o
        where ${inLicense(place, 'o')} and o.member_id = f.id and (o.source = ${source}) is true
          and o.external_id <> f.external_id
      ) o
    ),
    named_owner as materialized (
      select jsonb_object_agg(o.email, o.person_id) as by_email
      from find_address_owners(array(select named_email from named_other where may_be_one)) o
    ),
    taken as materialized (
      select n.ord from named_other n cross join named_owner w
      where (n.may_be_one and n.named_email <> n.email and (w.by_email ->> n.named_email)::uuid = n.owner_id) is not true
      union
      select f.ord from found f where f.is_other and f.by_address and f.person_id = f.owner_id
    )`;
}

/** Admits the people of `batch_row` who are not refused, at once, and writes down of everybody what became of them. */
export function rosterJoin(join: RosterJoin): MemberChange {
  const source: AdmissionSource = { kind: join.source, reference: '' };
  const candidates = sql`
    select ord, email, shown, name, null::uuid as given_person, user_type, true as at_once, external_id
    from batch_row where refusal is null`;
  return {
    decided: (place) =>
      decidedExpressions(place, {
        candidates,
        source,
        free: join.free,
        leaveKnown: false,
        ofOthers: sql`select email from other_address`,
      }),
    written: (license) => sql`
      ${holders},
      ${writeExpressions(license, source, join.addedBy, null, sourcesOfRoster(license, join))},
      ${peopleNamed(license, join.source, joined(join.source))}
      ${join.source === 'ou' ? sql`` : sql`, ${goneClasses(license, join.source)}`}`,
  };
}

/** The row that holds each person from now on; null where none does. Somebody's second address is on their first's row. */
const holders = sql`
  holder as materialized (
    select d.ord, d.outcome,
      case when d.outcome in ('added', 'converted', 'already_member')
        then coalesce(d.fresh_id, d.member_id, leader.fresh_id) end as id
    from decided d
    left join lateral (
      select o.fresh_id from decided o
      where d.fresh_id is null and d.member_id is null and o.person_id = d.person_id and o.fresh_id is not null limit 1
    ) leader on true
  )`;

function sourcesOfRoster(license: LockedLicense, { source, addedBy }: RosterJoin): RawBuilder<unknown> {
  return sql`
    sourced as (
      insert into member_source (district_id, license_id, member_id, kind, reference, added_by, started_at)
      select distinct ${license.districtId}::uuid, ${license.id}::uuid, h.id, ${source}, r.reference, ${addedBy},
        ${license.now}::timestamptz
      from holder h join batch_row b on b.ord = h.ord
      cross join lateral unnest(${wantedReferences(source)}) as r (reference)
      where h.id is not null and not exists (
        select from member_source s
        where ${inLicense(license, 's')} and s.member_id = h.id and s.ended_at is null
          and (s.kind = ${source} and s.reference = r.reference) is true
      )
    )`;
}

function joined(source: SyncSource): RawBuilder<unknown> {
  return sql`
    select r.reference, b.external_id,
      case when r.reference = '' then coalesce(b.item_ids[1], '') else r.reference end as item_id, b.email,
      nullif(b.shown, b.email) as shown, b.name, b.user_type, h.id as member_id,
      case when h.id is null then coalesce(b.refusal, h.outcome) end as why
    from batch_row b left join holder h on h.ord = b.ord
    cross join lateral unnest(${wantedReferences(source)}) as r (reference)`;
}

/** Classes in which somebody was not seated, and is not named any more. */
function goneClasses(license: LockedLicense, source: SyncSource): RawBuilder<unknown> {
  return sql`
    classes_gone as (
      delete from source_person p using batch_row b
      where ${ofLicense(license, 'p')} and p.source = ${source} and p.member_id is null
        and p.external_id = b.external_id and p.reference <> all (b.item_ids)
    )`;
}
