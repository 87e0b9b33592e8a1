import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { ofLicense } from '../license-row/of-license.ts';
import { ownerExpression } from './admission-query.ts';
import { inLicense, type MemberChange, type SeenPlace } from './change-query.ts';
import { namedOf, namedRows, peopleNamed, wantedReferences } from './followed-people.ts';
import { isBeyondSeats, poolOfType } from './seat-window.ts';

/** People whom a followed source holds and names otherwise than before. */
export interface RosterChange {
  readonly source: SyncSource;
  readonly free: FreeSeats;
  /** Whom the list names as having added a class. */
  readonly addedBy: string;
}

/**
 * Brings the rows of `batch_row (ord, external_id, item_ids, email, shown, name, user_type)` to what the other system
 * says: the name; the address, if nobody else has it or gives it up here and the row still has the one that came from there; of OUs the user
 * type, if a seat of its pool is free and the row still has the one that came from there; of classes which of them hold
 * the person. What cannot follow is asked for again by the next sync.
 */
export function rosterChange(change: RosterChange): MemberChange {
  const { source } = change;
  return {
    decided: (place) => sql`
      ${namedRows(place, source)},
      ${standingRows(place, source)},
      ${askedRows(place, change)},
      decided as materialized (
        select a.*, a.state as to_state, a.row_type as current_type, a.type_follows and a.claims as claimed,
          case when a.type_follows then a.new_type else a.row_type end as user_type,
          case
            when a.member_id is null then 'not_member'
            when a.nth > 1 then 'already_member'
            when a.wants_email and not a.email_follows then 'address_taken'
            when a.wants_type and not a.type_follows then 'no_seat'
            when a.email_follows or a.type_follows or a.name_follows or a.spelling_follows then 'updated'
            when a.refs_end is not null then 'still_held'
            else 'already_member' end as outcome,
          a.member_id is not null and (a.email_follows or a.type_follows or a.name_follows or a.spelling_follows
            or a.refs_end is not null or a.refs_begin is not null) as touches
        from asked a
      )`,
    written: (license) => writing(license, change),
  };
}

/** `standing`: the row of each, what the source said of it before, and which references begin and end. */
function standingRows(place: SeenPlace, source: SyncSource): RawBuilder<unknown> {
  return sql`
    last_named as materialized (
      select n.ord, min(n.member_id::text)::uuid as member_id, min(n.email) as email, min(n.shown) as shown, min(n.name) as name,
        min(n.user_type) as user_type, array_agg(n.reference) filter (where n.member_id is not null) as refs
      from named n group by n.ord
    ),
    standing as materialized (
      select b.ord, b.external_id, b.item_ids, b.email as new_email, b.shown as new_shown, b.name as new_name,
        b.user_type as new_type, n.email as old_email, n.shown as old_shown, n.name as old_name, n.user_type as old_type,
        m.id as member_id, m.email, m.email_shown, m.name, coalesce(m.user_type, b.user_type) as row_type,
        coalesce(m.status, 'none') as state, row_number() over (partition by m.id order by b.ord) as nth,
        ${source === 'ou' ? noReferences : changedReferences(place, source)}
      from batch_row b
      left join last_named n on n.ord = b.ord
      left join lateral (
        select m.id, m.email, m.email_shown, m.name, m.user_type, m.status from member m
        where ${inLicense(place, 'm')} and m.id = n.member_id and m.ended_at is null limit 1
      ) m on true
    )`;
}

/** One source holds everybody of all OUs: it neither begins nor ends while somebody is in one of them. */
const noReferences = sql`null::text[] as refs_begin, null::text[] as refs_end`;

function changedReferences(place: SeenPlace, source: SyncSource): RawBuilder<unknown> {
  return sql`
    (select array_agg(r) from unnest(b.item_ids) r where r <> all (n.refs)) as refs_begin,
    (select array_agg(r) from unnest(n.refs) r where r <> all (b.item_ids) and not exists (
      select from source_person o
      where ${inLicense(place, 'o')} and o.member_id = n.member_id and (o.source = ${source} and o.reference = r) is true
        and o.external_id <> b.external_id
    )) as refs_end`;
}

