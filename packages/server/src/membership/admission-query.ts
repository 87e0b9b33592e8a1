import { admissionTable } from '@rollcall/core/members/admission-table.ts';
import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import { rearmableAt } from '@rollcall/core/members/pop-up.ts';
import { type SourceKind, sourceOverridesExclusion } from '@rollcall/core/members/sources.ts';
import { type RawBuilder, sql } from 'kysely';
import { inLicense, type SeenPlace } from './change-query.ts';
import { isBeyondSeats } from './seat-window.ts';

export interface AdmissionSource {
  readonly kind: SourceKind;
  readonly reference: string;
}

/** People to be decided about, as a relation: however many there are, they stay in the database. */
export interface AdmissionQuery {
  /**
   * Rows `(ord, email, shown, name, given_person, at_once, user_type)`; `ord` orders, and addresses are distinct. Of kinds
   * that do not override an exclusion also `external_id`: how the system that names the person knows them, or null.
   */
  readonly candidates: RawBuilder<unknown>;
  readonly source: AdmissionSource;
  /** What may be claimed, given out in order; null is unlimited. */
  readonly free: FreeSeats;
  /** Whoever is on the list is left exactly as they are. */
  readonly leaveKnown: boolean;
  /** Rows `(email)`: addresses that say nothing of who somebody is, whoever has verified them. */
  readonly ofOthers?: RawBuilder<unknown>;
}

const rules = { false: JSON.stringify(admissionTable(false)), true: JSON.stringify(admissionTable(true)) };

/**
 * The table expressions that decide about a batch: what `core/members/admit` says about each person's facts, with the
 * seats given out in the order of the rows. The last of them is `decided`, one row per candidate; `known` are the
 * facts. Who stands in the batch with several addresses is decided about once, as the strongest of them says; the
 * later rows are answered as having been added already. `fresh_id` is the id of a row that has to be written.
 */
export function decidedExpressions(license: SeenPlace, query: AdmissionQuery): RawBuilder<unknown> {
  return sql`
    ${factExpressions(license, query)},
    led as materialized (
      select f.*,
        coalesce(f.member_id::text, f.person_id::text, f.email) collate "C" as one_person,
        row_number() over person as nth, bool_or(f.at_once) over person_whole as any_at_once,
        bool_or(f.kept_out) over person_whole as any_kept_out
      from known f
      window person_whole as (partition by coalesce(f.member_id::text, f.person_id::text, f.email) collate "C"),
        person as (person_whole order by f.ord)
    ),
    ruled as (
      select l.*, r.outcome, r.to_state, r.claims and l.nth = 1 as claims, r.add_source, r.pop_up, r.again,
        case when r.keeps_type then l.current_type else l.user_type end as new_type
      from led l
      join jsonb_to_recordset(${rules[`${query.leaveKnown}`]}::jsonb) as r (
        state text, held boolean, at_once boolean, past text, outcome text, to_state text, claims boolean,
        keeps_type boolean, add_source boolean, pop_up text, again text, kept_out boolean
      ) on r.state = l.state and r.held = l.held and r.at_once = l.any_at_once and r.past = l.past
        and r.kept_out = l.any_kept_out
    ),
    seated as (
      select *, not claims or (${isBeyondSeats(sql`claims`, sql`new_type`, query.free)}) is not true as fits
      from ruled
    ),
    led_by as (
      select *, first_value(fits) over same as leader_fits, first_value(new_type) over same as leader_type
      from seated
      window same as (partition by one_person order by nth)
    ),
    decided as materialized (
      select ord, email, shown, name, person_id, member_id, current_type,
        case when nth = 1 or not leader_fits then state else to_state end as state,
        case when leader_fits then to_state else state end as to_state,
        case when not leader_fits then 'no_seat' when nth = 1 then outcome else again end as outcome,
        case when leader_fits then leader_type else coalesce(current_type, leader_type) end as user_type,
        fits and claims as claimed,
        leader_fits and nth = 1 and add_source as add_source,
        case when member_id is null and fits and claims then new_id() end as fresh_id,
        case when pop_up in ('arm', 'rearm') then ${license.now}::timestamptz end as armed_at,
        case pop_up when 'arm' then null when 'rearm' then ${license.now}::timestamptz else last_rearmed end as rearmed_at
      from led_by
    )`;
}

