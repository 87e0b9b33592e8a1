import { randomUUID } from 'node:crypto';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, RequestId, RunId } from '@rollcall/core/ids.ts';
import type { RunView, startSelectionInput } from '@rollcall/core/runs/contract.ts';
import { runCanBeUndone, undoDays } from '@rollcall/core/runs/run-kind.ts';
import { runHasEnded } from '@rollcall/core/runs/run-state.ts';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { type LicenseCommandScope, runLicenseCommand } from '../../commands/run-license-command.ts';
import { nextRunNumber } from '../../jobs/next-run-number.ts';
import { enqueueRun } from '../../jobs/run-queue.ts';
import { deletePages } from '../../sync/stored-read.ts';
import { findRun } from '../../views/run-views.ts';
import type { RunRecord } from './batch-context.ts';
import { assertPhaseFits } from './needed-phase.ts';
import { assertFewOpen, endRun, idOf, lockRun, nextState, updateRun } from './run-record.ts';

export interface OneRun {
  readonly licenseId: LicenseId;
  readonly runId: RunId;
  readonly requestId: RequestId;
}

/** Begins a change of the selected people: it is planned, and nothing happens until somebody confirms it. */
export async function startSelection(
  app: AppContext,
  who: SignedIn,
  input: z.infer<typeof startSelectionInput>,
): Promise<RunView> {
  const { licenseId, requestId, ...body } = input;
  if (input.verb === 'change_type' && input.userType === null)
    throw new DomainError('RUN_NOT_POSSIBLE', { reason: 'no_user_type' });
  const command = { licenseId, action: 'run.control', requestId, body } as const;
  return runLicenseCommand<RunView>(app, who, command, async (scope) => {
    assertPhaseFits(scope.license.phase, input.verb);
    return insertRun(scope, who, {
      kind: input.verb,
      selection: JSON.stringify(input.selection),
      user_type: input.verb === 'change_type' ? input.userType : null,
      undoes: null,
    });
  });
}

/** Begins the undo of a run that has ended: a run of its own, with a plan of its own (SPEC RUN-7). */
export async function startUndo(app: AppContext, who: SignedIn, input: OneRun): Promise<RunView> {
  return changeRun(app, who, input, 'undo', async (scope, run) => {
    const { license } = scope;
    if (!runHasEnded[run.state]) throw new DomainError('WRONG_RUN_STATE', { state: run.state });
    const other = await scope.tx
      .selectFrom('run')
      .select('id')
      .where((where) =>
        where.and({ district_id: license.districtId, license_id: license.id, undoes: run.id }),
      )
      .where('state', 'not in', ['discarded', 'failed', 'cancelled'])
      .executeTakeFirst();
    // Rows are also counted while a plan is made: what nobody confirmed has done nothing.
    const didNothing = run.confirmed_at === null || run.done === 0;
    if (!runCanBeUndone[run.kind] || other !== undefined || didNothing)
      throw new DomainError('RUN_NOT_POSSIBLE', { reason: 'cannot_be_undone' });
    const endedAt = run.ended_at ?? license.now;
    if (license.now.getTime() - endedAt.getTime() > undoDays * 86_400_000)
      throw new DomainError('RUN_NOT_POSSIBLE', { reason: 'too_late' });
    assertPhaseFits(license.phase, 'undo', run.kind);
    return insertRun(scope, who, { kind: 'undo', selection: null, user_type: null, undoes: run.id });
  });
}

/** Throws away what nobody has confirmed. Nothing has happened, and nothing will. */
export async function discardRun(app: AppContext, who: SignedIn, input: OneRun): Promise<RunView> {
  return changeRun(app, who, input, 'discard', async (scope, run) => {
    await updateRun(scope.tx, run, {
      state: nextState(run, 'discard'),
      ended_at: scope.license.now,
      lease_until: null,
      fence: run.fence + 1,
    });
    if (run.kind === 'sync')
      await deletePages(scope.tx, {
        districtId: scope.license.districtId,
        licenseId: scope.license.id,
        runId: idOf(run),
      });
    return viewOf(scope, idOf(run));
  });
}

/** Stops a confirmed run between two portions: what is done stays done, and the seats it still holds come free. */
export async function cancelRun(app: AppContext, who: SignedIn, input: OneRun): Promise<RunView> {
  return changeRun(app, who, input, 'cancel', async (scope, run) => {
    await endRun(scope.tx, scope.license, run, { step: 'cancel', failure: null, actor: scope.actor });
    return viewOf(scope, idOf(run));
  });
}

/** Works the plan out anew, with the world as it is. */
export async function replanRun(app: AppContext, who: SignedIn, input: OneRun): Promise<RunView> {
  return changeRun(app, who, input, 'replan', async (scope, run) => {
    await updateRun(scope.tx, run, {
      state: nextState(run, 'replan'),
      plan: null,
      plan_seq: null,
      planned_at: null,
    });
    await enqueueRun(scope.tx, idOf(run));
    return viewOf(scope, idOf(run));
  });
}

async function changeRun(
  app: AppContext,
  who: SignedIn,
  input: OneRun,
  step: string,
  change: (scope: LicenseCommandScope, run: RunRecord) => Promise<RunView>,
): Promise<RunView> {
  const { licenseId, requestId, runId } = input;
  const command = { licenseId, action: 'run.control', requestId, body: { runId, step } } as const;
  return runLicenseCommand<RunView>(app, who, command, async (scope) =>
    change(
      scope,
      await lockRun(scope.tx, { districtId: scope.license.districtId, licenseId }, runId, 'soon'),
    ),
  );
}

/** Writes down a run that is to be planned, and queues that. Under the licence's lock. */
export async function insertRun(
  scope: LicenseCommandScope,
  who: SignedIn,
  run: Pick<RunRecord, 'kind' | 'undoes' | 'user_type'> & { readonly selection: string | null },
): Promise<RunView> {
  const { tx, license, actorName } = scope;
  await assertFewOpen(tx, license);
  const id = randomUUID() as RunId;
  await tx
    .insertInto('run')
    .values({
      ...run,
      id,
      district_id: license.districtId,
      license_id: license.id,
      number: await nextRunNumber(tx, license),
      state: 'planning',
      actor_person_id: who.personId,
      actor_session_id: who.sessionId,
      started_by: actorName,
    })
    .execute();
  await enqueueRun(scope.tx, id);
  return viewOf(scope, id);
}

async function viewOf({ tx, license }: LicenseCommandScope, id: RunId): Promise<RunView> {
  const view = await findRun(tx, { districtId: license.districtId, licenseId: license.id }, id);
  if (view === undefined) throw new Error('A run has gone under its licence’s lock');
  return view;
}
