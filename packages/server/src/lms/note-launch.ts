import type { DistrictTx } from '../db/tx.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { type PlatformPlace, platformKey } from './platform-place.ts';

/** A launch was as it should be: what went wrong before is over. Under the licence's lock. */
export async function noteGoodLaunch(
  tx: DistrictTx,
  license: LockedLicense,
  place: PlatformPlace,
): Promise<void> {
  await tx
    .updateTable('lti_platform')
    .set({ last_launch_at: license.now, last_problem: null, last_problem_at: null })
    .where((where) => where.and(platformKey(place)))
    .execute();
}
