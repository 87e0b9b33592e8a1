import { admissionTable, poolTable } from '@rollcall/core/members/admission-table.ts';
import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import { rearmableAt } from '@rollcall/core/members/pop-up.ts';
import type { SourceKind } from '@rollcall/core/members/sources.ts';
import { type RawBuilder, sql } from 'kysely';
import { inLicense, type SeenPlace } from './change-query.ts';

export interface AdmissionSource {
  readonly kind: SourceKind;
  readonly reference: string;
}

/** People to be decided about, as a relation: however many there are, they stay in the database. */
export interface AdmissionQuery {
  /** Rows `(ord, email, shown, name, given_person, at_once, user_type)`; `ord` orders, and addresses are distinct. */
  readonly candidates: RawBuilder<unknown>;
  readonly source: AdmissionSource;
  /** What may be claimed, given out in order; null is unlimited. */
  readonly free: FreeSeats;
  /** Whoever is on the list is left exactly as they are. */
  readonly leaveKnown: boolean;
}

const rules = { false: JSON.stringify(admissionTable(false)), true: JSON.stringify(admissionTable(true)) };
const pools = JSON.stringify(poolTable);

/**
 * The table expressions that decide about a batch: what `core/members/admit` says about each person's facts, with the
 * seats given out in the order of the rows. The last of them is `decided`, one row per candidate; `known` are the
 * facts. Who stands in the batch with several addresses is decided about once, as the strongest of them says.
 */
export function decidedExpressions(license: SeenPlace, query: AdmissionQuery): RawBuilder<unknown> {
  return sql`
    ${factExpressions(license, query)},
    led as materialized (
      select f.*,
        coalesce(f.member_id::text, f.person_id::text, f.email) collate "C" as one_person,
        row_number() over person as nth, bool_or(f.at_once) over person_whole as any_at_once
      from known f
      window person_whole as (partition by coalesce(f.member_id::text, f.person_id::text, f.email) collate "C"),
        person as (person_whole order by f.ord)
    ),
    ruled as (
      select l.*, r.outcome, r.to_state, r.claims, r.add_source, r.pop_up, r.again,
        case when r.keeps_type then l.current_type else l.user_type end as new_type
      from led l
      join jsonb_to_recordset(${rules[`${query.leaveKnown}`]}::jsonb) as r (
        state text, held boolean, at_once boolean, past text, outcome text, to_state text, claims boolean,
        keeps_type boolean, add_source boolean, pop_up text, again text
      ) on r.state = l.state and r.held = l.held and r.at_once = l.any_at_once and r.past = l.past
      where l.nth = 1
    ),
    seated as materialized (
      select *, not claims or coalesce(
        row_number() over (partition by claims, ${pools}::jsonb ->> new_type order by ord)
          <= case ${pools}::jsonb ->> new_type when 'staff' then ${query.free.staff}::int else ${query.free.student}::int end,
        true
      ) as fits
      from ruled
    ),
    decided as materialized (
      select ord, email, shown, name, person_id, member_id, state, current_type,
        case when fits then to_state else state end as to_state,
        case when fits then outcome else 'no_seat' end as outcome,
        case when fits then new_type else coalesce(current_type, new_type) end as user_type,
        fits and claims as claimed, fits and add_source as add_source,
        case when pop_up in ('arm', 'rearm') then ${license.now}::timestamptz end as armed_at,
        case pop_up when 'arm' then null when 'rearm' then ${license.now}::timestamptz else last_rearmed end as rearmed_at
      from seated
      union all
      select a.ord, a.email, a.shown, a.name, a.person_id, s.member_id,
        case when s.fits then s.to_state else s.state end, s.current_type,
        case when s.fits then s.to_state else s.state end,
        case when s.fits then s.again else 'no_seat' end,
        s.new_type, false, false, null, null
      from led a join seated s on s.one_person = a.one_person
      where a.nth > 1
    )`;
}

/** What is known about each candidate, by lookups that stay lookups: `limit` keeps them from becoming scans. */
function factExpressions(place: SeenPlace, { candidates, source }: AdmissionQuery): RawBuilder<unknown> {
  const here = (alias: string) => inLicense(place, alias);
  return sql`
    candidate as materialized (${candidates}),
    owner as materialized (
      select o.email, o.person_id
      from find_address_owners(array(select email from candidate where given_person is null)) o
    ),
    known as materialized (
      select c.ord, c.email, c.shown, c.name, c.at_once, c.user_type, c.person_id,
        m.id as member_id, coalesce(m.status, 'none') as state, m.user_type as current_type,
        coalesce(h.held, false) as held,
        case
          when not case when m.id is null then coalesce(e.invited, false) else m.invited_at is not null end then 'never'
          when coalesce(m.rearmed_at, e.rearmed_at) > ${lastRearm(place.now)}::timestamptz then 'lately'
          else 'long_ago'
        end as past,
        coalesce(m.rearmed_at, e.rearmed_at) as last_rearmed
      from (
        select c.*, coalesce(c.given_person, o.person_id) as person_id
        from candidate c left join owner o on o.email = c.email
      ) c
      left join lateral (
        select m.id, m.status, m.user_type, m.invited_at, m.rearmed_at from member m
        where ${here('m')} and m.ended_at is null and m.email = c.email limit 1
      ) by_email on true
      left join lateral (
        select m.id, m.status, m.user_type, m.invited_at, m.rearmed_at from member m
        where by_email.id is null and c.person_id is not null
          and ${here('m')} and m.ended_at is null and m.person_id = c.person_id limit 1
      ) by_person on true
      cross join lateral (
        select coalesce(by_email.id, by_person.id) as id, coalesce(by_email.status, by_person.status) as status,
          coalesce(by_email.user_type, by_person.user_type) as user_type,
          coalesce(by_email.invited_at, by_person.invited_at) as invited_at,
          case when by_email.id is null then by_person.rearmed_at else by_email.rearmed_at end as rearmed_at
      ) m
      left join lateral (
        select true as held from member_source s
        where m.id is not null and ${here('s')} and s.member_id = m.id and s.ended_at is null
          and s.kind = ${source.kind} and s.reference = ${source.reference} limit 1
      ) h on true
      left join lateral (
        select bool_or(true) as invited, max(ended.rearmed_at) as rearmed_at from (
          select m2.rearmed_at from member m2
          where ${here('m2')} and m2.ended_at is not null and m2.invited_at is not null and m2.email = c.email
          union all
          select m3.rearmed_at from member m3
          where c.person_id is not null and m3.person_id = c.person_id
            and ${here('m3')} and m3.ended_at is not null and m3.invited_at is not null
        ) ended
        where m.id is null
      ) e on true
    )`;
}

/** A pop-up that came back after this moment may not come back yet (SPEC INVITE-5). */
export function lastRearm(now: Date): Date {
  return new Date(2 * now.getTime() - rearmableAt(now).getTime());
}
