import type { Actor } from '@rollcall/core/access/actor.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import { enqueueRun } from '../../jobs/run-queue.ts';
import type { LockedLicense } from '../../license-row/lock-license.ts';
import type { RunRecord } from './batch-context.ts';
import { plannedSoFar, undoneBy } from './plan-run.ts';
import { seatsToHold, setsOff } from './run-answers.ts';
import { idOf, nextState, updateRun } from './run-record.ts';

/** Confirms a planned run under the licence's lock: the seats that it claims are held for it, and it is queued. */
export async function holdSeats(
  tx: DistrictTx,
  license: LockedLicense,
  run: RunRecord,
  actor: Actor,
): Promise<void> {
  const summary = await plannedSoFar(tx, run);
  const holds = seatsToHold(license.row, summary, setsOff(run, await undoneBy(tx, run)));
  await recordChange(tx, license, {
    type: 'run.confirmed',
    payload: { runId: idOf(run) },
    actor,
    holds,
    targets: [run.id],
    details: {
      run: run.number,
      kind: run.kind,
      file: run.file_name,
      outcomes: summary.outcomes,
      keepsOut: run.keeps_out,
    },
  });
  await updateRun(tx, run, {
    state: nextState(run, 'confirm'),
    confirmed_at: license.now,
    staff_held: holds.staff,
    student_held: holds.student,
  });
  await enqueueRun(tx, idOf(run));
}
