import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import type { SystemTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { lockLicense } from '../license-row/lock-license.ts';
import { type Grantee, grantDomainAdmin, grantLicenseAdmin } from './grants.ts';

export interface Renewal {
  readonly endsAt: Date;
  /** Undefined leaves the pool as it is; null makes it unlimited. */
  readonly staffSeats?: number | null;
  readonly studentSeats?: number | null;
  /** Whoever answers for the licence: gets both grants, as happens at purchase and renewal. */
  readonly admins: readonly Grantee[];
  /** The district's domains that those people answer for. */
  readonly domainIds: readonly string[];
}

/**
 * Renews a licence: a later end, perhaps other seats, and both grants for its admins. With fewer seats than people
 * nobody is thrown out; nothing can be added until it fits (SPEC SEAT-6).
 */
export async function renewLicense(
  tx: SystemTx,
  place: { readonly districtId: DistrictId; readonly licenseId: LicenseId },
  renewal: Renewal,
): Promise<void> {
  const license = await lockLicense(tx, place.districtId, place.licenseId);
  if (license === undefined) throw new DomainError('NOT_FOUND', { noun: 'license' });
  await tx
    .updateTable('license')
    .set({
      ends_at: renewal.endsAt,
      ...(renewal.staffSeats === undefined ? {} : { staff_seats: renewal.staffSeats }),
      ...(renewal.studentSeats === undefined ? {} : { student_seats: renewal.studentSeats }),
    })
    .where((where) => where.and({ district_id: place.districtId, id: place.licenseId }))
    .execute();
  await recordChange(tx, license, {
    type: 'license.renewed',
    payload: {},
    actor: { kind: 'vendor', name: 'vendor' },
    targets: [],
    details: {
      endsAt: renewal.endsAt.toISOString(),
      staffSeats: renewal.staffSeats,
      studentSeats: renewal.studentSeats,
    },
  });
  for (const admin of renewal.admins) {
    await grantLicenseAdmin(tx, place, admin);
    for (const domainId of renewal.domainIds)
      await grantDomainAdmin(tx, { districtId: place.districtId, domainId }, admin);
  }
}