/** `asked`: what of it can follow. A class says nothing about the user type of somebody who is on the list. */
function askedRows(place: SeenPlace, { source, free }: RosterChange): RawBuilder<unknown> {
  return sql`
    wanted as materialized (
      select s.*,
        nth = 1 and member_id is not null and new_email <> old_email and email = old_email and new_email <> email as wants_email,
        ${source === 'ou'}::boolean and nth = 1 and member_id is not null and new_type <> old_type and row_type = old_type as wants_type,
        nth = 1 and member_id is not null and new_name is distinct from old_name and new_name <> coalesce(name, '') as name_follows,
        state in ('invited', 'accepted') and ${poolOfType(sql`row_type`)} <> ${poolOfType(sql`new_type`)} as claims
      from standing s
    ),
    ${ownerExpression(sql`select new_email from wanted where wants_email`)},
    owned as materialized (
      select w.*, (o.by_email ->> w.new_email)::uuid as owner_id from wanted w cross join owner o
    ),
    ${freeAddresses(place, source)},
    asked as materialized (
      select f.*,
        coalesce(wants_type, false) and (not claims or (${isBeyondSeats(sql`wants_type and claims`, sql`new_type`, free)}) is not true)
          as type_follows,
        coalesce(nth = 1 and member_id is not null and new_email = email and new_shown <> email_shown
          and new_shown is distinct from coalesce(old_shown, old_email), false) as spelling_follows
      from free_address f
    )`;
}

/**
 * `free_address`: whose address follows. One is free that nobody has, or whose holder's own address follows here: rings of
 * them turn as one. Two ids of the source are two people, whoever has verified the addresses.
 */
function freeAddresses(place: SeenPlace, source: SyncSource): RawBuilder<unknown> {
  return sql`
    claimant as materialized (
      select w.*, coalesce(wants_email, false) and row_number() over (partition by wants_email, new_email order by ord) = 1
        and not exists (
          select from member o where w.owner_id is not null
            and ${inLicense(place, 'o')} and o.ended_at is null and o.person_id = w.owner_id and o.id <> w.member_id
            and not exists (
              select from source_person p where ${inLicense(place, 'p')} and p.member_id = o.id and (p.source = ${source}) is true
            )
        ) as may_follow, h.id as holder_id
      from owned w
      left join lateral (
        select o.id from member o
        where w.wants_email and ${inLicense(place, 'o')} and o.ended_at is null and o.email = w.new_email limit 1
      ) h on true
    ),
    free_address as materialized (
      with recursive stuck as (
        select c.member_id from claimant c
        where c.wants_email and (not c.may_follow or (c.holder_id is not null and c.holder_id not in (
          select member_id from claimant where may_follow
        )))
        union
        select c.member_id from claimant c join stuck s on s.member_id = c.holder_id where c.wants_email
      )
      select c.*, c.may_follow and c.member_id not in (select member_id from stuck) as email_follows from claimant c
    )`;
}

/** Stands in a row for an address that another row of the same statement gives up: no address looks like it. */
const placeholder = sql`'#' || m.id`;

/**
 * Gives the rows of an applied portion the addresses for which they wait: a unique index knows no order of rows, so who
 * takes what another gives up gets it in a second statement of the same transaction.
 *
 * Trap: `before` holds thousands of people. It is taken apart once; asked for a key per row it is read whole each time.
 */
export async function settleAddresses(
  tx: DistrictTx,
  license: LockedLicense,
  portion: { readonly runId: string; readonly batchNo: number },
): Promise<void> {
  await sql`
    with changed as materialized (
      select c.id::uuid as id, c.was -> 'given' ->> 'email' as email
      from run_batch b cross join lateral jsonb_each(b.before) as c (id, was)
      where ${ofLicense(license, 'b')} and b.run_id = ${portion.runId} and b.batch_no = ${portion.batchNo}
    )
    update member m set email = c.email from changed c
    where ${inLicense(license, 'm')} and m.id = c.id and m.email = ${placeholder}
  `.execute(tx);
}

