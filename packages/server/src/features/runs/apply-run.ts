import type { LicenseAction } from '@rollcall/core/access/actions.ts';
import { can } from '@rollcall/core/access/can.ts';
import type { SeatPool } from '@rollcall/core/licenses/seats.ts';
import type { RunKind } from '@rollcall/core/runs/run-kind.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import { freeSeats, type LockedLicense } from '../../license-row/lock-license.ts';
import { readRules } from '../../membership/addition-rules.ts';
import { applyBatch } from './apply-batch.ts';
import type { RunRecord } from './batch-context.ts';
import { addSummaries, type BatchSummary, countChangeOf, nothingDone } from './batch-summary.ts';
import { phaseFits } from './needed-phase.ts';
import { noteClass, noteClassRead } from './note-class.ts';
import { noteNotSeated } from './note-not-seated.ts';
import { undoneBy } from './plan-run.ts';
import { addedByRun, grantsOfRun, noGrants } from './run-answers.ts';
import { actorOf, endRun, idOf, jobItself, nextState, updateRun } from './run-record.ts';

/** What each kind of run needs the right to do, read again with each portion (SPEC I12). */
const neededRight: Readonly<Record<RunKind, LicenseAction>> = {
  csv_add: 'member.add',
  csv_remove: 'member.remove',
  remove: 'member.remove',
  withdraw: 'member.withdraw',
  remind: 'member.remind',
  reinvite: 'member.add',
  change_type: 'member.changeType',
  undo: 'run.control',
  sync: 'sync.control',
  sync_leave: 'sync.control',
  domain_add: 'sync.control',
  roster: 'lms.control',
};

/**
 * Does one portion of a confirmed run, or ends the run when none is left. Under the licence's lock and the run's lease.
 * `wait` while another run of the licence goes first.
 */
export async function applyPortion(
  tx: DistrictTx,
  license: LockedLicense,
  run: RunRecord,
): Promise<'more' | 'done' | 'wait'> {
  if (run.state === 'queued' && (await goesBehind(tx, run))) return 'wait';
  const grants = await grantsOfRun(tx, license, run);
  const undone = await undoneBy(tx, run);
  const failure =
    grants !== null && !can(grants, neededRight[run.kind])
      ? 'right_ended'
      : !phaseFits(license.phase, run.kind, undone?.kind ?? null)
        ? 'license_not_active'
        : null;
  if (failure !== null) {
    await endRun(tx, license, run, { step: 'cancel', failure, actor: jobItself });
    return 'done';
  }
  const next = await nextBatch(tx, run);
  if (next === undefined) {
    await endRun(tx, license, begun(run), { step: 'finish', failure: null, actor: actorOf(run) });
    if (run.kind === 'sync') await noteGoodSync(tx, license, run);
    if (run.kind === 'roster') await noteClassRead(tx, license, run);
    return 'done';
  }
  const free = freeSeats(license.row);
  const applied = await applyBatch(tx, license, {
    place: license,
    run,
    batchNo: next.batch_no,
    size: next.size,
    reference: next.reference,
    op: next.op,
    addedBy: await addedByRun(tx, run),
    undone,
    // What the run holds is free for the run.
    free: {
      staff: free.staff === null ? null : free.staff + run.staff_held,
      student: free.student === null ? null : free.student + run.student_held,
    },
    rules: await readRules(tx, license.districtId, grants ?? noGrants(license)),
  });
  if (run.kind === 'domain_add')
    await noteNotSeated(tx, { place: license, run, batchNo: next.batch_no, reference: next.reference });
  if (run.kind === 'roster') await noteClass(tx, { place: license, run, batchNo: next.batch_no });
  const spent = (pool: SeatPool) => Math.min(applied.summary.claimed[pool], run[`${pool}_held`]);
  await recordChange(tx, license, {
    type: 'run.applied',
    payload: {
      runId: idOf(run),
      batch: next.batch_no,
      changed: applied.changed,
      memberIds: applied.memberIds === null ? null : [...applied.memberIds],
    },
    actor: actorOf(run),
    counts: countChangeOf(applied.summary),
    holds: { staff: -spent('staff'), student: -spent('student') },
    targets: [run.id, ...(applied.memberIds ?? [])],
    details: { run: run.number, kind: run.kind, batch: next.batch_no, outcomes: applied.summary.outcomes },
  });
  await updateRun(tx, run, {
    state: begun(run).state,
    begun_at: run.state === 'queued' ? license.now : run.begun_at,
    done: run.done + next.size,
    outcomes: JSON.stringify(outcomesWith(run, applied.summary)),
    staff_held: run.staff_held - spent('staff'),
    student_held: run.student_held - spent('student'),
  });
  return 'more';
}

/** The licence is as the other system was read: what went wrong before is over. */
async function noteGoodSync(tx: DistrictTx, license: LockedLicense, run: RunRecord): Promise<void> {
  await tx
    .updateTable('connection')
    .set({ last_good_at: license.now, last_problem: null, last_problem_at: null })
    .where((where) =>
      where.and({ district_id: run.district_id, license_id: run.license_id, source: run.source ?? '' }),
    )
    .execute();
}

function begun(run: RunRecord): RunRecord {
  return run.state === 'queued' ? { ...run, state: nextState(run, 'begin') } : run;
}

function outcomesWith(run: RunRecord, summary: BatchSummary): BatchSummary['outcomes'] {
  const sofar = { ...nothingDone, outcomes: run.outcomes as BatchSummary['outcomes'] };
  return addSummaries(sofar, summary).outcomes;
}

/** One run of a licence at a time, in the order in which they were confirmed. */
async function goesBehind(tx: DistrictTx, run: RunRecord): Promise<boolean> {
  const { rows } = await sql`
    select from run o
    where o.district_id = ${run.district_id} and o.license_id = ${run.license_id} and o.id <> ${run.id}
      and (o.state = 'running' or (
        o.state = 'queued' and (o.confirmed_at, o.number) < (${run.confirmed_at}::timestamptz, ${run.number}::int)
      ))
    limit 1
  `.execute(tx);
  return rows.length > 0;
}

async function nextBatch(tx: DistrictTx, run: RunRecord) {
  return tx
    .selectFrom('run_batch')
    .select(['batch_no', 'size', 'reference', 'op'])
    .where((where) => where.and({ district_id: run.district_id, license_id: run.license_id, run_id: run.id }))
    .where('outcomes', 'is', null)
    .orderBy('batch_no')
    .limit(1)
    .executeTakeFirst();
}
