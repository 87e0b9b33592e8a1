import { requestId } from '@rollcall/core/ids.ts';
import { z } from 'zod';
import { personProcedure, router } from '../../trpc.ts';
import { redeemLicenseKey } from './redeem-license-key.ts';

export const licenseKeyRouter = router({
  redeem: personProcedure
    .input(z.strictObject({ key: z.string().max(100), requestId }))
    .output(
      z.strictObject({ outcome: z.enum(['added', 'converted', 'already_member']), licenseName: z.string() }),
    )
    .mutation(({ ctx, input }) =>
      redeemLicenseKey(ctx.app, ctx.who, { ...input, address: ctx.remoteAddress }),
    ),
});
