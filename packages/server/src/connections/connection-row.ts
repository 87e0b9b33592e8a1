import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { Selectable } from 'kysely';
import type { Connection } from '../db/schema.gen.ts';
import type { DistrictTx } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';

export type ConnectionRow = Selectable<Connection>;

/** Which connection: a licence follows at most one of each source. */
export interface ConnectionPlace extends LicensePlace {
  readonly source: SyncSource;
}

/** The columns of a connection's key. */
export function connectionKey({ districtId, licenseId, source }: ConnectionPlace) {
  return { district_id: districtId, license_id: licenseId, source };
}

export async function findConnection(
  tx: DistrictTx,
  place: ConnectionPlace,
): Promise<ConnectionRow | undefined> {
  return tx
    .selectFrom('connection')
    .selectAll()
    .where((where) => where.and(connectionKey(place)))
    .executeTakeFirst();
}
