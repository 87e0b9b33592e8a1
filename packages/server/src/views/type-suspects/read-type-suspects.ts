import type { TypeSuspects } from '@rollcall/core/members/type-suspects.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

/** Groups of people whose user type looks wrong. */
export async function readTypeSuspects(_tx: DistrictTx, _place: LicensePlace): Promise<TypeSuspects> {
  return { groups: [] };
}
