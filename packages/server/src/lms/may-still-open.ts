import type { PersonId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { PlatformPlace } from './platform-place.ts';

/**
 * Whether what somebody was just let in by is still there: the registration is switched on, and the place that they came
 * from allowed. Asked after their session was begun: an end that was told before found none (SPEC I12).
 */
export async function mayStillOpen(
  app: Pick<AppContext, 'db'>,
  { districtId, licenseId, platformId }: PlatformPlace,
  personId: PersonId,
): Promise<boolean> {
  const { rows } = await app.db.withTx({ district: districtId }, (tx) =>
    sql`
      select from lti_user u
      join lti_platform p on p.district_id = u.district_id and p.license_id = u.license_id and p.id = u.platform_id
      join lti_deployment d on d.district_id = u.district_id and d.license_id = u.license_id
        and d.platform_id = u.platform_id and d.deployment_id = u.deployment_id
      where u.district_id = ${districtId} and u.license_id = ${licenseId} and u.platform_id = ${platformId}
        and u.person_id = ${personId} and p.state = 'active' and d.state = 'allowed'
    `.execute(tx),
  );
  return rows.length > 0;
}
