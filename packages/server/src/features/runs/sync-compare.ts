import { randomUUID } from 'node:crypto';
import type { DistrictId, RunId } from '@rollcall/core/ids.ts';
import { removalsWait } from '@rollcall/core/sync/brake.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { AppContext } from '../../app-context.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { nextRunNumber } from '../../jobs/next-run-number.ts';
import { type HeldRun, heldAnew, holdLease } from '../../jobs/run-lease.ts';
import { enqueueRun } from '../../jobs/run-queue.ts';
import type { StepResult } from '../../jobs/run-work.ts';
import { type LockedLicense, lockLicense } from '../../license-row/lock-license.ts';
import {
  type Comparison,
  countLeaving,
  nothingWritten,
  writeChangesAndJoiners,
  writeLeavers,
} from '../../sync/compare.ts';
import { discardOpenSyncs } from '../../sync/discard-open.ts';
import { endRead } from '../../sync/stored-read.ts';
import type { RunRecord } from './batch-context.ts';
import { getRun, nextState, updateRun } from './run-record.ts';

/**
 * Compares a complete generation with whom the source named before, under the licence's lock, and has the difference
 * planned: who left, who changed, who came, in this order, so that seats that come free are there for those who come.
 * Removals that nobody looks at before they happen, and that are too many, go into a run of their own, which waits for
 * somebody (SPEC I9, SYNC-5). What older reads found and nobody confirmed is void.
 */
export async function compareAndPlan(
  app: AppContext,
  held: HeldRun,
  source: SyncSource,
  kept: readonly string[],
): Promise<StepResult> {
  await app.bulk.withTx({ district: held.districtId }, async (tx) => {
    const license = await lockLicense(tx, held.districtId as DistrictId, held.licenseId);
    if (license === undefined) throw new Error('A sync of a licence that is not there');
    await holdLease(tx, held);
    const run = await getRun(tx, held, held.runId);
    await discardOpenSyncs(tx, license, source, run.id);
    const comparison: Comparison = { run: held, source, kept };
    const waits = run.selection === null && mustWait(await countLeaving(tx, comparison));
    const leavers = waits ? nothingWritten : await writeLeavers(tx, comparison, held);
    if (waits) await holdBack(tx, license, run, comparison);
    const { people } = await writeChangesAndJoiners(tx, comparison, leavers);
    await endRead(tx, held);
    await updateRun(tx, run, { ...heldAnew(held.leaseMs), state: nextState(run, 'read'), total: people });
  });
  app.live.committed(held);
  return 'more';
}

function mustWait({ leaving, held, emptied }: Awaited<ReturnType<typeof countLeaving>>): boolean {
  return removalsWait({ removals: leaving, held }) || emptied > 0;
}

async function holdBack(
  tx: DistrictTx,
  license: LockedLicense,
  run: RunRecord,
  comparison: Comparison,
): Promise<void> {
  const id = randomUUID() as RunId;
  await tx
    .insertInto('run')
    .values({
      id,
      district_id: license.districtId,
      license_id: license.id,
      number: await nextRunNumber(tx, license),
      kind: 'sync_leave',
      state: 'planning',
      source: run.source,
      holds_back: run.id,
      actor_person_id: null,
      actor_session_id: null,
      started_by: '',
    })
    .execute();
  const { people } = await writeLeavers(tx, comparison, { ...comparison.run, runId: id });
  await updateRun(tx, { district_id: license.districtId, license_id: license.id, id }, { total: people });
  await enqueueRun(tx, id);
}
