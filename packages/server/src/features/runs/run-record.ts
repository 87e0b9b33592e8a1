import { setTimeout } from 'node:timers/promises';
import type { Actor } from '@rollcall/core/access/actor.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, PersonId, RunId, SessionId } from '@rollcall/core/ids.ts';
import { type RunEvent, type RunState, runTransitions } from '@rollcall/core/runs/run-state.ts';
import type { UpdateObject } from 'kysely';
import type { DB } from '../../db/schema.gen.ts';
import type { DistrictTx, SystemTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import { enqueueRun } from '../../jobs/run-queue.ts';
import type { LicensePlace, LockedLicense } from '../../license-row/lock-license.ts';
import type { RunRecord } from './batch-context.ts';

/** A run of the licence as it is stored. NOT_FOUND when there is none: not visible and not there are the same. */
export async function getRun(tx: DistrictTx | SystemTx, place: LicensePlace, id: RunId): Promise<RunRecord> {
  const run = await tx
    .selectFrom('run')
    .selectAll()
    .where((where) => where.and({ district_id: place.districtId, license_id: place.licenseId, id }))
    .executeTakeFirst();
  if (run === undefined) throw new DomainError('NOT_FOUND', { noun: 'run' });
  return run;
}

/** Somebody holds the run for longer than a command waits: they are planning it anew. */
export class RunIsHeld extends DomainError<'UNAVAILABLE'> {
  constructor() {
    super('UNAVAILABLE', {});
  }
}

/** How often, and after which pauses, a command asks for a run that is held. The worker holds it for moments. In ms. */
const asks = 40;
const askAgainMs = 25;

/**
 * The same, held until the commit. For whoever goes by what stands in the run while somebody else may write it without
 * the licence's lock: a plan that is made anew. The order is licence, then run. Whoever has the licence's lock asks for
 * it `soon`, and fails with RunIsHeld where it takes longer: a plan of many people would keep the whole licence waiting.
 */
export async function lockRun(
  tx: DistrictTx,
  place: LicensePlace,
  id: RunId,
  when: 'soon' | 'when free',
): Promise<RunRecord> {
  for (let ask = 1; ask <= asks; ask += 1) {
    const held = await tx
      .selectFrom('run')
      .select('id')
      .where((where) => where.and({ district_id: place.districtId, license_id: place.licenseId, id }))
      .forUpdate()
      .$if(when === 'soon', (query) => query.skipLocked())
      .executeTakeFirst();
    const run = await getRun(tx, place, id);
    if (held !== undefined) return run;
    await setTimeout(askAgainMs);
  }
  throw new RunIsHeld();
}

/** Columns of a run to be written, as values or as the database makes them. */
export type RunChanges = UpdateObject<DB, 'run'>;

/** Writes columns of a run that this transaction keeps still: by the licence's lock or the run's own. */
export async function updateRun(
  tx: DistrictTx | SystemTx,
  run: Pick<RunRecord, 'district_id' | 'license_id' | 'id'>,
  changes: RunChanges,
): Promise<void> {
  await tx
    .updateTable('run')
    .set(changes)
    .where((where) => where.and({ district_id: run.district_id, license_id: run.license_id, id: run.id }))
    .execute();
}

/** The state that a step leads to; WRONG_RUN_STATE where the step does not exist. */
export function nextState(run: RunRecord, step: RunEvent): RunState {
  const next = runTransitions[run.state][step];
  if (next === undefined) throw new DomainError('WRONG_RUN_STATE', { state: run.state });
  return next;
}

/** Who is answerable for what the run does: the admin who started it, or who confirmed it instead; else nobody. */
export function actorOf(run: RunRecord): Actor {
  if (run.actor_person_id === null) return { kind: 'system', job: 'sync' };
  return {
    kind: 'person',
    personId: run.actor_person_id as PersonId,
    sessionId: run.actor_session_id as SessionId,
  };
}

/** Who stops a run that may not or cannot go on: nobody whose right has ended acts behind its end (SPEC I12). */
export const jobItself: Actor = { kind: 'system', job: 'run' };

export function idOf(run: RunRecord): RunId {
  return run.id as RunId;
}

/**
 * Ends a confirmed run under the licence's lock: the seats that it still holds come free, and the next run of the
 * licence has its turn. Whoever had the run in hand can write nothing more for it.
 */
export async function endRun(
  tx: DistrictTx,
  license: LockedLicense,
  run: RunRecord,
  end: { readonly step: 'finish' | 'cancel'; readonly failure: RunRecord['failure']; readonly actor: Actor },
): Promise<void> {
  const state = nextState(run, end.step);
  await recordChange(tx, license, {
    type: 'run.ended',
    payload: { runId: idOf(run) },
    actor: end.actor,
    holds: { staff: -run.staff_held, student: -run.student_held },
    targets: [run.id],
    details: {
      run: run.number,
      kind: run.kind,
      state,
      failure: end.failure,
      outcomes: run.outcomes,
      done: run.done,
    },
  });
  await updateRun(tx, run, {
    state,
    failure: end.failure,
    ended_at: license.now,
    staff_held: 0,
    student_held: 0,
    ...(end.step === 'cancel' ? { lease_until: null, fence: run.fence + 1 } : {}),
  });
  await enqueueNext(tx, { districtId: license.districtId, licenseId: license.id });
}

async function enqueueNext(tx: DistrictTx, place: LicensePlace): Promise<void> {
  const next = await tx
    .selectFrom('run')
    .select('id')
    .where((where) =>
      where.and({ district_id: place.districtId, license_id: place.licenseId, state: 'queued' }),
    )
    .orderBy('confirmed_at')
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  if (next !== undefined) await enqueueRun(tx, next.id as RunId);
}

/** Runs of a licence that nobody has confirmed yet, at most. */
const openLimit = 20;

/** Throws RUN_NOT_POSSIBLE where too many wait for somebody already: each keeps its rows. Under the licence's lock. */
export async function assertFewOpen(
  tx: DistrictTx,
  place: { districtId: string; id: LicenseId },
): Promise<void> {
  const { open } = await tx
    .selectFrom('run')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where((where) => where.and({ district_id: place.districtId, license_id: place.id }))
    .where('state', 'in', ['reading', 'planning', 'planned'])
    .executeTakeFirstOrThrow();
  if (open >= openLimit) throw new DomainError('RUN_NOT_POSSIBLE', { reason: 'too_many_open' });
}
