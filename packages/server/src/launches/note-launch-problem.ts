import type { LaunchProblem } from '@rollcall/core/lti/launch-problem.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { lockLicense } from '../license-row/lock-license.ts';
import { type PlatformPlace, platformKey } from '../lms/platform-place.ts';

/**
 * Tells the licence's admins that a launch was refused and why, at most once a minute per registration: whoever repeats
 * it makes neither work nor noise.
 */
export async function noteLaunchProblem(
  app: AppContext,
  place: PlatformPlace,
  problem: LaunchProblem,
): Promise<void> {
  const { districtId, licenseId, platformId } = place;
  const noted = await app.db.withTx({ district: districtId }, async (tx) => {
    // Asked before the lock, which a flood of refused launches must not hold up.
    if (await isNoted(tx, place)) return false;
    const license = await lockLicense(tx, districtId, licenseId);
    if (license === undefined || (await isNoted(tx, place))) return false;
    await tx
      .updateTable('lti_platform')
      .set({ last_problem: problem, last_problem_at: license.now })
      .where((where) => where.and(platformKey(place)))
      .execute();
    await recordChange(tx, license, {
      type: 'lms.failed',
      payload: {},
      actor: { kind: 'system', job: 'launch' },
      targets: [platformId],
      details: { problem },
    });
    return true;
  });
  if (noted) app.live.committed({ districtId, licenseId });
}

async function isNoted(tx: DistrictTx, place: PlatformPlace): Promise<boolean> {
  const row = await tx
    .selectFrom('lti_platform')
    .select('id')
    .where((where) => where.and(platformKey(place)))
    .where('last_problem_at', '>', sql<Date>`clock_timestamp() - interval '1 minute'`)
    .executeTakeFirst();
  return row !== undefined;
}
