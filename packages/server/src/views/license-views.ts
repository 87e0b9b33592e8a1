import type { Grants } from '@rollcall/core/access/actor.ts';
import type { DistrictId, Epoch, LicenseId, PersonId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { sql } from 'kysely';
import type { DistrictTx, SystemTx } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
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

/** A licence with what a person may do there, all of one moment. */
export interface LicenseStanding {
  readonly license: LicenseView;
  readonly grants: Grants;
  readonly epoch: Epoch;
}

interface StandingRow extends LicenseRow {
  readonly is_license_admin: boolean;
  readonly is_domain_admin: boolean;
  readonly epoch: Epoch;
}

/** One licence, the person's grants on it and the epoch, in one statement. Undefined when it is not in the scope. */
export async function readStanding(
  tx: DistrictTx,
  { districtId, licenseId }: LicensePlace,
  personId: PersonId,
): Promise<LicenseStanding | undefined> {
  const { rows } = await sql<StandingRow>`
    select ${licenseColumns}, (select epoch from installation) as epoch,
      exists (
        select from license_admin g
        where g.person_id = ${personId} and g.district_id = ${districtId} and g.license_id = ${licenseId}
      ) as is_license_admin,
      exists (
        select from domain_admin g join domain h on h.district_id = g.district_id and h.id = g.domain_id
        where g.person_id = ${personId} and g.district_id = ${districtId} and h.verified_at is not null
      ) as is_domain_admin
    from license l join district d on d.id = l.district_id
    where l.district_id = ${districtId} and l.id = ${licenseId}
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const grants = {
    districtId,
    licenseAdminOf: row.is_license_admin ? licenseId : null,
    domainAdmin: row.is_domain_admin,
  };
  return { license: presentLicense(row), grants, epoch: row.epoch };
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
