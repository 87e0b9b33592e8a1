import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { DistrictId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import { openUpstream } from '../../connections/access.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { linkLateOwners } from '../../identity/link-address.ts';
import { type HeldRun, heldAnew, holdLease, keepLease } from '../../jobs/run-lease.ts';
import type { RunWork } from '../../jobs/run-work.ts';
import { type LockedLicense, lockLicense } from '../../license-row/lock-license.ts';
import { applyPortion } from './apply-run.ts';
import type { RunRecord } from './batch-context.ts';
import { selectDomainPeople } from './domain-selection.ts';
import { holdSeats } from './hold-seats.ts';
import { phaseFits } from './needed-phase.ts';
import { beginPlan, finishPlan, planNextBatch, seeLicense } from './plan-run.ts';
import { failClass, readClassPortion } from './roster-reading.ts';
import { actorOf, endRun, getRun, jobItself, nextState, updateRun } from './run-record.ts';
import { selectPeople } from './select-people.ts';
import { failReading, syncPace } from './sync-failure.ts';
import { beginDueSyncs } from './sync-nights.ts';
import { readPortion, type SyncSettings } from './sync-reading.ts';

type Next = 'more' | 'done' | 'wait';

/**
 * What the job runner does with runs: reads what they follow, plans them, applies them portion by portion, ends them.
 * Tests put in another system than the real one, and other pauses.
 */
export function createRunWork(
  app: AppContext,
  settings: SyncSettings = { openUpstream, pace: syncPace },
): RunWork {
  return {
    step: async (held, signal) => {
      const run = await app.bulk.withTx({ district: held.districtId }, (tx) => getRun(tx, held, held.runId));
      if (run.state === 'reading' && run.kind === 'sync') return readPortion(app, settings, held, signal);
      if (run.state === 'reading' && run.kind === 'roster')
        return readClassPortion(app, settings.pace, held, signal);
      if (run.state === 'planning') return planPortion(app, held);
      if (run.state !== 'queued' && run.state !== 'running') return 'done';
      const next = await applyNext(app, held);
      app.live.committed(held);
      if (next === 'more') await linkOwnersOfLast(app, held);
      return next;
    },
    giveUp: async (held) => {
      await app.bulk.withTx({ district: held.districtId }, (tx) => giveUp(tx, held));
      app.live.committed(held);
    },
    beginDue: () => beginDueSyncs(app),
  };
}

/** Without the licence's lock: a plan may be overtaken, and says at which number it began. */
async function planPortion(app: AppContext, held: HeldRun): Promise<Next> {
  const next = await app.bulk.withTx({ district: held.districtId }, async (tx) => {
    const license = await seeLicense(tx, held);
    await keepLease(tx, held);
    const run = await getRun(tx, held, held.runId);
    if (run.plan_seq === null) {
      const isSelection = run.kind !== 'sync' && (run.selection !== null || run.undoes !== null);
      const select = () =>
        run.kind === 'domain_add' ? selectDomainPeople(tx, run) : selectPeople(tx, license, run);
      const total = isSelection && run.total === 0 ? await select() : run.total;
      await beginPlan(tx, license, run, { ...heldAnew(), total });
      return 'more';
    }
    if (await planNextBatch(tx, license, run, heldAnew())) return 'more';
    if (begunBySelf(run)) return 'confirm';
    await finishPlan(tx, license, run, heldAnew());
    return 'done';
  });
  return next === 'confirm' ? confirmBySelf(app, held) : next;
}

/** What was chosen and confirmed once: a sync of it, and the class of an assignment. */
function begunBySelf({ kind, selection }: RunRecord): boolean {
  return kind === 'roster' || (kind === 'sync' && selection === null);
}

/** A sync of what was chosen and confirmed once needs nobody's word again. */
async function confirmBySelf(app: AppContext, held: HeldRun): Promise<Next> {
  await app.bulk.withTx({ district: held.districtId }, async (tx) => {
    const license = await lockOf(tx, held);
    await holdLease(tx, held);
    const run = await getRun(tx, held, held.runId);
    if (!phaseFits(license.phase, run.kind, null)) {
      await updateRun(tx, run, {
        state: nextState(run, 'fail'),
        failure: 'license_not_active',
        ended_at: license.now,
      });
      return;
    }
    await finishPlan(tx, await seeLicense(tx, held), run, {});
    await holdSeats(tx, license, await getRun(tx, held, held.runId), actorOf(run));
  });
  app.live.committed(held);
  return 'more';
}

async function applyNext(app: AppContext, held: HeldRun): Promise<Next> {
  return app.bulk.withTx({ district: held.districtId }, async (tx) => {
    const license = await lockOf(tx, held);
    await holdLease(tx, held);
    return applyPortion(tx, license, await getRun(tx, held, held.runId));
  });
}

/** What failed again and again: not begun, it has failed and nothing happened; begun, it stops where it is. */
async function giveUp(tx: DistrictTx, held: HeldRun): Promise<void> {
  const license = await lockOf(tx, held);
  await holdLease(tx, held);
  const run = await getRun(tx, held, held.runId);
  if (run.state === 'reading') {
    await (run.kind === 'roster' ? failClass : failReading)(tx, run, 'internal');
  } else if (run.state === 'planning') {
    await updateRun(tx, run, { state: nextState(run, 'fail'), failure: 'internal', ended_at: license.now });
  } else if (run.state === 'queued' || run.state === 'running') {
    await endRun(tx, license, run, { step: 'cancel', failure: 'internal', actor: jobItself });
  }
}

async function lockOf(tx: DistrictTx, held: HeldRun): Promise<LockedLicense> {
  const license = await lockLicense(tx, held.districtId as DistrictId, held.licenseId);
  if (license === undefined) throw new Error('A run of a licence that is not there');
  return license;
}

/**
 * After the commit: whoever verified an address while the portion added it gets their row. Rows are found by their ids
 * alone, whatever the planner knows of a table that has just grown.
 */
async function linkOwnersOfLast(app: AppContext, held: HeldRun): Promise<void> {
  const late = await app.bulk.withTx({ district: held.districtId }, async (tx) => {
    const { rows } = await sql<{ email: CanonicalEmail }>`
      with last as materialized (
        select b.changed_ids from run_batch b
        where b.district_id = ${held.districtId} and b.license_id = ${held.licenseId} and b.run_id = ${held.runId}
          and b.outcomes is not null
        order by b.seq desc limit 1
      )
      select o.email from find_address_owners(array(
        select m.email from last cross join lateral unnest(last.changed_ids) as changed (id)
        cross join lateral (
          select m.email from member m
          where (m.district_id = ${held.districtId} and m.license_id = ${held.licenseId}) is true
            and m.id = changed.id and m.person_id is null and m.ended_at is null limit 1
        ) m
      )) o
    `.execute(tx);
    return rows.map(({ email }) => email);
  });
  if (late.length > 0) await linkLateOwners(app, late);
}
