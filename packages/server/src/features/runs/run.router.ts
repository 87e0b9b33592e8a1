import type { LicenseAction } from '@rollcall/core/access/actions.ts';
import { can } from '@rollcall/core/access/can.ts';
import { planDomainWideInput } from '@rollcall/core/domains/contract.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import {
  changeRunInput,
  confirmRunInput,
  confirmRunResult,
  oneRunInput,
  runListInput,
  runPage,
  runReturns,
  runRowPage,
  runRowsInput,
  runView,
  startSelectionInput,
} from '@rollcall/core/runs/contract.ts';
import { changeSyncInput, planSyncInput } from '@rollcall/core/sync/contract.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { adminProcedure, router } from '../../trpc.ts';
import { readRunRows } from '../../views/run-rows.ts';
import { findRun, readRuns } from '../../views/run-views.ts';
import { confirmRun } from './confirm-run.ts';
import { cancelRun, discardRun, replanRun, startSelection, startUndo } from './control-run.ts';
import { planDomains } from './plan-domains.ts';
import { readReturns } from './read-returns.ts';
import { getRun } from './run-record.ts';
import { planSync, syncNow } from './sync-begin.ts';

export const runRouter = router({
  list: adminProcedure
    .input(runListInput)
    .output(runPage)
    .query(({ ctx, input }) =>
      reading(ctx.app, ctx.who, input.licenseId, async (tx, place) => {
        const before = input.cursor ?? null;
        const which = before === null ? sql`true` : sql`r.number < ${before}`;
        const runs = await readRuns(tx, place, which, input.limit + 1);
        const page = runs.slice(0, input.limit);
        return { runs: page, nextCursor: runs.length > input.limit ? (page.at(-1)?.number ?? null) : null };
      }),
    ),

  get: adminProcedure
    .input(oneRunInput)
    .output(runView)
    .query(({ ctx, input }) =>
      reading(ctx.app, ctx.who, input.licenseId, async (tx, place) => {
        const run = await findRun(tx, place, input.runId);
        if (run === undefined) throw new DomainError('NOT_FOUND', { noun: 'run' });
        return run;
      }),
    ),

  returns: adminProcedure
    .input(oneRunInput)
    .output(runReturns)
    .query(({ ctx, input }) =>
      reading(ctx.app, ctx.who, input.licenseId, async (tx, place) =>
        readReturns(tx, place, await getRun(tx, place, input.runId)),
      ),
    ),

  rows: adminProcedure
    .input(runRowsInput)
    .output(runRowPage)
    .query(({ ctx, input }) =>
      reading(ctx.app, ctx.who, input.licenseId, async (tx, place) => {
        await getRun(tx, place, input.runId);
        const { runId, which, outcomes, limit } = input;
        const rows = await readRunRows(tx, place, {
          runId,
          which,
          outcomes,
          after: input.cursor ?? 0,
          limit: limit + 1,
        });
        const page = rows.slice(0, limit);
        return { rows: page, nextCursor: rows.length > limit ? (page.at(-1)?.row ?? null) : null };
      }),
    ),

  startSelection: adminProcedure
    .input(startSelectionInput)
    .output(runView)
    .mutation(({ ctx, input }) => startSelection(ctx.app, ctx.who, input)),

  planDomains: adminProcedure
    .input(planDomainWideInput)
    .output(runView)
    .mutation(({ ctx, input }) => planDomains(ctx.app, ctx.who, input)),

  planSync: adminProcedure
    .input(planSyncInput)
    .output(runView)
    .mutation(({ ctx, input }) => planSync(ctx.app, ctx.who, input)),

  syncNow: adminProcedure
    .input(changeSyncInput)
    .output(runView)
    .mutation(({ ctx, input }) => syncNow(ctx.app, ctx.who, input)),

  confirm: adminProcedure
    .input(confirmRunInput)
    .output(confirmRunResult)
    .mutation(({ ctx, input }) => confirmRun(ctx.app, ctx.who, input)),

  discard: adminProcedure
    .input(changeRunInput)
    .output(runView)
    .mutation(({ ctx, input }) => discardRun(ctx.app, ctx.who, input)),

  cancel: adminProcedure
    .input(changeRunInput)
    .output(runView)
    .mutation(({ ctx, input }) => cancelRun(ctx.app, ctx.who, input)),

  replan: adminProcedure
    .input(changeRunInput)
    .output(runView)
    .mutation(({ ctx, input }) => replanRun(ctx.app, ctx.who, input)),

  undo: adminProcedure
    .input(changeRunInput)
    .output(runView)
    .mutation(({ ctx, input }) => startUndo(ctx.app, ctx.who, input)),
});

/** One read of a licence's runs by whoever may; NOT_FOUND for everybody else. */
async function reading<Result>(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
  read: (tx: DistrictTx, place: LicensePlace) => Promise<Result>,
): Promise<Result> {
  const action: LicenseAction = 'run.read';
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    if (!can(await readGrants(tx, who, districtId, licenseId), action))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    return read(tx, { districtId, licenseId });
  });
}
