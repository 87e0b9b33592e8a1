import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import type { SystemTx } from '../db/tx.ts';
import type { Secret } from '../env.ts';
import { licenseKeys } from '../membership/license-key-store.ts';
import { oneAtATime } from './one-at-a-time.ts';

export interface NewLicense {
  readonly districtId: DistrictId;
  readonly name: string;
  readonly type: LicenseType;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Null is unlimited. */
  readonly staffSeats: number | null;
  readonly studentSeats: number | null;
}

/** Sells a licence: makes it with a key that is off, or finds the district's licence of this name. */
export async function ensureLicense(
  tx: SystemTx,
  secret: Secret,
  license: NewLicense,
): Promise<{ id: LicenseId; created: boolean }> {
  await oneAtATime(tx);
  const known = await tx
    .selectFrom('license')
    .select('id')
    .where((where) => where.and({ district_id: license.districtId, name: license.name }))
    .executeTakeFirst();
  if (known !== undefined) return { id: known.id as LicenseId, created: false };
  const key = licenseKeys.fresh();
  const row = await tx
    .insertInto('license')
    .values({
      district_id: license.districtId,
      name: license.name,
      type: license.type,
      starts_at: license.startsAt,
      ends_at: license.endsAt,
      staff_seats: license.staffSeats,
      student_seats: license.studentSeats,
      key_hmac: licenseKeys.hmac(secret, key),
      key_sealed: licenseKeys.seal(secret, key),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id as LicenseId, created: true };
}
