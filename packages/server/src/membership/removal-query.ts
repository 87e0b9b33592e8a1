import { type RawBuilder, sql } from 'kysely';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { ownerExpression } from './admission-query.ts';
import { inLicense, type MemberChange, type SeenPlace, statesOf, writtenWith } from './change-query.ts';
import { namedBefore, peopleReleased } from './followed-people.ts';
import { type KeepOut, keepOutExpression } from './keep-out-query.ts';

export interface Removal {
  readonly why: 'removed' | 'withdrawn';
  /** How the people are named in `target`: by row, or by address in whichever spelling they are on the list. */
  readonly by: 'member_id' | 'email';
  /** Whether they are kept out as well. */
  readonly keepsOut?: KeepOut | null;
}

/**
 * Ends rows of `target (ord, member_id)` or `target (ord, email)`, frees their seats and ends their sources; the rows
 * stay as history. Who is not on the list is `not_member`; where the status does not allow it, `wrong_status`.
 */
export function removal({ why, by, keepsOut = null }: Removal): MemberChange {
  return {
    decided: (place) => sql`
      ${by === 'email' ? foundByEmail(place) : foundById(place)},
      decided as materialized (
        select f.ord, f.member_id, f.state, f.user_type as current_type, f.user_type, false as claimed,
          case when f.outcome = ${why} then 'none' else f.state end as to_state, f.outcome
        from (
          select *, case
            when member_id is null then 'not_member'
            when nth > 1 then 'duplicate'
            when state = any (${statesOf(why === 'removed' ? 'remove' : 'withdraw')}::text[]) then ${why}::text
            else 'wrong_status' end as outcome
          from found
        ) f
      )`,
    written: (license) => sql`
      ${writtenWith(why)},
      ${keepsOut === null ? sql`` : sql`${keepOutExpression(license, keepsOut)},`}
      ${endRows(license, why)},
      ${namedBefore(license)}`,
  };
}

/** Ends the rows of `written` with their sources. */
function endRows(license: LockedLicense, why: 'removed' | 'withdrawn'): RawBuilder<unknown> {
  return sql`
    ended as (
      update member m set ended_at = ${license.now}, ended_why = ${why}, seq = ${license.nextSeq}
      from written w where ${inLicense(license, 'm')} and m.id = w.id
    ),
    sources_ended as (
      update member_source s set ended_at = ${license.now}
      from written w where ${inLicense(license, 's')} and s.member_id = w.id and s.ended_at is null
      returning s.member_id, s.kind, s.reference
    ),
    ${peopleReleased(license, sql`sources_ended`)}`;
}

/** The live row of each `target (ord, member_id)`, with what else of the target is wanted. */
export function foundById(place: SeenPlace, more?: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    found as materialized (
      select t.ord, m.id as member_id, m.status as state, m.user_type, m.rearmed_at, ${more === undefined ? sql`` : sql`${more},`}
        row_number() over (partition by m.id order by t.ord) as nth
      from target t
      left join lateral (
        select m.id, m.status, m.user_type, m.rearmed_at from member m
        where ${inLicense(place, 'm')} and m.id = t.member_id and m.ended_at is null limit 1
      ) m on true
    )`;
}

/** The live row of each `target (ord, email)`: of that address, or of the person who has verified it. */
function foundByEmail(place: SeenPlace): RawBuilder<unknown> {
  return sql`
    ${ownerExpression(sql`select email from target`)},
    asked as materialized (
      select t.*, (o.by_email ->> t.email)::uuid as person_id from target t cross join owner o
    ),
    found as materialized (
      select t.ord, m.id as member_id, m.status as state, m.user_type,
        row_number() over (partition by m.id order by t.ord) as nth
      from asked t
      left join lateral (
        select m.id, m.status, m.user_type from (
          select m.id, m.status, m.user_type from member m
          where ${inLicense(place, 'm')} and m.ended_at is null and m.email = t.email
          union all
          select m.id, m.status, m.user_type from member m
          where t.person_id is not null
            and ${inLicense(place, 'm')} and m.ended_at is null and m.person_id = t.person_id
        ) m limit 1
      ) m on true
    )`;
}
