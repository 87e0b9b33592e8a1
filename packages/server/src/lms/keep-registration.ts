import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { Registration } from '../integrations/lti/register-with-platform.ts';
import { belowPlatform, type PlatformPlace, platformKey } from './platform-place.ts';

/**
 * Writes what a system says of itself, and switches a draft on; invitations are over, and a deployment that comes with it
 * is allowed. A system that was switched off stays so. Under the licence's lock.
 */
export async function keepByHand(
  tx: DistrictTx,
  place: PlatformPlace,
  registration: Registration,
): Promise<void> {
  await tx
    .updateTable('lti_platform')
    .set({
      how: 'by_hand',
      issuer: registration.issuer,
      client_id: registration.clientId,
      authorisation_url: registration.authorisationUrl,
      token_url: registration.tokenUrl,
      token_audience: registration.tokenAudience,
      keys_url: registration.keysUrl,
      state: sql<string>`case state when 'draft' then 'active' else state end`,
      invitation_hash: null,
      invitation_ends_at: null,
      last_problem: null,
      last_problem_at: null,
    })
    .where((where) => where.and(platformKey(place)))
    .execute();
  const { deploymentId } = registration;
  if (deploymentId === null) return;
  await tx
    .insertInto('lti_deployment')
    .values({ ...belowPlatform(place), deployment_id: deploymentId, state: 'allowed' })
    .onConflict((conflict) =>
      conflict
        .columns(['district_id', 'license_id', 'platform_id', 'deployment_id'])
        .doUpdateSet({ state: 'allowed' }),
    )
    .execute();
}
