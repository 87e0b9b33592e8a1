import {
  type DistrictId,
  type Epoch,
  type LicenseId,
  licenseId,
  type MemberId,
  type RunId,
} from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { Database } from '../db/tx.ts';
import { type JsonRow, rowOfJson } from '../views/json-row.ts';
import { type LicenseRow, licenseColumns, licenseInstants } from '../views/license-presenter.ts';
import { type ListRow, listColumns, listInstants } from '../views/member-views.ts';
import { type RunRow, runColumns, runInstants } from '../views/run-views.ts';
import { liveSessionsOf } from './live-sessions.ts';

/** What to read of one licence. */
export interface WantedState {
  readonly districtId: DistrictId;
  readonly licenseId: LicenseId;
  readonly memberIds: readonly MemberId[];
  readonly runIds: readonly RunId[];
}

/** A licence as it is, and who may hear of it. */
export interface LicenseState {
  readonly license: LicenseRow;
  /** Those of the wanted rows that are on the list. */
  readonly rows: readonly ListRow[];
  readonly runs: readonly RunRow[];
  readonly listeners: WatchRights;
}

/** Who may hear of a licence: its admins, by sessions that live. */
export interface WatchRights {
  readonly admins: ReadonlySet<string>;
  readonly sessions: ReadonlySet<string>;
}

export interface LicenseStates {
  readonly epoch: Epoch;
  readonly byLicense: ReadonlyMap<string, LicenseState>;
}

interface GrantRow {
  readonly license_id: string;
  readonly person_id: string;
  readonly sessions: readonly string[] | null;
}

interface Answer {
  readonly epoch: Epoch;
  readonly licenses: JsonRow<LicenseRow>[] | null;
  readonly rows: (JsonRow<ListRow> & { readonly license_id: string })[] | null;
  readonly runs: JsonRow<RunRow>[] | null;
  readonly grants: GrantRow[] | null;
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
  const runs = wanted.flatMap((one) => one.runIds.map((id) => ({ ...one, id })));
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
        join member m on m.id = named.id and (m.district_id = named.district_id and m.license_id = named.license_id) is true
        where m.ended_at is null
      ) found) as rows,
      (select json_agg(row_to_json(found)) from (
        select ${runColumns}
        from unnest(
          ${runs.map((one) => one.districtId)}::uuid[],
          ${runs.map((one) => one.licenseId)}::uuid[],
          ${runs.map((one) => one.id)}::uuid[]
        ) as named (district_id, license_id, id)
        join run r on r.district_id = named.district_id and r.license_id = named.license_id and r.id = named.id
      ) found) as runs,
      (select json_agg(row_to_json(found)) from (
        select g.license_id, g.person_id, live.sessions
        from ${places} join license_admin g on g.district_id = place.district_id and g.license_id = place.license_id
        cross join lateral (${liveSessionsOf('g.person_id')}) live
        where g.person_id is not null
      ) found) as grants
  `);
  if (answer === undefined) throw new Error('The installation has no row');
  return statesOf(answer);
}

function statesOf({ epoch, licenses, rows, runs, grants }: Answer): LicenseStates {
  const rowsOf = Map.groupBy(rows ?? [], (row) => row.license_id);
  const runsOf = Map.groupBy(runs ?? [], (run) => run.license_id);
  const grantsOf = Map.groupBy(grants ?? [], (grant) => grant.license_id);
  const states = (licenses ?? []).map((row): [string, LicenseState] => [
    row.id,
    {
      license: rowOfJson<LicenseRow>(row, licenseInstants),
      rows: (rowsOf.get(row.id) ?? []).map((one) => rowOfJson<ListRow>(one, listInstants)),
      runs: (runsOf.get(licenseId.parse(row.id)) ?? []).map((one) => rowOfJson<RunRow>(one, runInstants)),
      listeners: listenersOf(grantsOf.get(row.id) ?? []),
    },
  ]);
  return { epoch, byLicense: new Map(states) };
}

function listenersOf(grants: readonly GrantRow[]): WatchRights {
  return {
    admins: new Set(grants.map((grant) => grant.person_id)),
    sessions: new Set(grants.flatMap((grant) => grant.sessions ?? [])),
  };
}
