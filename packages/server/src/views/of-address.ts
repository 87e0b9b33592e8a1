import { type RawBuilder, sql } from 'kysely';
import type { LicensePlace } from '../license-row/lock-license.ts';

/**
 * The rows of an address on the licence: the one on the list and those that have ended. Each kind has its index; asked
 * for without saying which, they would be looked for among everybody.
 */
export function ofAddress({ districtId, licenseId }: LicensePlace, email: string): RawBuilder<unknown> {
  const here = sql`m.district_id = ${districtId} and m.license_id = ${licenseId} and m.email = ${email}`;
  return sql`
    select m.* from member m where ${here} and m.ended_at is null
    union all
    select m.* from member m where ${here} and m.ended_at is not null
  `;
}
