import type { SeatCounts } from '@rollcall/core/licenses/seats.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { type CounterColumns, countsOf } from '../../license-row/seat-counts.ts';

/** How many people of each user type and status the licence has, by its own row. */
export async function readCounts(tx: DistrictTx, place: LicensePlace): Promise<SeatCounts> {
  const { rows } = await sql<CounterColumns>`
    select teacher_accepted, teacher_invited, teacher_rejected, student_accepted, student_invited, student_rejected,
      other_accepted, other_invited, other_rejected
    from license where district_id = ${place.districtId} and id = ${place.licenseId}
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('The license is not in the scope');
  return countsOf(row);
}
