import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import type { SystemTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import { type Grantee, type GrantsGiven, grantBoth } from './grants.ts';

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

/** What a renewal changed: nothing when it was done before. */
export interface RenewalResult {
  readonly changed: boolean;
  readonly given: GrantsGiven;
}

type Place = { readonly districtId: DistrictId; readonly licenseId: LicenseId };

/**
 * Renews a licence: a later end, perhaps other seats, and both grants for its admins. With fewer seats than people
 * nobody is thrown out; nothing can be added until it fits (SPEC SEAT-5). Idempotent.
 */
export async function renewLicense(tx: SystemTx, place: Place, renewal: Renewal): Promise<RenewalResult> {
  const license = await lockLicense(tx, place.districtId, place.licenseId);
  if (license === undefined) throw new DomainError('NOT_FOUND', { noun: 'license' });
  const changed = differs(license, renewal);
  if (changed) await changeTerm(tx, license, renewal);
  const given = await grantBoth(tx, place, renewal.admins, renewal.domainIds);
  return { changed, given };
}

function differs({ row }: LockedLicense, renewal: Renewal): boolean {
  return (
    !isSameEnd({ row }, renewal) ||
    (renewal.staffSeats !== undefined && row.staff_seats !== renewal.staffSeats) ||
    (renewal.studentSeats !== undefined && row.student_seats !== renewal.studentSeats)
  );
}

function isSameEnd({ row }: Pick<LockedLicense, 'row'>, { endsAt }: Renewal): boolean {
  return row.ends_at.getTime() === endsAt.getTime();
}

async function changeTerm(tx: SystemTx, license: LockedLicense, renewal: Renewal): Promise<void> {
  await tx
    .updateTable('license')
    .set({
      ends_at: renewal.endsAt,
      // Another end is a term of its own: its notices begin anew.
      ...(isSameEnd(license, renewal) ? {} : { term_set_at: license.now, noticed_days: null }),
      ...(renewal.staffSeats === undefined ? {} : { staff_seats: renewal.staffSeats }),
      ...(renewal.studentSeats === undefined ? {} : { student_seats: renewal.studentSeats }),
    })
    .where((where) => where.and({ district_id: license.districtId, id: license.id }))
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
}
