import type { DistrictId, LicenseId, PlatformId } from '@rollcall/core/ids.ts';
import { type Selectable, sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { LtiPlatform } from '../db/schema.gen.ts';
import type { DistrictTx } from '../db/tx.ts';
import type { RegisteredPlatform } from '../integrations/lti/platform.ts';
import { type PlatformPlace, platformKey } from './platform-place.ts';

export type PlatformRow = Selectable<LtiPlatform>;

/** A registration that may launch. */
export interface ActivePlatform {
  readonly place: PlatformPlace;
  readonly platform: RegisteredPlatform;
}

/** Where calls of a registration belong, whatever its state. Null for an id that is nobody's. */
export async function findPlatformPlace(
  app: Pick<AppContext, 'db'>,
  wanted: PlatformId,
): Promise<PlatformPlace | null> {
  const { rows } = await app.db.withTx({ nobody: true }, (tx) =>
    sql<{ districtId: DistrictId; licenseId: LicenseId }>`
      select district_id as "districtId", license_id as "licenseId" from find_lti_platform(${wanted})
    `.execute(tx),
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, platformId: wanted };
}

/** A registration that is complete and switched on. Null for any other: a launch learns no difference. */
export async function findActivePlatform(
  app: Pick<AppContext, 'db'>,
  wanted: PlatformId,
): Promise<ActivePlatform | null> {
  const place = await findPlatformPlace(app, wanted);
  if (place === null) return null;
  const row = await app.db.withTx({ district: place.districtId }, (tx) => findPlatformRow(tx, place));
  const platform = row === undefined || row.state !== 'active' ? null : registeredOf(row);
  return platform === null ? null : { place, platform };
}

export async function findPlatformRow(
  tx: DistrictTx,
  place: PlatformPlace,
): Promise<PlatformRow | undefined> {
  return tx
    .selectFrom('lti_platform')
    .selectAll()
    .where((where) => where.and(platformKey(place)))
    .executeTakeFirst();
}

/** Null for a draft. */
export function registeredOf(row: PlatformRow): RegisteredPlatform | null {
  const { issuer, client_id, authorisation_url, token_url, keys_url } = row;
  if (row.state === 'draft') return null;
  if (issuer === null || client_id === null || authorisation_url === null) return null;
  if (token_url === null || keys_url === null) return null;
  return {
    id: row.id as PlatformId,
    issuer,
    clientId: client_id,
    authorisationUrl: authorisation_url,
    tokenUrl: token_url,
    tokenAudience: row.token_audience,
    keysUrl: keys_url,
  };
}
