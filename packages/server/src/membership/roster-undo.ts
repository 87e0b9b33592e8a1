import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { type RawBuilder, sql } from 'kysely';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { inLicense, type MemberChange, nothingBefore, type SeenPlace, writtenWith } from './change-query.ts';
import { isNamedOtherwise, peopleNamedAgain } from './followed-people.ts';
import { givenBack, isBeyondSeats, poolOfType } from './seat-window.ts';

/**
 * Brings back what a followed source held: `target (ord, member_id, was, done_at)`, the rows of which it ended something
 * then. Whoever was removed is what they were, if their seat is free and they have not come back by another way; whoever
 * stayed has that source again. The source names them again, until the next sync finds that it does not.
 */
export function rosterLeaveUndo(source: SyncSource, free: FreeSeats): MemberChange {
  return {
    decided: (place) => sql`
      standing as materialized (
        select t.ord, t.was, t.done_at, m.id as member_id, m.ended_at is not null as has_ended,
          case when m.ended_at is null then m.status else 'none' end as state,
          m.status, coalesce(m.user_type, 'student') as user_type,
          m.ended_at is not null and m.status in ('invited', 'accepted') as claims,
          ${isNamedOtherwise(place, sql`t.was`, sql`m.id`)} or m.ended_at is not null and (exists (
            select from member o where ${inLicense(place, 'o')} and o.ended_at is null and o.email = m.email
          ) or exists (
            select from member o where m.person_id is not null and ${inLicense(place, 'o')} and o.ended_at is null
              and o.person_id = m.person_id
          )) as is_back
        from target t
        left join lateral (
          select * from member m
          where ${inLicense(place, 'm')} and m.id = t.member_id
            and (m.ended_at is null or (m.ended_at = t.done_at and m.ended_why = 'source_ended')) limit 1
        ) m on true
      ),
      ${decidedBack(free)}`,
    written: (license) => sql`
      ${writtenWith('restored')},
      revived as (
        update member m set ended_at = null, ended_why = null, seq = ${license.nextSeq}
        from written w where ${inLicense(license, 'm')} and m.id = w.id
      ),
      ${sourcesRevived(license, source)},
      ${peopleNamedAgain(license, sql`(select member_id, was from decided where outcome = 'restored')`)},
      ${nothingBefore}`,
  };
}

function decidedBack(free: FreeSeats): RawBuilder<unknown> {
  return sql`
    decided as materialized (
      select s.ord, s.member_id, s.state, s.user_type as current_type, s.user_type, s.outcome, s.was, s.done_at,
        case when s.outcome = 'restored' then s.status else s.state end as to_state,
        s.outcome = 'restored' and s.claims as claimed
      from (
        select *, case
          when member_id is null or is_back then 'changed_since'
          when claims and ${isBeyondSeats(sql`claims and member_id is not null and not is_back`, sql`user_type`, free)}
            then 'no_seat'
          else 'restored' end as outcome
        from standing
      ) s
    )`;
}

/** What ended then of those who are `restored`, unless the same holds them again already. */
function sourcesRevived(license: LockedLicense, source: SyncSource): RawBuilder<unknown> {
  return sql`
    sources_revived as (
      update member_source s set ended_at = null
      from decided d
      where d.outcome = 'restored' and ${inLicense(license, 's')} and s.member_id = d.member_id
        and (s.kind = ${source}) is true and s.ended_at = d.done_at
        and not exists (
          select from member_source o
          where ${inLicense(license, 'o')} and o.member_id = s.member_id and o.ended_at is null
            and (o.kind = s.kind and o.reference = s.reference) is true
        )
    )`;
}

/**
 * Gives people back what a followed source changed of them: `target (ord, member_id, was, done_at)`. Whoever got another
 * address, name or type since, or whose address somebody else has by now, keeps what they have.
 */
export function rosterChangeUndo(source: SyncSource, free: FreeSeats): MemberChange {
  return {
    decided: (place) => sql`
      ${changedThen(place)},
      decided as materialized (
        select s.ord, s.member_id, s.state, s.row_type as current_type, s.state as to_state, s.outcome, s.was, s.done_at,
          case when s.outcome = 'restored' then s.old_type else s.row_type end as user_type,
          s.outcome = 'restored' and s.claims as claimed
        from (
          select *, ${givenBack(free)} as outcome
          from standing
        ) s
      )`,
    written: (license) => sql`
      ${writtenWith('restored')},
      given_back as (
        update member m set seq = ${license.nextSeq}, email = d.was ->> 'email', email_shown = d.was ->> 'email_shown',
          name = d.was ->> 'name', user_type = d.user_type
        from decided d where d.outcome = 'restored' and ${inLicense(license, 'm')} and m.id = d.member_id
      ),
      ${sourcesRevived(license, source)},
      sources_taken_back as (
        update member_source s set ended_at = ${license.now}
        from decided d
        where d.outcome = 'restored' and ${inLicense(license, 's')} and s.member_id = d.member_id and s.ended_at is null
          and (s.kind = ${source}) is true and s.started_at = d.done_at
      ),
      ${namedOnlyThen(license, source)},
      ${peopleNamedAgain(license, sql`(select member_id, was from decided where outcome = 'restored')`)},
      ${nothingBefore}`,
  };
}

function changedThen(place: SeenPlace): RawBuilder<unknown> {
  return sql`
    standing as materialized (
      select t.ord, t.was, t.done_at, m.id as member_id, coalesce(m.status, 'none') as state,
        coalesce(m.user_type, 'student') as row_type, t.was ->> 'user_type' as old_type,
        m.status in ('invited', 'accepted') and ${poolOfType(sql`m.user_type`)} <> ${poolOfType(sql`t.was ->> 'user_type'`)} as claims,
        coalesce(m.email = t.was -> 'given' ->> 'email' and m.user_type = t.was -> 'given' ->> 'user_type'
          and m.name is not distinct from t.was -> 'given' ->> 'name', false)
          and not ${isNamedOtherwise(place, sql`t.was`, sql`m.id`)}
          and not exists (
            select from member o where ${inLicense(place, 'o')} and o.ended_at is null and o.email = t.was ->> 'email'
              and o.id <> m.id
          ) as as_given
      from target t
      left join lateral (
        select * from member m
        where ${inLicense(place, 'm')} and m.id = t.member_id and m.ended_at is null limit 1
      ) m on true
    )`;
}

/** Classes that began to hold somebody then and did not before. Those whom the source named before are named again. */
function namedOnlyThen(license: LockedLicense, source: SyncSource): RawBuilder<unknown> {
  return sql`
    named_only_then as (
      delete from source_person p using decided d
      where d.outcome = 'restored' and ${inLicense(license, 'p')} and p.member_id = d.member_id and (p.source = ${source}) is true
        and not exists (
          select from jsonb_to_recordset(d.was -> 'named') as n (reference text, external_id text)
          where n.reference = p.reference and n.external_id = p.external_id
        )
        and exists (
          select from jsonb_to_recordset(d.was -> 'named') as n (external_id text) where n.external_id = p.external_id
        )
    )`;
}
