import type { DistrictId, LicenseId, RunId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { RunFailure, RunPlan, RunView } from '@rollcall/core/runs/contract.ts';
import { type RunKind, runCanBeUndone, undoDays } from '@rollcall/core/runs/run-kind.ts';
import { type RunState, runHasEnded } from '@rollcall/core/runs/run-state.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx, SystemTx } from '../db/tx.ts';

interface OtherRun {
  readonly id: RunId;
  readonly number: number;
  readonly kind: RunKind;
  readonly state: RunState;
}

/** What the view of a run is made of. */
export interface RunRow {
  readonly id: RunId;
  readonly license_id: LicenseId;
  readonly number: number;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly started_by: string;
  readonly created_at: Date;
  readonly confirmed_at: Date | null;
  readonly begun_at: Date | null;
  readonly ended_at: Date | null;
  readonly file_name: string | null;
  readonly user_type: UserType | null;
  readonly keeps_out: boolean;
  readonly total: number;
  readonly done: number;
  readonly plan: (RunPlan & { readonly seq: number }) | null;
  readonly outcomes: RunView['outcomes'];
  readonly failure: RunFailure | null;
  readonly source: SyncSource | null;
  readonly held_back: RunView['heldBack'];
  readonly held_back_by: RunView['heldBackBy'];
  readonly has_rows: boolean;
  readonly waits_for: number | null;
  readonly undoes_run: OtherRun | null;
  readonly undone_by: OtherRun | null;
  readonly database_now: Date;
}

/** The columns of a `RunRow`, of run `r`. The clock is the moment's, not the transaction's: a portion takes a while. */
export const runColumns = sql`
  r.id, r.license_id, r.number, r.kind, r.state, r.started_by, r.created_at, r.confirmed_at, r.begun_at, r.ended_at,
  r.file_name, r.user_type, r.keeps_out, r.source, r.total, r.done, r.plan, r.outcomes, r.failure, clock_timestamp() as database_now,
  exists (
    select from run_batch b where b.district_id = r.district_id and b.license_id = r.license_id and b.run_id = r.id
  ) as has_rows,
  case when r.state = 'queued' then (
    select count(*)::int from run o
    where o.district_id = r.district_id and o.license_id = r.license_id and o.id <> r.id
      and (o.state = 'running' or (o.state = 'queued' and (o.confirmed_at, o.number) < (r.confirmed_at, r.number)))
  ) end as waits_for,
  (
    select json_build_object('id', o.id, 'number', o.number, 'kind', o.kind, 'state', o.state) from run o
    where o.district_id = r.district_id and o.license_id = r.license_id and o.id = r.undoes
  ) as undoes_run,
  (
    select json_build_object('id', o.id, 'number', o.number, 'kind', o.kind, 'state', o.state) from run o
    where o.district_id = r.district_id and o.license_id = r.license_id and o.undoes = r.id
      and o.state not in ('discarded', 'failed', 'cancelled')
  ) as undone_by,
  (
    select json_build_object('id', o.id, 'number', o.number, 'state', o.state) from run o
    where o.district_id = r.district_id and o.license_id = r.license_id and o.holds_back = r.id
  ) as held_back,
  (
    select json_build_object('id', o.id, 'number', o.number, 'state', o.state) from run o
    where o.district_id = r.district_id and o.license_id = r.license_id and o.id = r.holds_back
  ) as held_back_by
`;

/** The instants among the columns, for reading a row from JSON. */
export const runInstants = {
  created_at: true,
  confirmed_at: true,
  begun_at: true,
  ended_at: true,
  database_now: true,
} as const;

/** What an admin of the licence sees of a run. */
export function presentRun(row: RunRow): RunView {
  const keptUntil = row.ended_at === null ? null : new Date(row.ended_at.getTime() + undoDays * 86_400_000);
  return {
    id: row.id,
    licenseId: row.license_id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    startedBy: row.started_by === '' ? null : row.started_by,
    createdAt: row.created_at.toISOString(),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    fileName: row.file_name,
    userType: row.user_type,
    keepsOut: row.keeps_out,
    total: row.total,
    done: row.done,
    secondsLeft: secondsLeft(row),
    waitsFor: row.waits_for,
    plan: row.plan === null ? null : planOf(row.plan),
    outcomes: row.outcomes,
    failure: row.failure,
    source: row.source,
    heldBack: row.held_back,
    heldBackBy: row.held_back_by,
    undoes:
      row.undoes_run === null
        ? null
        : { id: row.undoes_run.id, number: row.undoes_run.number, kind: row.undoes_run.kind },
    undoneBy:
      row.undone_by === null
        ? null
        : { id: row.undone_by.id, number: row.undone_by.number, state: row.undone_by.state },
    undoUntil: canBeUndone(row) ? (keptUntil?.toISOString() ?? null) : null,
    rowsUntil: row.has_rows ? (keptUntil?.toISOString() ?? null) : null,
  };
}

/** Runs that are being worked on since `begun_at`: their planning or their portions. */
const inHand: readonly RunState[] = ['planning', 'running'];

/** Whether there is something to undo, and nobody is at it. */
function canBeUndone(row: RunRow): boolean {
  if (!runHasEnded[row.state] || !runCanBeUndone[row.kind]) return false;
  return row.confirmed_at !== null && row.done > 0 && row.has_rows && row.undone_by === null;
}

function planOf({ outcomes, countsAfter, seatsAfter, digest, plannedAt }: RunPlan): RunPlan {
  return { outcomes, countsAfter, seatsAfter, digest, plannedAt };
}

function secondsLeft({ state, begun_at: begunAt, database_now: now, done, total }: RunRow): number | null {
  if (!inHand.includes(state) || begunAt === null || done === 0) return null;
  const secondsPerRow = (now.getTime() - begunAt.getTime()) / 1000 / done;
  return Math.max(0, Math.ceil(secondsPerRow * (total - done)));
}

/** Runs of one licence that fit `which` (of run `r`), newest first. */
export async function readRuns(
  tx: DistrictTx | SystemTx,
  place: { readonly districtId: DistrictId; readonly licenseId: LicenseId },
  which: RawBuilder<unknown>,
  limit: number,
): Promise<RunView[]> {
  const { rows } = await sql<RunRow>`
    select ${runColumns} from run r
    where r.district_id = ${place.districtId} and r.license_id = ${place.licenseId} and ${which}
    order by r.number desc limit ${limit}
  `.execute(tx);
  return rows.map(presentRun);
}

/** One run's view, or undefined when it is not in the scope. */
export async function findRun(
  tx: DistrictTx | SystemTx,
  place: { readonly districtId: DistrictId; readonly licenseId: LicenseId },
  id: RunId,
): Promise<RunView | undefined> {
  const [run] = await readRuns(tx, place, sql`r.id = ${id}`, 1);
  return run;
}