/**
 * What is known about each candidate, by lookups that stay lookups: `limit` keeps them from becoming joins, and what is
 * looked up by is a column of the step before. An expression in its place is no leakproof one, and behind row security
 * no index answers to it.
 */
function factExpressions(
  place: SeenPlace,
  { candidates, source, ofOthers }: AdmissionQuery,
): RawBuilder<unknown> {
  const here = (alias: string) => inLicense(place, alias);
  const overrides = sourceOverridesExclusion[source.kind];
  const telling = ofOthers === undefined ? sql`` : sql` and email not in (${ofOthers})`;
  return sql`
    candidate as materialized (${candidates}),
    ${ownerExpression(sql`select email from candidate where given_person is null${telling}`)},
    asked as materialized (
      select c.*, coalesce(c.given_person, (o.by_email ->> c.email)::uuid) as person_id
      from candidate c cross join owner o
    ),
    matched as materialized (
      select a.*, coalesce(by_email.id, by_person.id) as member_id, coalesce(by_email.status, by_person.status) as status,
        coalesce(by_email.user_type, by_person.user_type) as current_type,
        coalesce(by_email.invited_at, by_person.invited_at) as invited_at,
        case when by_email.id is null then by_person.rearmed_at else by_email.rearmed_at end as rearmed_at
      from asked a
      left join lateral (
        select m.id, m.status, m.user_type, m.invited_at, m.rearmed_at from member m
        where ${here('m')} and m.ended_at is null and m.email = a.email limit 1
      ) by_email on true
      left join lateral (
        select m.id, m.status, m.user_type, m.invited_at, m.rearmed_at from member m
        where by_email.id is null and a.person_id is not null
          and ${here('m')} and m.ended_at is null and m.person_id = a.person_id limit 1
      ) by_person on true
    ),
    ${overrides ? sql`` : barredExpression(place)}
    known as materialized (
      select c.ord, c.email, c.shown, c.name, c.at_once, c.user_type, c.person_id,
        c.member_id, coalesce(c.status, 'none') as state, c.current_type, coalesce(h.held, false) as held,
        ${overrides ? sql`false` : sql`c.email in (select email from barred)`} as kept_out,
        case
          when not case when c.member_id is null then coalesce(e.invited, false) else c.invited_at is not null end then 'never'
          when coalesce(c.rearmed_at, e.rearmed_at) > ${lastRearm(place.now)}::timestamptz then 'lately'
          else 'long_ago'
        end as past,
        coalesce(c.rearmed_at, e.rearmed_at) as last_rearmed
      from matched c
      left join lateral (
        select true as held from member_source s
        where ${here('s')} and s.member_id = c.member_id and s.ended_at is null
          and (s.kind = ${source.kind} and s.reference = ${source.reference}) is true limit 1
      ) h on true
      left join lateral (
        select bool_or(true) as invited, max(ended.rearmed_at) as rearmed_at from (
          select m.rearmed_at from member m
          where ${here('m')} and m.ended_at is not null and m.invited_at is not null and m.email = c.email
          union all
          select m.rearmed_at from member m
          where ${here('m')} and m.ended_at is not null and m.invited_at is not null and m.person_id = c.person_id
        ) ended
        where c.member_id is null
      ) e on true
    )`;
}

/** `barred`: those of `matched` whom the licence's admins keep out, by address. Under any of them no candidate stands twice. */
function barredExpression({ id }: SeenPlace): RawBuilder<unknown> {
  return sql`
    barred as materialized (
      select k.email from (
        select array_agg(email order by ord) as emails, array_agg(person_id order by ord) as people,
          array_agg(external_id order by ord) as ids
        from matched
      ) m cross join lateral find_kept_out(${id}, m.emails, m.people, m.ids) k
    ),`;
}

/**
 * Who has verified which of the addresses, as one row: `owner (by_email)`, an object of person ids. Looked up and not
 * joined: how many rows an array holds is unknown to the planner, and a join of two thousands by loops is millions.
 */
export function ownerExpression(emails: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    owner as materialized (
      select jsonb_object_agg(o.email, o.person_id) as by_email from find_address_owners(array(${emails})) o
    )`;
}

/** A pop-up that came back after this moment may not come back yet (SPEC INVITE-5). */
export function lastRearm(now: Date): Date {
  return new Date(2 * now.getTime() - rearmableAt(now).getTime());
}
