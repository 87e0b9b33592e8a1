import { type Selectable, sql } from 'kysely';
import type { LtiDeployment } from '../db/schema.gen.ts';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { belowPlatform, type PlatformPlace } from './platform-place.ts';

type DeploymentState = Selectable<LtiDeployment>['state'];

/** Deployments of one registration that wait for a word, at most: what comes after them is not written down. */
const waitingLimit = 100;

/**
 * Whether somebody has allowed the deployment that a launch comes from (decision 26). One that is new is noted, and the
 * dashboards are told that it waits. Under the licence's lock.
 */
export async function noteDeployment(
  tx: DistrictTx,
  license: LockedLicense,
  place: PlatformPlace,
  seen: { readonly deploymentId: string; readonly courseTitle: string | null },
): Promise<'allowed' | 'waiting' | 'refused'> {
  const key = { ...belowPlatform(place), deployment_id: seen.deploymentId };
  const known = await tx
    .updateTable('lti_deployment')
    .set({ last_launch_at: license.now, course_title: sql`coalesce(${seen.courseTitle}, course_title)` })
    .where((where) => where.and(key))
    .returning('state')
    .executeTakeFirst();
  if (known !== undefined) return stateOf(known.state);
  const { waiting } = await tx
    .selectFrom('lti_deployment')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where((where) => where.and({ ...belowPlatform(place), state: 'waiting' }))
    .executeTakeFirstOrThrow();
  if (waiting >= waitingLimit) return 'waiting';
  await tx
    .insertInto('lti_deployment')
    .values({ ...key, state: 'waiting', last_launch_at: license.now, course_title: seen.courseTitle })
    .execute();
  await recordChange(tx, license, {
    type: 'lms.changed',
    payload: {},
    actor: { kind: 'system', job: 'launch' },
    targets: [place.platformId],
    details: { what: 'deployment_waits' },
  });
  return 'waiting';
}

/** Whether launches of a deployment count at this moment. */
export async function isAllowed(
  tx: DistrictTx,
  place: PlatformPlace,
  deploymentId: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('lti_deployment')
    .select('state')
    .where((where) => where.and({ ...belowPlatform(place), deployment_id: deploymentId }))
    .executeTakeFirst();
  return row?.state === 'allowed';
}

function stateOf(state: DeploymentState): 'allowed' | 'waiting' | 'refused' {
  return state === 'allowed' || state === 'refused' ? state : 'waiting';
}
