import type { Actor } from '@rollcall/core/access/actor.ts';
import type { LicenseDomainChange } from '@rollcall/core/domains/contract.ts';
import type { DistrictId, DomainId, LicenseId } from '@rollcall/core/ids.ts';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { type LicensePlace, lockLicense } from '../license-row/lock-license.ts';

/** What has changed about the domains of a licence, as its audit log tells it. */
export interface LicenseDomainsChange {
  readonly what: LicenseDomainChange;
  readonly domains: readonly string[];
}

/**
 * Records on each licence for which the domain is chosen what has happened to it. Takes their locks, in the order of
 * their ids: the caller may hold the district's, and no licence's. Returns them, to be told after the commit.
 */
export async function tellLicensesOfDomain(
  tx: DistrictTx,
  { districtId, domainId }: { readonly districtId: DistrictId; readonly domainId: DomainId },
  actor: Actor,
  change: LicenseDomainsChange,
): Promise<LicensePlace[]> {
  const chosen = await tx
    .selectFrom('license_domain')
    .select('license_id')
    .where((where) => where.and({ district_id: districtId, domain_id: domainId }))
    .orderBy('license_id')
    .execute();
  const places: LicensePlace[] = [];
  for (const row of chosen) {
    const licenseId = row.license_id as LicenseId;
    const license = await lockLicense(tx, districtId, licenseId);
    if (license === undefined) throw new Error('A domain is chosen for a licence that is not there');
    await recordChange(tx, license, {
      type: 'domains.changed',
      payload: {},
      actor,
      targets: [domainId],
      details: { ...change },
    });
    places.push({ districtId, licenseId });
  }
  return places;
}
