import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { sql } from 'kysely';
import type { DistrictTx, SystemTx } from '../db/tx.ts';
import { type LicenseRow, licenseColumns, presentLicense } from './license-presenter.ts';

/** Views of the named licences, by id; ones that are not in the scope are missing. */
export async function readLicenseViews(
  tx: DistrictTx | SystemTx,
  places: readonly (readonly [districtId: string, licenseId: string])[],
): Promise<Map<string, LicenseView>> {
  const districts = places.map(([district]) => district);
  const licenses = places.map(([, license]) => license);
  const { rows } = await sql<LicenseRow>`
    select ${licenseColumns}
    from license l join district d on d.id = l.district_id
    where (l.district_id, l.id) in (select * from unnest(${districts}::uuid[], ${licenses}::uuid[]))
    order by l.name, l.id
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, presentLicense(row)]));
}

/** One licence's view, or undefined when it is not in the scope. */
export async function findLicenseView(
  tx: DistrictTx,
  districtId: DistrictId,
  id: LicenseId,
): Promise<LicenseView | undefined> {
  const views = await readLicenseViews(tx, [[districtId, id]]);
  return views.get(id);
}
