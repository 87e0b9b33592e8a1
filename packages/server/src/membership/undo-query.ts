import type { RunId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import type { SourceKind } from '@rollcall/core/members/sources.ts';
import { type RawBuilder, sql } from 'kysely';
import { inLicense, type MemberChange, nothingBefore, type SeenPlace, writtenWith } from './change-query.ts';
import { isNamedOtherwise, peopleNamedAgain, peopleReleased } from './followed-people.ts';
import { allowAgainExpression } from './keep-out-query.ts';
import { foundById } from './removal-query.ts';
import { givenBack, isBeyondSeats, poolOfType } from './seat-window.ts';

/** What the undone addition put people on the list by. Without a reference all of the kind that began in that moment. */
export interface UndoneSource {
  readonly kind: SourceKind;
  readonly reference: string | null;
}

/**
 * Takes an addition back. `target (ord, member_id, was, done_at)`: the rows that the addition changed, what each was
 * (null where there was none; `given` is the user type that it got, `givenType` where that is not said), and when. New
 * rows end; moved ones are what they were; a source that was all is ended, and with it a row that nothing else
 * holds any more.
 * What the person has done since (joined, declined), who got another user type, and who is held by something else since,
 * stays: `changed_since`.
 * When a pop-up last came back is kept: undoing nags nobody sooner.
 */
export function additionUndo(source: UndoneSource, givenType: UserType | null): MemberChange {
  const isOwn = sql`(s.kind = ${source.kind} and s.reference = coalesce(${source.reference}, s.reference))`;
  return {
    decided: (place) => sql`
      standing as materialized (
        select t.ord, t.member_id as wanted, t.was, t.done_at, m.id as member_id, m.status as state, m.user_type,
          t.was is null or t.was ? 'fresh' as is_fresh,
          ((m.status = 'invited' and m.invited_at = t.done_at) or (m.status = 'accepted' and m.accepted_at = t.done_at))
            and m.user_type = coalesce(t.was ->> 'given', ${givenType}) as as_given,
          exists (
            select from member_source s
            where ${inLicense(place, 's')} and s.member_id = m.id and s.ended_at is null
              and not (${isOwn} and s.started_at = t.done_at)
          ) as held_otherwise,
          exists (
            select from member_source s
            where ${inLicense(place, 's')} and s.member_id = m.id and s.ended_at is null and s.started_at > t.done_at
          ) as held_since
        from target t
        left join lateral (
          select * from member m
          where ${inLicense(place, 'm')} and m.id = t.member_id and m.ended_at is null limit 1
        ) m on true
      ),
      decided as materialized (
        select s.ord, s.member_id, s.state, s.user_type as current_type, s.outcome, s.was, s.done_at, false as claimed,
          case s.outcome
            when 'removed' then 'none'
            when 'withdrawn' then 'none'
            when 'restored' then case when (s.was ->> 'moved')::boolean then s.was ->> 'status' else s.state end
            else s.state end as to_state,
          case when s.outcome = 'restored' and (s.was ->> 'moved')::boolean
            then s.was ->> 'user_type' else s.user_type end as user_type
        from (
          select *, case
            when member_id is null then 'not_member'
            when is_fresh and as_given and not held_otherwise
              then case state when 'invited' then 'withdrawn' else 'removed' end
            when is_fresh then 'changed_since'
            when not (was ->> 'moved')::boolean or (as_given and not held_since)
              then case when held_otherwise then 'restored' when state = 'invited' then 'withdrawn' else 'removed' end
            else 'changed_since' end as outcome
          from standing
        ) s
      )`,
    written: (license) => sql`
      restored as (
        update member m set
          status = d.to_state, user_type = d.user_type, seq = ${license.nextSeq},
          name = case when d.moves then d.was ->> 'name' else m.name end,
          added_by = case when d.moves then d.was ->> 'added_by' else m.added_by end,
          invited_at = case when d.moves then (d.was ->> 'invited_at')::timestamptz else m.invited_at end,
          accepted_at = case when d.moves then (d.was ->> 'accepted_at')::timestamptz else m.accepted_at end,
          answered_at = case when d.moves then (d.was ->> 'answered_at')::timestamptz else m.answered_at end,
          shown_at = case when d.moves then (d.was ->> 'shown_at')::timestamptz else m.shown_at end,
          decline_reason = case when d.moves then d.was ->> 'decline_reason' else m.decline_reason end
        from (select *, (was ->> 'moved')::boolean as moves from decided) d
        where d.outcome = 'restored' and ${inLicense(license, 'm')} and m.id = d.member_id
      ),
      own_sources_ended as (
        update member_source s set ended_at = ${license.now}
        from decided d
        where d.outcome in ('restored', 'removed', 'withdrawn', 'changed_since') and ${inLicense(license, 's')}
          and s.member_id = d.member_id and s.ended_at is null
          and ${isOwn} is true and s.started_at = d.done_at
          and (d.outcome <> 'changed_since' or exists (
            select from member_source o
            where ${inLicense(license, 'o')} and o.member_id = d.member_id and o.ended_at is null
              and not (o.kind = s.kind and o.started_at = s.started_at)
          ))
        returning s.member_id, s.kind, s.reference, d.outcome = 'changed_since' as touches
      ),
      ${peopleReleased(license, sql`own_sources_ended`)},
      taken_off as (
        update member m set ended_at = ${license.now}, ended_why = 'undone', seq = ${license.nextSeq}
        from decided d where d.outcome in ('removed', 'withdrawn') and ${inLicense(license, 'm')} and m.id = d.member_id
      ),
      touched as (
        update member m set seq = ${license.nextSeq}
        from own_sources_ended e where e.touches and ${inLicense(license, 'm')} and m.id = e.member_id
      ),
      written as materialized (
        select d.ord, d.member_id as id from decided d
        where d.outcome in ('removed', 'withdrawn', 'restored')
          or (d.outcome = 'changed_since' and d.member_id in (select member_id from own_sources_ended))
      ),
      ${nothingBefore}`,
  };
}

/**
 * Brings back who was taken off. `target (ord, member_id, was, done_at)`: the rows that ended then. Each is what it was,
 * with the sources that ended with it, if its seat is free and the person has not come back by another way. Whom the run
 * kept out as well (`keptOutBy`) may come again, whatever becomes of the row.
 */
export function removalUndo(free: FreeSeats, keptOutBy: RunId | null = null): MemberChange {
  return {
    decided: (place) => sql`
      ${endedThen(place)},
      decided as materialized (
        select s.ord, s.member_id, 'none' as state, s.user_type as current_type, s.user_type, s.outcome, s.was, s.done_at,
          case when s.outcome = 'restored' then s.status else 'none' end as to_state,
          s.outcome = 'restored' and s.claims as claimed
        from (
          select *, case
            when member_id is null or is_back then 'changed_since'
            when claims and ${isBeyondSeats(sql`claims and member_id is not null and not is_back`, sql`user_type`, free)}
              then 'no_seat'
            else 'restored' end as outcome
          from standing
        ) s
      )`,
    written: (license) => sql`
      ${writtenWith('restored')},
      ${keptOutBy === null ? sql`` : sql`${allowAgainExpression(license, keptOutBy)},`}
      revived as (
        update member m set ended_at = null, ended_why = null, seq = ${license.nextSeq}
        from written w where ${inLicense(license, 'm')} and m.id = w.id
      ),
      sources_revived as (
        update member_source s set ended_at = null
        from decided d
        where d.outcome = 'restored' and ${inLicense(license, 's')} and s.member_id = d.member_id
          and s.ended_at = d.done_at
      ),
      ${peopleNamedAgain(license, sql`(select member_id, was from decided where outcome = 'restored')`)},
      ${nothingBefore}`,
  };
}

function endedThen(place: SeenPlace): RawBuilder<unknown> {
  return sql`
    standing as materialized (
      select t.ord, t.was, t.done_at, m.id as member_id, m.status, coalesce(m.user_type, 'student') as user_type,
        m.status in ('invited', 'accepted') as claims,
        ${isNamedOtherwise(place, sql`t.was`, sql`m.id`)} or exists (
          select from member o where ${inLicense(place, 'o')} and o.ended_at is null and o.email = m.email
        ) or exists (
          select from member o where m.person_id is not null and ${inLicense(place, 'o')} and o.ended_at is null
            and o.person_id = m.person_id
        ) as is_back
      from target t
      left join lateral (
        select * from member m
        where ${inLicense(place, 'm')} and m.id = t.member_id and m.ended_at = t.done_at
          and m.ended_why in ('removed', 'withdrawn') limit 1
      ) m on true
    )`;
}

/**
 * Gives people back the user type that they had. `target (ord, member_id, was, done_at)`. Whose type was changed once
 * more since keeps the later one; a seat has to be free in the pool that they go back to.
 */
export function typeChangeUndo(changedTo: string, free: FreeSeats): MemberChange {
  return {
    decided: (place) => sql`
      ${foundById(place, sql`t.was`)},
      asked as (
        select f.*, f.was ->> 'user_type' as old_type, f.user_type = ${changedTo} as as_given,
          f.state in ('invited', 'accepted')
            and ${poolOfType(sql`f.user_type`)} <> ${poolOfType(sql`f.was ->> 'user_type'`)} as claims
        from found f
      ),
      decided as materialized (
        select a.ord, a.member_id, a.state, a.user_type as current_type, a.state as to_state, a.outcome,
          case when a.outcome = 'restored' then a.old_type else a.user_type end as user_type,
          a.outcome = 'restored' and a.claims as claimed
        from (
          select *, ${givenBack(free)} as outcome
          from asked
        ) a
      )`,
    written: (license) => sql`
      ${writtenWith('restored')},
      typed as (
        update member m set user_type = d.user_type, seq = ${license.nextSeq}
        from decided d where d.outcome = 'restored' and ${inLicense(license, 'm')} and m.id = d.member_id
      ),
      ${nothingBefore}`,
  };
}
