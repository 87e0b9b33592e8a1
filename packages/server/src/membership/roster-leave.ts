import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { type RawBuilder, sql } from 'kysely';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { ofLicense } from '../license-row/of-license.ts';
import { inLicense, type MemberChange, type SeenPlace } from './change-query.ts';
import { namedOf, namedRows } from './followed-people.ts';

/**
 * Ends what a followed source holds of the people in `batch_row (ord, external_id)`: they are not there any more. Whose
 * last source it was is removed, anybody else stays (SPEC SOURCE-1). Nobody of them is named by the source afterwards.
 */
export function rosterLeave(source: SyncSource): MemberChange {
  return {
    decided: (place) => sql`
      ${namedRows(place, source)},
      ${leavingRows(place, source)},
      decided as materialized (
        select b.ord, l.member_id, coalesce(l.status, 'none') as state, l.user_type as current_type, l.user_type,
          false as claimed, l.refs, l.ord = l.last_ord and l.refs is not null as ends,
          case when l.ord = l.last_ord and not l.held_otherwise then 'none' else coalesce(l.status, 'none') end as to_state,
          case
            when l.member_id is null then 'not_member'
            when l.ord = l.last_ord and not l.held_otherwise then 'removed'
            else 'still_held' end as outcome
        from batch_row b left join leaver l on l.ord = b.ord
      )`,
    written: (license) => sql`
      written as materialized (
        select d.ord, d.member_id as id from decided d where d.ends
      ),
      ${endings(license, source)},
      before as (
        select w.id, jsonb_build_object('named', n.named) as was
        from written w join ${namedOf(sql`named`)} n on n.member_id = w.id
      )`,
  };
}

/**
 * `leaver`: the row of each who is held, with the references that end of it (all but those by which somebody else of the
 * source is on the same row), and whether anything holds it then. One row may be two people of the source: it is decided
 * about with the last of them.
 */
function leavingRows(place: SeenPlace, source: SyncSource): RawBuilder<unknown> {
  return sql`
    ending as materialized (
      select n.member_id, max(n.ord) as last_ord, array_agg(distinct n.reference) filter (where not exists (
        select from source_person o
        where ${inLicense(place, 'o')} and o.member_id = n.member_id and (o.source = ${source} and o.reference = n.reference) is true
          and o.external_id not in (select external_id from batch_row)
      )) as refs
      from named n where n.member_id is not null group by n.member_id
    ),
    leaver as materialized (
      select p.ord, p.member_id, e.last_ord, e.refs, m.status, m.user_type,
        exists (
          select from member_source s
          where ${inLicense(place, 's')} and s.member_id = p.member_id and s.ended_at is null
            and (s.kind = ${source} and s.reference = any (e.refs)) is not true
        ) as held_otherwise
      from (select distinct on (ord) ord, member_id from named where member_id is not null order by ord, reference) p
      join ending e on e.member_id = p.member_id
      cross join lateral (
        select m.status, m.user_type from member m
        where ${inLicense(place, 'm')} and m.id = p.member_id and m.ended_at is null limit 1
      ) m
    )`;
}

function endings(license: LockedLicense, source: SyncSource): RawBuilder<unknown> {
  return sql`
    sources_ended as (
      update member_source s set ended_at = ${license.now}
      from decided d
      where d.ends and ${inLicense(license, 's')} and s.member_id = d.member_id and s.ended_at is null
        and (s.kind = ${source} and s.reference = any (d.refs)) is true
    ),
    ended as (
      update member m set seq = ${license.nextSeq},
        ended_at = case when d.outcome = 'removed' then ${license.now}::timestamptz end,
        ended_why = case when d.outcome = 'removed' then 'source_ended' end
      from decided d where d.ends and ${inLicense(license, 'm')} and m.id = d.member_id
    ),
    people_gone as (
      delete from source_person p using named n
      where ${ofLicense(license, 'p')} and p.source = ${source} and p.reference = n.reference and p.external_id = n.external_id
    )`;
}
