import type { LaunchProblem } from '@rollcall/core/lti/launch-problem.ts';
import type { AppContext } from '../app-context.ts';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import { findPlatformRow } from './find-platform.ts';
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

/** A problem that is noted again within this time is the same one: whoever sends launches makes us write no more. In ms. */
const sameProblemMs = 60_000;

/**
 * Keeps why a launch of a registration was refused, for its admins. They are told where the problem is a new one. What
 * was refused says nothing about who was launched, and nothing of it is kept.
 */
export async function noteLaunchProblem(
  app: AppContext,
  place: PlatformPlace,
  problem: LaunchProblem,
): Promise<void> {
  await app.db.withTx({ district: place.districtId }, async (tx) => {
    const before = await findPlatformRow(tx, place);
    if (before === undefined || before.state === 'draft') return;
    const isSame = before.last_problem === problem;
    const ageMs = Date.now() - (before.last_problem_at?.getTime() ?? 0);
    if (isSame && ageMs < sameProblemMs) return;
    const license = await lockLicense(tx, place.districtId, place.licenseId);
    if (license === undefined) return;
    await tx
      .updateTable('lti_platform')
      .set({ last_problem: problem, last_problem_at: license.now })
      .where((where) => where.and(platformKey(place)))
      .execute();
    if (isSame) return;
    await recordChange(tx, license, {
      type: 'lms.failed',
      payload: {},
      actor: { kind: 'system', job: 'launch' },
      targets: [place.platformId],
      details: { lms: before.name, problem },
    });
  });
  app.live.committed(place);
}
