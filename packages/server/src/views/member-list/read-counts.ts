import type { SeatCounts } from '@rollcall/core/licenses/seats.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { countsOf } from '../../license-row/seat-counts.ts';

/** How many people of each user type and status the licence has, by its own row. */
export async function readCounts(tx: DistrictTx, place: LicensePlace): Promise<SeatCounts> {
  const row = await tx
    .selectFrom('license')
    .select([
      'teacher_accepted',
      'teacher_invited',
      'teacher_rejected',
      'student_accepted',
      'student_invited',
      'student_rejected',
      'other_accepted',
      'other_invited',
      'other_rejected',
    ])
    .where((where) => where.and({ district_id: place.districtId, id: place.licenseId }))
    .executeTakeFirstOrThrow();
  return countsOf(row);
}
