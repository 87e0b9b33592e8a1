import type { DistrictTx, SystemTx } from '../db/tx.ts';
import type { LicensePlace } from './lock-license.ts';

/**
 * Whether the vendor has switched domain-wide deployment on for the licence, as it is in this transaction. While it is,
 * organizational units are not synced (SPEC DOMAIN-5). False when there is no such licence in the scope.
 */
export async function domainWideIsOn(tx: DistrictTx | SystemTx, place: LicensePlace): Promise<boolean> {
  const row = await tx
    .selectFrom('license')
    .select('domain_wide_at')
    .where('district_id', '=', place.districtId)
    .where('id', '=', place.licenseId)
    .executeTakeFirst();
  return row?.domain_wide_at != null;
}