function writing(license: LockedLicense, { source, addedBy }: RosterChange): RawBuilder<unknown> {
  return sql`
    written as materialized (
      select d.ord, d.member_id as id from decided d where d.touches
    ),
    followed as (
      update member m set seq = ${license.nextSeq}, user_type = d.user_type,
        email = case when d.email_follows and d.holder_id is not null then ${placeholder}
          when d.email_follows then d.new_email else m.email end,
        email_shown = case when d.email_follows or d.spelling_follows then d.new_shown else m.email_shown end,
        name = case when d.name_follows then d.new_name else m.name end
      from decided d where d.touches and ${inLicense(license, 'm')} and m.id = d.member_id
    ),
    ${source === 'ou' ? sql`` : sql`${classesWritten(license, source, addedBy)},`}
    ${peopleNamed(license, source, named(source))},
    before as (
      select w.id, jsonb_build_object(
        'email', d.email, 'email_shown', d.email_shown, 'name', d.name, 'user_type', d.row_type, 'named', n.named,
        'given', jsonb_build_object(
          'email', case when d.email_follows then d.new_email else d.email end,
          'name', case when d.name_follows then d.new_name else d.name end, 'user_type', d.user_type
        )
      ) as was
      from written w join decided d on d.ord = w.ord join ${namedOf(sql`named`)} n on n.member_id = w.id
    )`;
}

/** Which classes hold somebody from now on, and which do not any more. */
function classesWritten(license: LockedLicense, source: SyncSource, addedBy: string): RawBuilder<unknown> {
  return sql`
    sources_ended as (
      update member_source s set ended_at = ${license.now}
      from decided d
      where d.refs_end is not null and ${inLicense(license, 's')} and s.member_id = d.member_id and s.ended_at is null
        and (s.kind = ${source} and s.reference = any (d.refs_end)) is true
    ),
    sourced as (
      insert into member_source (district_id, license_id, member_id, kind, reference, added_by, started_at)
      select distinct ${license.districtId}::uuid, ${license.id}::uuid, d.member_id, ${source}, r.reference, ${addedBy},
        ${license.now}::timestamptz
      from decided d cross join lateral unnest(d.refs_begin) as r (reference)
      where d.member_id is not null and not exists (
        select from member_source s
        where ${inLicense(license, 's')} and s.member_id = d.member_id and s.ended_at is null
          and (s.kind = ${source} and s.reference = r.reference) is true
      )
    ),
    people_gone as (
      delete from source_person p using named n
      where ${ofLicense(license, 'p')} and p.source = ${source} and p.reference = n.reference
        and p.external_id = n.external_id and n.ord in (select ord from decided where member_id is not null)
        and not exists (
          select from batch_row b where b.ord = n.ord and n.reference = any (${wantedReferences(source)})
        )
    )`;
}

/** Whom the source names now. What could not follow stays as it was, so that the next sync asks again. */
function named(source: SyncSource): RawBuilder<unknown> {
  return sql`
    select r.reference, d.external_id,
      case when r.reference = '' then coalesce(d.item_ids[1], '') else r.reference end as item_id,
      case when d.wants_email and not d.email_follows then d.old_email else coalesce(d.new_email, d.old_email) end as email,
      case when d.new_email is null or (d.wants_email and not d.email_follows) then d.old_shown
        else nullif(d.new_shown, d.new_email) end as shown,
      d.new_name as name,
      case when ${source !== 'ou'}::boolean or (d.wants_type and not d.type_follows) then d.old_type else d.new_type end as user_type,
      d.member_id, null as why
    from decided d join batch_row b on b.ord = d.ord
    cross join lateral unnest(${wantedReferences(source)}) as r (reference)
    where d.member_id is not null`;
}
