import { sql } from 'kysely';
import { lastRearm } from './admission-query.ts';
import { inLicense, type MemberChange, nothingBefore, writtenWith } from './change-query.ts';
import { foundById } from './removal-query.ts';

/** Brings back the pop-ups of open invites of `target (ord, member_id)`, each at most once a day (SPEC INVITE-5). */
export const reminder: MemberChange = {
  decided: (place) => sql`
    ${foundById(place)},
    decided as materialized (
      select f.ord, f.member_id, f.state, f.user_type as current_type, f.state as to_state, f.user_type, false as claimed,
        case
          when f.member_id is null then 'not_member'
          when f.nth > 1 then 'duplicate'
          when f.state <> 'invited' then 'wrong_status'
          when f.rearmed_at > ${lastRearm(place.now)}::timestamptz then 'reminded_recently'
          else 'reminded' end as outcome
      from found f
    )`,
  written: (license) => sql`
    ${writtenWith('reminded')},
    armed as (
      update member m set armed_at = ${license.now}, rearmed_at = ${license.now}, seq = ${license.nextSeq}
      from written w where ${inLicense(license, 'm')} and m.id = w.id
    ),
    ${nothingBefore}`,
};
