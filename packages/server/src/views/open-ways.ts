import { type RawBuilder, sql } from 'kysely';
import type { LicensePlace } from '../license-row/lock-license.ts';

/**
 * Rows `(kind, reference)`: the ways by which people come onto the licence again who were taken off, as they stand at this
 * moment. A reference of null is any of the kind. What was disconnected, closed or switched off brings nobody.
 */
export function openWays({ districtId, licenseId }: LicensePlace): RawBuilder<unknown> {
  const here = (alias: string) =>
    sql`${sql.ref(`${alias}.district_id`)} = ${districtId} and ${sql.ref(`${alias}.license_id`)} = ${licenseId}`;
  return sql`
    select c.source as kind, null::text as reference from connection c
    where ${here('c')} and c.saved_at is not null
    union all
    select 'domain', c.domain_id::text from license_domain c
    join domain d on d.district_id = c.district_id and d.id = c.domain_id
      and d.verified_at is not null and d.lost_at is null
    join license l on l.district_id = c.district_id and l.id = c.license_id and l.domain_wide_at is not null
    where ${here('c')}
    union all
    select 'assignment', a.id::text from lti_assignment a
    join lti_platform p on p.district_id = a.district_id and p.license_id = a.license_id and p.id = a.platform_id
      and p.state = 'active'
    where ${here('a')} and a.is_open and a.removed_at is null
    union all
    select 'key', null from license l where l.district_id = ${districtId} and l.id = ${licenseId} and l.key_enabled
    union all
    select 'link', null from license l where l.district_id = ${districtId} and l.id = ${licenseId} and l.link_enabled
      and (l.link_expires_at > now()) is not false and (l.link_uses < l.link_max_uses) is not false`;
}
