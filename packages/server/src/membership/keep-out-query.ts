import type { RunId } from '@rollcall/core/ids.ts';
import { syncSource } from '@rollcall/core/sync/sync-source.ts';
import { type RawBuilder, sql } from 'kysely';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { inLicense } from './change-query.ts';

/** That whoever is taken off is kept out as well. */
export interface KeepOut {
  /** The admin's name as it is now: a snapshot for the list. */
  readonly by: string;
  /** The run that does it, so that its undo allows them again; null for one person. */
  readonly runId: RunId | null;
}

/**
 * `kept_out`: keeps the people out whose rows are in `written (id)` (SPEC SOURCE-5). The exclusion knows the address, all
 * ids in the systems that name the person, and the account. Who is kept out already stays so by whoever did it first, as
 * far as an undo is concerned; keeping out by name takes it from a run for good.
 */
export function keepOutExpression(license: LockedLicense, { by, runId }: KeepOut): RawBuilder<unknown> {
  return sql`
    kept_out as (
      insert into exclusion (district_id, license_id, email, external_id, external_ids, person_id, shown, name, excluded_by,
        excluded_at, run_id)
      select ${license.districtId}, ${license.id}, m.email, known.ids[1], known.ids, m.person_id, m.email_shown, m.name,
        ${by}, ${license.now}, ${runId}
      from written w
      cross join lateral (
        select * from member m where ${inLicense(license, 'm')} and m.id = w.id limit 1
      ) m
      cross join lateral (select array(${externalIds(license)}) as ids) known
      order by m.email
      on conflict (district_id, license_id, email) do update set
        external_id = excluded.external_id, shown = excluded.shown, name = excluded.name,
        excluded_by = excluded.excluded_by, excluded_at = excluded.excluded_at,
        person_id = coalesce(excluded.person_id, exclusion.person_id),
        run_id = case when excluded.run_id is null then null else exclusion.run_id end,
        external_ids = array(
          select distinct id from unnest(exclusion.external_ids || exclusion.external_id || excluded.external_ids) id
          where id is not null
        )
    )`;
}

/** How the systems that name the person of `m` know them: a directory, classes, learning management systems. */
function externalIds(license: LockedLicense): RawBuilder<unknown> {
  return sql`
    select p.external_id from source_person p
    where ${inLicense(license, 'p')} and p.member_id = m.id and p.source = any (${syncSource.options}::text[])
    union
    select concat_ws('|', r.issuer, u.deployment_id, u.subject) from lti_user u
    join lti_platform r on r.district_id = u.district_id and r.license_id = u.license_id and r.id = u.platform_id
    where ${inLicense(license, 'u')} and u.member_id = m.id
    order by 1`;
}

/** `allowed_again`: allows those of `target (member_id)` again whom the run has kept out and nobody else since. */
export function allowAgainExpression(license: LockedLicense, runId: RunId): RawBuilder<unknown> {
  return sql`
    allowed_again as (
      delete from exclusion x using (
        select m.email from target t cross join lateral (
          select m.email from member m where ${inLicense(license, 'm')} and m.id = t.member_id limit 1
        ) m
      ) m
      where x.district_id = ${license.districtId} and x.license_id = ${license.id} and x.email = m.email
        and x.run_id = ${runId}
    )`;
}
