import type { AppContext } from '@rollcall/server/app-context.ts';
import type { Database } from '@rollcall/server/db/tx.ts';
import { type HeldRun, holdLease } from '@rollcall/server/jobs/run-lease.ts';
import type { RunWork } from '@rollcall/server/jobs/run-work.ts';
import { type JobTiming, jobTiming } from '@rollcall/server/jobs/timing.ts';
import { sql } from 'kysely';

/** Clocks under which a test waits for nothing. */
export const quickTiming: JobTiming = {
  ...jobTiming,
  leaseMs: 2_000,
  sweepMs: 100,
  retryMs: 10,
  longestRetryMs: 50,
  pollMs: 50,
  reopenMs: 50,
};

/** One portion as real ones are: one transaction that holds the lease. It counts, and the last one ends the run. */
export async function countOne(db: Database, run: HeldRun): Promise<'more' | 'done'> {
  return db.withSystemTx(async (tx) => {
    await holdLease(tx, run);
    const { rows } = await sql<{ finished: boolean }>`
      update run set done = done + 1, state = case when done + 1 < total then 'running' else 'done' end
      where district_id = ${run.districtId} and license_id = ${run.licenseId} and id = ${run.runId}
      returning done >= total as finished
    `.execute(tx);
    return rows[0]?.finished === false ? 'more' : 'done';
  });
}

/** Ends a run that fails again and again, as failed. */
async function endAsFailed(db: Database, run: HeldRun): Promise<void> {
  await db.withSystemTx(async (tx) => {
    await holdLease(tx, run);
    await sql`
      update run set state = 'failed', failure = 'internal', ended_at = now()
      where district_id = ${run.districtId} and license_id = ${run.licenseId} and id = ${run.runId}
    `.execute(tx);
  });
}

/** What runs are in these tests: rows that are counted. `before` comes before each portion and may throw or wait. */
export function countingWork(
  before: (run: HeldRun, signal: AbortSignal) => Promise<void> | void = () => {},
): (context: Pick<AppContext, 'db'>) => RunWork {
  return ({ db }) => ({
    async step(run, signal) {
      await before(run, signal);
      return countOne(db, run);
    },
    giveUp: (run) => endAsFailed(db, run),
  });
}
