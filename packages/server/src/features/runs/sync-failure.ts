import type { DistrictId } from '@rollcall/core/ids.ts';
import type { SyncProblem, SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import { SyncFailure } from '../../integrations/upstream.ts';
import { type HeldRun, heldAnew, holdLease, keepLease } from '../../jobs/run-lease.ts';
import type { StepResult } from '../../jobs/run-work.ts';
import { lockLicense } from '../../license-row/lock-license.ts';
import { countTry, deletePages, restartRead, type StoredRead } from '../../sync/stored-read.ts';
import type { RunRecord } from './batch-context.ts';
import { getRun, nextState, updateRun } from './run-record.ts';

/** How long the other system is asked again, and how often. */
export interface SyncPace {
  /** The pause after a first failure; each further one doubles it, up to `longestMs`. In ms. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** Failures of one page in a row after which a sync has failed. */
  readonly tries: number;
  /** Times that everything is read anew in one sync. */
  readonly restarts: number;
  /** A sync that is not read to its end by then has failed. In ms. */
  readonly limitMs: number;
  /** How often a run is held anew while the other system is waited for; 10,000 where it is not said. In ms. */
  readonly holdEveryMs?: number;
}

export const syncPace: SyncPace = {
  firstMs: 2_000,
  longestMs: 15 * 60_000,
  tries: 10,
  restarts: 4,
  limitMs: 6 * 3_600_000,
};

/**
 * What comes after a failure of the other system: the same page once more, everything anew, or the end of the sync. It
 * ends within a bound whatever the other system does (SPEC I13), and never removes anybody (SPEC D07, F18). Any other
 * error is thrown on.
 */
export async function readingFailed(
  app: AppContext,
  pace: SyncPace,
  held: HeldRun,
  { source, read }: { readonly source: SyncSource; readonly read: StoredRead },
  error: unknown,
): Promise<StepResult> {
  if (!(error instanceof SyncFailure)) throw error;
  const { problem, retryAfterMs } = error;
  const startsAnew = error.restart || problem === 'incomplete';
  const isHopeless =
    retryAfterMs === null ||
    read.tries + 1 >= pace.tries ||
    read.ageMs + retryAfterMs >= pace.limitMs ||
    (startsAnew && read.restarts + 1 > pace.restarts);
  app.log.warn(
    { runId: held.runId, source, problem, tries: read.tries + 1, restarts: read.restarts },
    'a sync could not read on',
  );
  if (isHopeless) {
    await app.bulk.withTx({ district: held.districtId }, (tx) => endFailed(tx, held, source, problem));
    app.live.committed(held);
    return 'done';
  }
  await app.bulk.withTx({ district: held.districtId }, async (tx) => {
    await keepLease(tx, held);
    await (startsAnew ? restartRead(tx, held) : countTry(tx, held));
    const run = await getRun(tx, held, held.runId);
    await updateRun(tx, run, { ...heldAnew(held.leaseMs), ...(startsAnew ? { total: 0 } : {}) });
  });
  return { againInMs: Math.max(retryAfterMs, backOffMs(pace, read.tries)) };
}

/** Doubling, with jitter: many licences that failed together do not come back together. */
function backOffMs({ firstMs, longestMs }: SyncPace, tries: number): number {
  const ms = Math.min(firstMs * 2 ** tries, longestMs);
  return ms / 2 + (Math.random() * ms) / 2;
}

/** The sync has failed and nothing happened to anybody. The licence hears of it where the problem is a new one. */
async function endFailed(
  tx: DistrictTx,
  held: HeldRun,
  source: SyncSource,
  problem: SyncProblem,
): Promise<void> {
  const license = await lockLicense(tx, held.districtId as DistrictId, held.licenseId);
  if (license === undefined) throw new Error('A sync of a licence that is not there');
  await holdLease(tx, held);
  const run = await getRun(tx, held, held.runId);
  await failReading(tx, run, problem);
  const connection = { district_id: held.districtId, license_id: held.licenseId, source } as const;
  const before = await tx
    .selectFrom('connection')
    .select('last_problem')
    .where((where) => where.and(connection))
    .executeTakeFirst();
  if (before === undefined) return;
  await tx
    .updateTable('connection')
    .set({ last_problem: problem, last_problem_at: license.now })
    .where((where) => where.and(connection))
    .execute();
  if (before.last_problem === problem) return;
  await recordChange(tx, license, {
    type: 'sync.failed',
    payload: {},
    actor: { kind: 'system', job: 'sync' },
    targets: [run.id],
    details: { source, problem },
  });
}

/** Ends a run that was read from another system, and forgets what was read. */
export async function failReading(
  tx: DistrictTx,
  run: RunRecord,
  failure: RunRecord['failure'],
): Promise<void> {
  const place = { districtId: run.district_id, licenseId: run.license_id, runId: run.id } as HeldRun;
  await deletePages(tx, place);
  await updateRun(tx, run, {
    state: nextState(run, 'fail'),
    failure,
    ended_at: sql<Date>`now()`,
    lease_until: null,
  });
}
