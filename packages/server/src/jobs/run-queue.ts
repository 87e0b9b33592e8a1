import { districtId, licenseId, type RunId, runId } from '@rollcall/core/ids.ts';
import type { RunState } from '@rollcall/core/runs/run-state.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { DistrictTx, SystemTx } from '../db/tx.ts';
import type { RunPlace } from './run-lease.ts';

/**
 * The names under which runs are queued, each worked beside the other: `read` while another system is read, which is
 * waited for, `run` for everything else. `enqueue_run` in prepare-queue.ts and the sweep write the same.
 */
export const runTasks = ['run', 'read'] as const;
export type RunTask = (typeof runTasks)[number];

/** Under which name a run in this state is queued. */
export function taskOf(state: RunState): RunTask {
  return state === 'reading' ? 'read' : 'run';
}

/** What stands in the queue of a run: ids and nothing else. */
export const runPayload = z.strictObject({ districtId, licenseId, runId });

/**
 * Queues a run of the transaction's district: it is worked if, and only if, the transaction commits. Waiting twice is
 * waiting once. Throws when the district has no such run.
 */
export async function enqueueRun(tx: DistrictTx, id: RunId): Promise<void> {
  await sql`select graphile_worker.enqueue_run(${id})`.execute(tx);
}

/**
 * Queues the run behind all that wait; one that began by itself, behind those that somebody waits for (SPEC JOB-7). Not
 * before `delayMs` have passed; a lease of that length has run out then.
 */
export async function requeueRun(
  tx: SystemTx,
  run: RunPlace,
  state: RunState,
  delayMs: number,
): Promise<void> {
  const payload = JSON.stringify({ districtId: run.districtId, licenseId: run.licenseId, runId: run.runId });
  await sql`
    select from graphile_worker.add_job(
      ${taskOf(state)}, ${payload}::json, job_key => ${`run:${run.runId}`}, max_attempts => 1,
      run_at => clock_timestamp() + make_interval(secs => ${delayMs / 1000}),
      priority => (
        select case when r.actor_person_id is null then 1 else 0 end from run r
        where r.district_id = ${run.districtId} and r.license_id = ${run.licenseId} and r.id = ${run.runId}
      )
    )
  `.execute(tx);
}
