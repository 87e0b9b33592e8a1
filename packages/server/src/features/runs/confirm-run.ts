import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, RequestId, RunId } from '@rollcall/core/ids.ts';
import type { ConfirmRunResult, RunPlan, RunView } from '@rollcall/core/runs/contract.ts';
import { runMayKeepOut } from '@rollcall/core/runs/run-kind.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import {
  districtOfGrant,
  type LicenseCommandScope,
  runLicenseCommand,
} from '../../commands/run-license-command.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { findRun } from '../../views/run-views.ts';
import type { RunRecord } from './batch-context.ts';
import { chooseDomains } from './choose-domains.ts';
import { holdSeats } from './hold-seats.ts';
import { assertPhaseFits } from './needed-phase.ts';
import { planAgain, seeLicense, undoneBy } from './plan-run.ts';
import { idOf, lockRun, nextState, RunIsHeld, updateRun } from './run-record.ts';
import { savedWith } from './save-sync.ts';
import { assertMayConfirm } from './sync-begin.ts';

export interface ConfirmRun {
  readonly licenseId: LicenseId;
  readonly runId: RunId;
  readonly digest: string;
  /** Whether a removal keeps its people out as well. */
  readonly keepsOut: boolean;
  readonly requestId: RequestId;
}

/** A plan that is older is made anew before it is confirmed, whatever the licence's number says. In ms. */
const planFreshMs = 5 * 60_000;
/** How often the plan is made anew beside the licence's lock before it is made under it. */
const attemptsBeside = 3;

/**
 * Confirms a plan (SPEC PLAN-2): the plan on the admin's screen is compared with what would happen now, and the seats
 * that it claims are held, in one transaction under the licence's lock. Where the world has moved since the plan was
 * made, it is made anew first, beside the lock, so that a million rows keep nobody waiting; only a licence that never
 * stands still is planned under it. A plan with another digest changes nothing and is the answer.
 */
export async function confirmRun(
  app: AppContext,
  who: SignedIn,
  input: ConfirmRun,
): Promise<ConfirmRunResult> {
  for (let attempt = 0; ; attempt += 1) {
    const mayPlanHere = attempt >= attemptsBeside;
    try {
      return await confirmOnce(app, who, input, mayPlanHere);
    } catch (error) {
      if (!(error instanceof PlanIsOld) && !(error instanceof RunIsHeld)) throw error;
      await planBeside(app, who, input);
    }
  }
}

/** Thrown out of the transaction, so that nothing of the attempt is kept: neither a change nor a first result. */
class PlanIsOld extends Error {
  override readonly name = 'PlanIsOld';
}

async function confirmOnce(
  app: AppContext,
  who: SignedIn,
  input: ConfirmRun,
  mayPlanHere: boolean,
): Promise<ConfirmRunResult> {
  const { licenseId, requestId, ...body } = input;
  const command = {
    licenseId,
    action: 'run.control',
    requestId,
    body: { ...body, step: 'confirm' },
  } as const;
  return runLicenseCommand<ConfirmRunResult>(app, who, command, async (scope) => {
    const { tx, license } = scope;
    const place = { districtId: license.districtId, licenseId };
    // Whoever plans it anew holds it, perhaps for long: nobody waits for that with the licence's lock in hand.
    let run = await lockRun(tx, place, input.runId, 'soon');
    nextState(run, 'confirm');
    await assertMayConfirm(tx, license, run);
    const undone = await undoneBy(tx, run);
    if (input.keepsOut && !runMayKeepOut[run.kind])
      throw new DomainError('RUN_NOT_POSSIBLE', { reason: 'keeps_nobody_out' });
    assertPhaseFits(license.phase, run.kind, undone?.kind ?? null);
    if (digestOf(run) !== input.digest) return { kind: 'plan_changed', run: await viewOf(scope, place, run) };
    const isTheirs = run.actor_person_id === who.personId;
    if (run.plan_seq !== license.row.seq || !isTheirs || isOfAnotherWorld(license, run)) {
      if (!mayPlanHere) throw new PlanIsOld();
      run = await planAgain(tx, license, run, answerableOf(scope, who));
      if (digestOf(run) !== input.digest)
        return { kind: 'plan_changed', run: await viewOf(scope, place, run) };
    }
    if (input.keepsOut) {
      await updateRun(tx, run, { keeps_out: true });
      run = { ...run, keeps_out: true };
    }
    await holdSeats(tx, await savedWith(tx, license, { run, undone }, scope.actor), run, scope.actor);
    await chooseDomains(scope, run, undone);
    return { kind: 'confirmed', run: await viewOf(scope, place, run) };
  });
}

/** What depends on the clock, and on rules that take no number of the licence, is not told by that number. */
function isOfAnotherWorld(
  { now }: LicenseCommandScope['license'],
  { planned_at: plannedAt }: RunRecord,
): boolean {
  return plannedAt === null || now.getTime() - plannedAt.getTime() > planFreshMs;
}

/** Whoever confirms is answerable, by their own rights: what they add is invited or at once as they may. */
function answerableOf({ actorName }: Pick<LicenseCommandScope, 'actorName'>, who: SignedIn) {
  return {
    actor_person_id: who.personId,
    actor_session_id: who.sessionId,
    started_by: actorName,
  };
}

async function planBeside(app: AppContext, who: SignedIn, input: ConfirmRun): Promise<void> {
  const districtId = await districtOfGrant(app, who, input.licenseId);
  const place = { districtId, licenseId: input.licenseId };
  await app.bulk.withTx({ district: districtId }, async (tx) => {
    const license = await seeLicense(tx, place);
    const run = await lockRun(tx, place, input.runId, 'when free');
    if (run.state !== 'planned') return;
    await planAgain(tx, license, run, answerableOf({ actorName: who.name }, who));
  });
}

function digestOf(run: RunRecord): string | null {
  return (run.plan as RunPlan | null)?.digest ?? null;
}

async function viewOf({ tx }: LicenseCommandScope, place: LicensePlace, run: RunRecord): Promise<RunView> {
  const view = await findRun(tx, place, idOf(run));
  if (view === undefined) throw new Error('A run has gone under its licence’s lock');
  return view;
}
