import { licenseId, requestId } from '@rollcall/core/ids.ts';
import { historyInput, licenseHistory } from '@rollcall/core/licenses/history.ts';
import { licenseView } from '@rollcall/core/licenses/license.ts';
import { userType } from '@rollcall/core/licenses/seats.ts';
import { z } from 'zod';
import { adminProcedure, router } from '../../trpc.ts';
import { readLicenseKey, rotateLicenseKey, setLicenseKey } from './change-license-key.ts';
import { licensePage } from './license-page.ts';
import { readLicenseHistory } from './read-history.ts';
import { listOwnLicenses, readLicensePage } from './read-licenses.ts';

const done = z.strictObject({ ok: z.literal(true) });

export const licenseRouter = router({
  /** All licences that the person manages, over all districts. */
  list: adminProcedure.output(z.array(licenseView)).query(({ ctx }) => listOwnLicenses(ctx.app, ctx.who)),

  get: adminProcedure
    .input(z.strictObject({ licenseId }))
    .output(licensePage)
    .query(({ ctx, input }) => readLicensePage(ctx.app, ctx.who, input.licenseId)),

  /** How the licence stood at the end of each of the last days. */
  history: adminProcedure
    .input(historyInput)
    .output(licenseHistory)
    .query(({ ctx, input }) => readLicenseHistory(ctx.app, ctx.who, input)),

  /** The key, spelled out. A mutation by nature of the answer: it is never in a URL, a cache or a prefetch. */
  readKey: adminProcedure
    .input(z.strictObject({ licenseId }))
    .output(z.strictObject({ key: z.string().nullable() }))
    .mutation(async ({ ctx, input }) => ({ key: await readLicenseKey(ctx.app, ctx.who, input.licenseId) })),

  rotateKey: adminProcedure
    .input(z.strictObject({ licenseId, requestId }))
    .output(done)
    .mutation(({ ctx, input }) => rotateLicenseKey(ctx.app, ctx.who, input)),

  setKey: adminProcedure
    .input(z.strictObject({ licenseId, requestId, enabled: z.boolean(), userType }))
    .output(done)
    .mutation(({ ctx, input }) => setLicenseKey(ctx.app, ctx.who, input)),
});
