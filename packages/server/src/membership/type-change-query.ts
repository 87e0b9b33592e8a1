import { poolOf } from '@rollcall/core/licenses/pools.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import { sql } from 'kysely';
import { inLicense, type MemberChange, writtenWith } from './change-query.ts';
import { foundById } from './removal-query.ts';
import { isBeyondSeats, poolOfType } from './seat-window.ts';

/**
 * Gives the people of `target (ord, member_id)` another user type. Who holds a seat moves to the pool of the new type,
 * if that has a seat free; the seats are given out in the order of the rows.
 */
export function typeChange(userType: UserType, free: FreeSeats): MemberChange {
  return {
    decided: (place) => sql`
      ${foundById(place)},
      asked as (
        select *, member_id is not null and nth = 1 and user_type <> ${userType} as changes,
          state in ('invited', 'accepted') and ${poolOfType(sql`user_type`)} <> ${poolOf[userType]} as claims
        from found
      ),
      decided as materialized (
        select a.ord, a.member_id, a.state, a.user_type as current_type, a.state as to_state, a.outcome,
          case when a.outcome = 'type_changed' then ${userType}::text else a.user_type end as user_type,
          a.outcome = 'type_changed' and a.claims as claimed
        from (
          select *, case
            when member_id is null then 'not_member'
            when nth > 1 then 'duplicate'
            when not changes then 'type_unchanged'
            when claims and ${isBeyondSeats(sql`changes and claims`, sql`${userType}::text`, free)} then 'no_seat'
            else 'type_changed' end as outcome
          from asked
        ) a
      )`,
    written: (license) => sql`
      ${writtenWith('type_changed')},
      typed as (
        update member m set user_type = ${userType}, seq = ${license.nextSeq}
        from written w where ${inLicense(license, 'm')} and m.id = w.id
      ),
      before as (
        select d.member_id as id, jsonb_build_object('user_type', d.current_type) as was
        from decided d where d.outcome = 'type_changed'
      )`,
  };
}
