import {
  type DistrictId,
  districtId,
  type LicenseId,
  licenseId,
  type PlatformId,
  platformId,
} from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { sha256 } from '../audit/chain.ts';
import { recordChange } from '../events/record-change.ts';
import type { Registration } from '../integrations/lti/register-with-platform.ts';
import { lockLicense } from '../license-row/lock-license.ts';
import { belowPlatform, type PlatformPlace, platformKey } from '../lms/platform-place.ts';

/** A registration address that still works, and what it is for. */
export interface Invitation {
  readonly place: PlatformPlace;
  readonly hash: Buffer;
  readonly licenseName: string;
  readonly platformName: string;
}

const foundPlace = z.object({ district_id: districtId, license_id: licenseId, platform_id: platformId });

/** What a registration address is for; null when it was used, is too old, or never was. */
export async function findInvitation(app: Pick<AppContext, 'db'>, token: string): Promise<Invitation | null> {
  const hash = sha256(token);
  const place = await app.db.withTx({ nobody: true }, async (tx) => {
    const { rows } = await sql`select * from find_lti_invitation(${hash})`.execute(tx);
    return rows[0] === undefined ? null : foundPlace.parse(rows[0]);
  });
  if (place === null) return null;
  const { district_id, license_id, platform_id } = place;
  const row = await app.db.withTx({ district: district_id }, (tx) =>
    tx
      .selectFrom('lti_platform as p')
      .innerJoin('license as l', (join) =>
        join.onRef('l.district_id', '=', 'p.district_id').onRef('l.id', '=', 'p.license_id'),
      )
      .select(['p.name as platformName', 'l.name as licenseName'])
      .where('p.district_id', '=', district_id)
      .where('p.license_id', '=', license_id)
      .where('p.id', '=', platform_id)
      .executeTakeFirst(),
  );
  return row === undefined ? null : { ...row, hash, place: placeOf(district_id, license_id, platform_id) };
}

function placeOf(district: DistrictId, license: LicenseId, platform: PlatformId): PlatformPlace {
  return { districtId: district, licenseId: license, platformId: platform };
}

/**
 * Writes down what the system has answered, and ends the address. False when it was used meanwhile: then nothing has
 * changed here. The deployment that came with it is allowed.
 */
export async function keepRegistration(
  app: AppContext,
  { place, hash, platformName }: Invitation,
  registration: Registration,
): Promise<boolean> {
  const { districtId: district, licenseId: license_, platformId: platform } = place;
  const kept = await app.db.withTx({ district }, async (tx) => {
    const license = await lockLicense(tx, district, license_);
    if (license === undefined) return false;
    const changed = await tx
      .updateTable('lti_platform')
      .set({
        state: 'active',
        how: 'by_url',
        issuer: registration.issuer,
        client_id: registration.clientId,
        authorisation_url: registration.authorisationUrl,
        token_url: registration.tokenUrl,
        token_audience: registration.tokenAudience,
        keys_url: registration.keysUrl,
        invitation_hash: null,
        invitation_ends_at: null,
      })
      .where((where) => where.and(platformKey(place)))
      .where('invitation_hash', '=', hash)
      .where('invitation_ends_at', '>', license.now)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return false;
    if (registration.deploymentId !== null) {
      await tx
        .insertInto('lti_deployment')
        .values({ ...belowPlatform(place), deployment_id: registration.deploymentId, state: 'allowed' })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await recordChange(tx, license, {
      type: 'lms.changed',
      payload: {},
      actor: { kind: 'system', job: 'registration' },
      targets: [platform],
      details: { what: 'registered', name: platformName },
    });
    return true;
  });
  if (kept) app.live.committed({ districtId: district, licenseId: license_ });
  return kept;
}
