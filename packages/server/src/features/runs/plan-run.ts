import { poolUsage } from '@rollcall/core/licenses/pools.ts';
import type { RunPlan } from '@rollcall/core/runs/contract.ts';
import { planDigest } from '@rollcall/core/runs/plan-digest.ts';
import { type Selectable, sql } from 'kysely';
import type { License } from '../../db/schema.gen.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { countsOf, heldOf } from '../../license-row/seat-counts.ts';
import { readRules } from '../../membership/addition-rules.ts';
import type { SeenPlace } from '../../membership/change-query.ts';
import type { RunRecord } from './batch-context.ts';
import { addSummaries, type BatchSummary, batchSummary, countsAfter, nothingDone } from './batch-summary.ts';
import { planBatch } from './plan-batch.ts';
import { addedByRun, freeInPlan, grantsOfRun, noGrants, setsOff } from './run-answers.ts';
import { getRun, idOf, nextState, type RunChanges, updateRun } from './run-record.ts';

/** A licence as it is read for a plan, with or without its lock. */
type SeenLicense = SeenPlace & { readonly row: Selectable<License> };

/** The licence of a run as it is at this moment. */
export async function seeLicense(tx: DistrictTx, place: LicensePlace): Promise<SeenLicense> {
  const row = await tx
    .selectFrom('license')
    .selectAll()
    .select(sql<Date>`now()`.as('now'))
    .where((where) => where.and({ district_id: place.districtId, id: place.licenseId }))
    .executeTakeFirstOrThrow();
  return { districtId: place.districtId, id: place.licenseId, now: row.now, row };
}

/** Forgets what was planned, and begins anew at the licence's present number. */
export async function beginPlan(
  tx: DistrictTx,
  license: SeenLicense,
  run: RunRecord,
  more: RunChanges,
): Promise<void> {
  await forgetPlan(tx, run);
  await updateRun(tx, run, { ...more, plan_seq: license.row.seq, done: 0, begun_at: license.now });
}

async function forgetPlan(tx: DistrictTx, run: RunRecord): Promise<void> {
  await tx
    .updateTable('run_batch')
    .set({ planned: null, planned_counts: null })
    .where((where) => where.and({ district_id: run.district_id, license_id: run.license_id, run_id: run.id }))
    .where('planned', 'is not', null)
    .execute();
}

/** Plans the run's next portion and says how far it is. False when all of them are planned. */
export async function planNextBatch(
  tx: DistrictTx,
  license: SeenLicense,
  run: RunRecord,
  more: RunChanges,
): Promise<boolean> {
  const planned = await planNextPortion(tx, license, run);
  if (planned > 0) await updateRun(tx, run, { ...more, done: run.done + planned });
  return planned > 0;
}

/** The rows that were planned; 0 when all portions are. */
async function planNextPortion(tx: DistrictTx, license: SeenLicense, run: RunRecord): Promise<number> {
  const next = await tx
    .selectFrom('run_batch')
    .select(['batch_no', 'size', 'reference', 'op'])
    .where((where) => where.and({ district_id: run.district_id, license_id: run.license_id, run_id: run.id }))
    .where('planned', 'is', null)
    .orderBy('batch_no')
    .limit(1)
    .executeTakeFirst();
  if (next === undefined) return 0;
  const before = await plannedSoFar(tx, run);
  const undone = await undoneBy(tx, run);
  const grants = (await grantsOfRun(tx, license, run)) ?? noGrants(license);
  await planBatch(tx, {
    place: license,
    run,
    batchNo: next.batch_no,
    size: next.size,
    reference: next.reference,
    op: next.op,
    addedBy: await addedByRun(tx, run),
    undone,
    free: freeInPlan(license.row, before, setsOff(run, undone)),
    rules: await readRules(tx, license.districtId, grants),
  });
  return next.size;
}

/** Puts the planned portions together: the run then waits for somebody to confirm it. */
export async function finishPlan(
  tx: DistrictTx,
  license: SeenLicense,
  run: RunRecord,
  more: RunChanges,
): Promise<void> {
  const summary = await plannedSoFar(tx, run);
  const counts = countsAfter(countsOf(license.row), summary);
  const held = heldOf(license.row);
  const plan: RunPlan = {
    outcomes: summary.outcomes,
    countsAfter: counts,
    seatsAfter: {
      staff: poolUsage('staff', license.row.staff_seats, counts, held),
      student: poolUsage('student', license.row.student_seats, counts, held),
    },
    digest: planDigest(summary.outcomes, summary.claimed),
    plannedAt: license.now.toISOString(),
  };
  const state = run.state === 'planned' ? 'planned' : nextState(run, 'plan');
  await updateRun(tx, run, {
    ...more,
    state,
    plan: JSON.stringify(plan),
    planned_at: license.now,
    done: 0,
  });
}

/**
 * Plans the whole run in one transaction, which holds the run's row (`lockRun`): for a plan that has to be compared with
 * the world as it is now. Without the licence's lock the world may go on meanwhile; `plan_seq` tells. The run is written
 * once, at the end: a second time, the database would ask for the licence's row to check the key, and whoever has that
 * may be waiting for this run.
 */
export async function planAgain(
  tx: DistrictTx,
  license: SeenLicense,
  run: RunRecord,
  answerable: Pick<RunRecord, 'actor_person_id' | 'actor_session_id' | 'started_by'>,
): Promise<RunRecord> {
  const place = { districtId: license.districtId, licenseId: license.id };
  const theirs = { ...run, ...answerable };
  await forgetPlan(tx, theirs);
  while ((await planNextPortion(tx, license, theirs)) > 0) {
    // Each portion takes from the seats that the ones before it left.
  }
  await finishPlan(tx, license, theirs, { ...answerable, plan_seq: license.row.seq, begun_at: license.now });
  return getRun(tx, place, idOf(run));
}

/** What all portions that are planned would do together. */
export async function plannedSoFar(tx: DistrictTx, run: RunRecord): Promise<BatchSummary> {
  const portions = await tx
    .selectFrom('run_batch')
    .select('planned_counts')
    .where((where) => where.and({ district_id: run.district_id, license_id: run.license_id, run_id: run.id }))
    .where('planned_counts', 'is not', null)
    .execute();
  return portions
    .map(({ planned_counts: counts }) => batchSummary.parse(counts))
    .reduce(addSummaries, nothingDone);
}

/** The run that this one undoes. */
export async function undoneBy(tx: DistrictTx, run: RunRecord): Promise<RunRecord | null> {
  const { undoes } = run;
  if (undoes === null) return null;
  const undone = await tx
    .selectFrom('run')
    .selectAll()
    .where((where) => where.and({ district_id: run.district_id, license_id: run.license_id, id: undoes }))
    .executeTakeFirst();
  return undone ?? null;
}
