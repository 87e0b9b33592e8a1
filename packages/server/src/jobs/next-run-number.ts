import type { LicenseId } from '@rollcall/core/ids.ts';
import type { DistrictTx } from '../db/tx.ts';

/** The number of the licence's next run. Under the licence's lock. */
export async function nextRunNumber(
  tx: DistrictTx,
  place: { readonly districtId: string; readonly id: LicenseId },
): Promise<number> {
  const { last } = await tx
    .selectFrom('run')
    .select(({ fn }) => fn.max('number').as('last'))
    .where((where) => where.and({ district_id: place.districtId, license_id: place.id }))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
