import { allowAgainInput, exclusionListInput, exclusionPage } from '@rollcall/core/sync/contract.ts';
import { z } from 'zod';
import { adminProcedure, router } from '../../trpc.ts';
import { allowAgain } from './allow-again.ts';
import { listExclusions } from './list-exclusions.ts';

export const exclusionRouter = router({
  list: adminProcedure
    .input(exclusionListInput)
    .output(exclusionPage)
    .query(({ ctx, input }) => listExclusions(ctx.app, ctx.who, input)),

  allowAgain: adminProcedure
    .input(allowAgainInput)
    .output(z.strictObject({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => allowAgain(ctx.app, ctx.who, input)),
});
