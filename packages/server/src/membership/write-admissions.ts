import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { type RawBuilder, sql } from 'kysely';
import type { LockedLicense } from '../license-row/lock-license.ts';
import type { AdmissionSource } from './admission-query.ts';
import { inLicense } from './change-query.ts';

/**
 * The table expressions that write what `decided` says: new rows (`fresh`), rows that move or gain a source
 * (`known_rows`), and sources. `written` and `before` are as of every `MemberChange`; of new
 * rows only those are in `before` that got another user type than the usual one.
 */
export function writeExpressions(
  license: LockedLicense,
  source: AdmissionSource,
  addedBy: string,
  usualType: UserType | null = null,
  sourced: RawBuilder<unknown> = sourcesOf(license, source, addedBy),
): RawBuilder<unknown> {
  const { districtId, id, now, nextSeq } = license;
  return sql`
    fresh as materialized (
      select d.fresh_id as id, d.* from decided d where d.fresh_id is not null order by d.email
    ),
    inserted as (
      insert into member (district_id, license_id, id, email, email_shown, name, user_type, status, person_id, seq,
        added_by, added_at, invited_at, accepted_at, armed_at, rearmed_at)
      select ${districtId}, ${id}, f.id, f.email, f.shown, f.name, f.user_type, f.to_state, f.person_id, ${nextSeq},
        ${addedBy}, ${now},
        case f.to_state when 'invited' then ${now}::timestamptz end,
        case f.to_state when 'accepted' then ${now}::timestamptz end, f.armed_at, f.rearmed_at
      from fresh f
    ),
    known_rows as materialized (
      select * from decided d where d.member_id is not null and (d.to_state <> d.state or d.add_source)
    ),
    ${movedExpression(license, addedBy)},
    ${sourced},
    written as materialized (
      select f.ord, f.id from fresh f union all select k.ord, k.member_id from known_rows k
    ),
    before as (
      select k.member_id as id, jsonb_build_object(
        'moved', k.to_state <> k.state, 'given', k.user_type, 'status', m.status, 'user_type', m.user_type, 'name', m.name,
        'added_by', m.added_by, 'invited_at', m.invited_at, 'accepted_at', m.accepted_at,
        'answered_at', m.answered_at, 'shown_at', m.shown_at, 'decline_reason', m.decline_reason
      ) as was
      from known_rows k
      cross join lateral (
        select * from member m where ${inLicense(license, 'm')} and m.id = k.member_id limit 1
      ) m
      union all
      select f.id, jsonb_build_object('fresh', true, 'given', f.user_type)
      from fresh f where f.user_type is distinct from ${usualType}
    )`;
}

/** One source for each row that is new or gains it. */
function sourcesOf(license: LockedLicense, source: AdmissionSource, addedBy: string): RawBuilder<unknown> {
  return sql`
    sourced as (
      insert into member_source (district_id, license_id, member_id, kind, reference, added_by, started_at)
      select ${license.districtId}, ${license.id}, s.id, ${source.kind}, ${source.reference}, ${addedBy}, ${license.now}
      from (
        select f.id from fresh f
        union all
        select k.member_id from known_rows k where k.add_source
      ) s
    )`;
}

/**
 * Rejected → Invited, Rejected or Invited → Accepted: the row stays the person's row, and the new adder is named. A row
 * that only gained a source has changed too: its number says so to every list that shows it.
 */
function movedExpression(license: LockedLicense, addedBy: string): RawBuilder<unknown> {
  const { now, nextSeq } = license;
  return sql`
    moved as (
      update member m set
        status = k.to_state,
        user_type = k.user_type,
        seq = ${nextSeq},
        name = case when k.moves then coalesce(k.name, m.name) else m.name end,
        added_by = case when k.moves then ${addedBy} else m.added_by end,
        invited_at = case when k.moves and k.to_state = 'invited' then ${now}::timestamptz else m.invited_at end,
        accepted_at = case
          when not k.moves then m.accepted_at
          when k.to_state = 'accepted' then ${now}::timestamptz end,
        answered_at = case when k.moves then null else m.answered_at end,
        decline_reason = case when k.moves then null else m.decline_reason end,
        shown_at = case when k.moves and k.to_state = 'invited' then null else m.shown_at end,
        armed_at = case when k.moves then coalesce(k.armed_at, m.armed_at) else m.armed_at end,
        rearmed_at = case when k.moves then coalesce(k.rearmed_at, m.rearmed_at) else m.rearmed_at end
      from (select known_rows.*, to_state <> state as moves from known_rows) k
      where ${inLicense(license, 'm')} and m.id = k.member_id
    )`;
}
