import type { DistrictId, LicenseId, RunId } from '@rollcall/core/ids.ts';
import { type RunState, runState } from '@rollcall/core/runs/run-state.ts';
import { sql } from 'kysely';
import type { DistrictTx, SystemTx } from '../db/tx.ts';

/** Which run: its key. */
export interface RunPlace {
  readonly districtId: DistrictId;
  readonly licenseId: LicenseId;
  readonly runId: RunId;
}

/** A run that is held, until somebody else holds it: the fence tells the two apart (SPEC F15). */
export interface HeldRun extends RunPlace {
  readonly fence: number;
  /** How long each sign of life holds it, in ms; 30,000 where it is not said. */
  readonly leaseMs?: number;
}

/** Somebody else holds the run, or nobody any more: what its former holder still wants to write must not happen. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Without a sign of life for this long a run counts as left. In ms. */
const leaseMs = 30_000;

/** States in which a run has work for a job. */
const workedStates = ['planning', 'queued', 'running'] as const satisfies readonly RunState[];
const worked: ReadonlySet<RunState> = new Set(workedStates);

export function isWorked(state: RunState): boolean {
  return worked.has(state);
}

/** What another system is asked for is read by a job; a file is read by whoever uploads it (SPEC SYNC-3). */
export const isReadByJob = sql<boolean>`(kind in ('sync', 'roster'))`;

/** Whether a run has work for a job. */
const isForJobs = sql<boolean>`(state in (${sql.join(workedStates)}) or (state = 'reading' and ${isReadByJob}))`;

const inMs = (ms: number) => sql<Date>`clock_timestamp() + make_interval(secs => ${ms / 1000})`;
const isFree = sql<boolean>`(lease_until is null or lease_until < clock_timestamp())`;

/**
 * Takes the run in hand, if there is something to do and nobody else holds it. Undefined otherwise, also when there
 * is no such run in that district and licence. One guarded update: of two that try, one gets it (SPEC F14).
 */
export async function takeLease(
  tx: SystemTx,
  run: RunPlace,
  ms: number = leaseMs,
): Promise<(HeldRun & { readonly attempts: number; readonly state: RunState }) | undefined> {
  const taken = await tx
    .updateTable('run')
    .set({ lease_until: inMs(ms), fence: sql`fence + 1`, attempts: sql`attempts + 1` })
    .where('district_id', '=', run.districtId)
    .where('license_id', '=', run.licenseId)
    .where('id', '=', run.runId)
    .where(isForJobs)
    .where(isFree)
    .returning(['fence', 'attempts', 'state'])
    .executeTakeFirst();
  return taken && { ...run, ...taken, state: runState.parse(taken.state), leaseMs: ms };
}

/**
 * To be called in each transaction that writes for the run, after the licence's lock: holds the run's row until the
 * commit, so that nobody can take the run meanwhile, and the lease for another while. A portion that commits counts
 * as progress. Throws LeaseLost when somebody else has taken the run since.
 */
export async function holdLease(tx: DistrictTx | SystemTx, run: HeldRun): Promise<void> {
  const held = await tx
    .updateTable('run')
    .set({ lease_until: inMs(run.leaseMs ?? leaseMs), attempts: 1 })
    .where('district_id', '=', run.districtId)
    .where('license_id', '=', run.licenseId)
    .where('id', '=', run.runId)
    .where('fence', '=', run.fence)
    .where('lease_until', 'is not', null)
    .executeTakeFirst();
  if (held.numUpdatedRows === 0n) throw new LeaseLost(`Run ${run.runId} is held by somebody else`);
}

/**
 * The same for a transaction without the licence's lock, which writes the run once, with `heldAnew` among the columns:
 * of a row that it has written itself already, the database asks for the licence's row to check the key, and whoever has
 * that may be waiting for this run.
 */
export async function keepLease(tx: DistrictTx, run: HeldRun): Promise<void> {
  const held = await tx
    .selectFrom('run')
    .select('id')
    .where('district_id', '=', run.districtId)
    .where('license_id', '=', run.licenseId)
    .where('id', '=', run.runId)
    .where('fence', '=', run.fence)
    .where('lease_until', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (held === undefined) throw new LeaseLost(`Run ${run.runId} is held by somebody else`);
}

/** Columns that hold a run for another while, and say only that whoever works on it is there: it has not got on. */
export function stillHeld(ms: number = leaseMs) {
  return { lease_until: inMs(ms) };
}

/** Columns that hold a run for another while; a portion that commits with them counts as progress. */
export function heldAnew(ms: number = leaseMs) {
  return { lease_until: inMs(ms), attempts: 1 };
}

/**
 * Leaves the run to whoever comes next and returns its state; undefined when somebody else has taken it. A run that is
 * `done` and has something to do all the same keeps the count of its attempts: it cannot go round for ever.
 */
export async function releaseLease(
  tx: SystemTx,
  run: HeldRun,
  next: 'more' | 'done' | 'wait',
): Promise<RunState | undefined> {
  const isSettled = next !== 'done' ? sql<boolean>`true` : sql<boolean>`not ${isForJobs}`;
  const released = await tx
    .updateTable('run')
    .set({ lease_until: null, attempts: sql`case when ${isSettled} then 0 else attempts end` })
    .where('district_id', '=', run.districtId)
    .where('license_id', '=', run.licenseId)
    .where('id', '=', run.runId)
    .where('fence', '=', run.fence)
    .returning('state')
    .executeTakeFirst();
  return released && runState.parse(released.state);
}

/**
 * Lets nobody work on the run for a while: the lease goes on and belongs to nobody. `progressed` says that portions
 * were worked since it was taken. Returns its state; undefined when somebody else has taken it.
 */
export async function postponeLease(
  tx: SystemTx,
  run: HeldRun,
  ms: number,
  progressed: boolean,
): Promise<RunState | undefined> {
  const postponed = await tx
    .updateTable('run')
    .set({
      lease_until: inMs(ms),
      fence: sql`fence + 1`,
      ...(progressed ? { attempts: 1 } : {}),
    })
    .where('district_id', '=', run.districtId)
    .where('license_id', '=', run.licenseId)
    .where('id', '=', run.runId)
    .where('fence', '=', run.fence)
    .returning('state')
    .executeTakeFirst();
  return postponed && runState.parse(postponed.state);
}
