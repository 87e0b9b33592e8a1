import type { DistrictId, Epoch, LicenseId, MemberId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { Database } from '../db/tx.ts';
import { type JsonRow, rowOfJson } from '../views/json-row.ts';
import { type LicenseRow, licenseColumns, licenseInstants } from '../views/license-presenter.ts';
import { type ListRow, listColumns, listInstants } from '../views/member-views.ts';

/** What to read of one licence. */
export interface WantedState {
  readonly districtId: DistrictId;
  readonly licenseId: LicenseId;
  readonly memberIds: readonly MemberId[];
}

/** A licence as it is, and who may hear of it. */
export interface LicenseState {
  readonly license: LicenseRow;
  /** Those of the wanted rows that are on the list. */
  readonly rows: readonly ListRow[];
  readonly admins: ReadonlySet<string>;
}

export interface LicenseStates {
  readonly epoch: Epoch;
  readonly byLicense: ReadonlyMap<string, LicenseState>;
  /** Sessions that ended lately: nothing may be sent to their sockets. */
  readonly endedSessions: readonly string[];
}

interface Answer {
  readonly epoch: Epoch;
  readonly licenses: JsonRow<LicenseRow>[] | null;
  readonly rows: (JsonRow<ListRow> & { readonly license_id: string })[] | null;
  readonly grants: { readonly license_id: string; readonly person_id: string }[] | null;
  readonly ended: string[] | null;
}

/**
 * Reads licences, some of their rows, and who may hear of them: one statement, so that the rights are those of the
 * moment whose data they are for.
 */
export async function readLicenseStates(
  db: Database,
  wanted: readonly WantedState[],
): Promise<LicenseStates> {
  const places = sql`unnest(
    ${wanted.map((one) => one.districtId)}::uuid[], ${wanted.map((one) => one.licenseId)}::uuid[]
  ) as place (district_id, license_id)`;
  const named = wanted.flatMap((one) => one.memberIds.map((id) => ({ ...one, id })));
  const [answer] = await db.systemStatement(sql<Answer>`
    select
      (select epoch from installation) as epoch,
      (select json_agg(row_to_json(found)) from (
        select ${licenseColumns}
        from ${places} join license l on l.district_id = place.district_id and l.id = place.license_id
        join district d on d.id = l.district_id
      ) found) as licenses,
      (select json_agg(row_to_json(found)) from (
        select m.license_id, ${listColumns}
        from unnest(
          ${named.map((one) => one.districtId)}::uuid[],
          ${named.map((one) => one.licenseId)}::uuid[],
          ${named.map((one) => one.id)}::uuid[]
        ) as named (district_id, license_id, id)
        join member m on m.district_id = named.district_id and m.license_id = named.license_id and m.id = named.id
        where m.ended_at is null
      ) found) as rows,
      (select json_agg(json_build_object('license_id', g.license_id, 'person_id', g.person_id))
        from ${places} join license_admin g on g.district_id = place.district_id and g.license_id = place.license_id
        where g.person_id is not null) as grants,
      (select array_agg(id) from session where revoked_at > now() - interval '10 seconds') as ended
  `);
  if (answer === undefined) throw new Error('The installation has no row');
  return statesOf(answer);
}

function statesOf({ epoch, licenses, rows, grants, ended }: Answer): LicenseStates {
  const rowsOf = Map.groupBy(rows ?? [], (row) => row.license_id);
  const grantsOf = Map.groupBy(grants ?? [], (grant) => grant.license_id);
  const states = (licenses ?? []).map((row): [string, LicenseState] => [
    row.id,
    {
      license: rowOfJson<LicenseRow>(row, licenseInstants),
      rows: (rowsOf.get(row.id) ?? []).map((one) => rowOfJson<ListRow>(one, listInstants)),
      admins: new Set((grantsOf.get(row.id) ?? []).map((grant) => grant.person_id)),
    },
  ]);
  return { epoch, byLicense: new Map(states), endedSessions: ended ?? [] };
}
