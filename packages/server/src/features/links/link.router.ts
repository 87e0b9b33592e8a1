import { licenseId, requestId } from '@rollcall/core/ids.ts';
import {
  changeLinkInput,
  joinByLinkInput,
  joinedByLink,
  linkLook,
  linkView,
  lookInput,
} from '@rollcall/core/links/contract.ts';
import { z } from 'zod';
import { adminProcedure, personProcedure, router } from '../../trpc.ts';
import { changeLink, rotateLink } from './change-link.ts';
import { joinByLink } from './join-by-link.ts';
import { lookAtLink } from './look-at-link.ts';
import { readLink, readLinkCode } from './read-link.ts';
import { urlOfLink } from './url-of-link.ts';

const done = z.strictObject({ ok: z.literal(true) });

export const linkRouter = router({
  get: adminProcedure
    .input(z.strictObject({ licenseId }))
    .output(linkView)
    .query(({ ctx, input }) => readLink(ctx.app, ctx.who, input.licenseId)),

  /** The code, spelled out. A mutation by nature of the answer: it is never in a cache or a prefetch. */
  readCode: adminProcedure
    .input(z.strictObject({ licenseId }))
    .output(z.strictObject({ code: z.string(), url: z.string() }).nullable())
    .mutation(async ({ ctx, input }) => {
      const code = await readLinkCode(ctx.app, ctx.who, input.licenseId);
      return code === null ? null : { code, url: urlOfLink(ctx, code) };
    }),

  change: adminProcedure
    .input(changeLinkInput)
    .output(done)
    .mutation(({ ctx, input }) => changeLink(ctx.app, ctx.who, input)),

  rotate: adminProcedure
    .input(z.strictObject({ licenseId, requestId }))
    .output(done)
    .mutation(({ ctx, input }) => rotateLink(ctx.app, ctx.who, input)),

  /** What a link leads to, for whoever opened it. */
  look: personProcedure
    .input(lookInput)
    .output(linkLook)
    .query(({ ctx, input }) => lookAtLink(ctx.app, ctx.who, { ...input, address: ctx.remoteAddress })),

  join: personProcedure
    .input(joinByLinkInput)
    .output(joinedByLink)
    .mutation(({ ctx, input }) => joinByLink(ctx.app, ctx.who, { ...input, address: ctx.remoteAddress })),
});
