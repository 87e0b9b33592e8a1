import { emailInput } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { sessionId } from '@rollcall/core/ids.ts';
import { z } from 'zod';
import { issueCode, redeemCode } from '../../identity/codes.ts';
import { linkAddress } from '../../identity/link-address.ts';
import { networkOf } from '../../throttle.ts';
import { personProcedure, publicProcedure, type RequestContext, router } from '../../trpc.ts';
import { readAccount } from './read-account.ts';
import { sendCode } from './send-code.ts';
import { signInWithCode } from './sign-in-with-code.ts';

const codeInput = z.string().regex(/^\d{6}$/, 'six_digits');
/** `demoCode` is the code itself, where no mail leaves the house: the demo shows it on the page. */
const codeSent = z.strictObject({ demoCode: z.string().nullable() });

const accountView = z.strictObject({
  personId: z.uuid(),
  sessionId: z.uuid(),
  name: z.string(),
  emails: z.array(z.string()),
  /** True when the person manages at least one licence. */
  isAdmin: z.boolean(),
});

/** Tries a code; wrong ones count against the network they come from, over all mailboxes. */
function tryCode<Result>(
  { app, remoteAddress }: RequestContext,
  attempt: () => Promise<Result>,
): Promise<Result> {
  return app.throttles.countMisses(
    'codeMissesPerNetwork',
    networkOf(remoteAddress),
    'CODE_NOT_ACCEPTED',
    attempt,
  );
}

export const accountRouter = router({
  /** Who is signed in; null if nobody is. */
  me: publicProcedure
    .output(accountView.nullable())
    .query(({ ctx }) => (ctx.who === null ? null : readAccount(ctx.app, ctx.who))),

  requestCode: publicProcedure
    .input(z.strictObject({ email: emailInput }))
    .output(codeSent)
    .mutation(async ({ ctx, input }) => {
      await ctx.app.throttles.take('codePerNetwork', networkOf(ctx.remoteAddress));
      await ctx.app.throttles.take('codePerMailbox', input.email.email);
      const code = await issueCode(ctx.app.db, ctx.app.env, input.email.email, 'sign_in', null);
      return sendCode(ctx.app, input.email.email, code);
    }),

  signIn: publicProcedure
    .input(z.strictObject({ email: emailInput, code: codeInput }))
    .output(z.strictObject({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      const token = await tryCode(ctx, () => signInWithCode(ctx.app, input.email, input.code, ctx.userAgent));
      if (ctx.token !== null) await ctx.app.sessions.end(ctx.token);
      ctx.setSessionCookie(token);
      return { ok: true };
    }),

  signOut: personProcedure.output(z.strictObject({ ok: z.literal(true) })).mutation(async ({ ctx }) => {
    if (ctx.token !== null) await ctx.app.sessions.end(ctx.token);
    ctx.app.live.sessionEnded(ctx.who.sessionId);
    ctx.setSessionCookie('');
    return { ok: true };
  }),

  sessions: personProcedure
    .output(
      z.array(
        z.strictObject({
          id: sessionId,
          userAgent: z.string(),
          signedInAt: z.iso.datetime(),
          seenAt: z.iso.datetime(),
          current: z.boolean(),
        }),
      ),
    )
    .query(async ({ ctx }) => {
      const rows = await ctx.app.sessions.list(ctx.who.personId);
      return rows.map((row) => ({
        id: row.id,
        userAgent: row.userAgent,
        signedInAt: row.signedInAt.toISOString(),
        seenAt: row.seenAt.toISOString(),
        current: row.id === ctx.who.sessionId,
      }));
    }),

  endSession: personProcedure
    .input(z.strictObject({ sessionId }))
    .output(z.strictObject({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      const ended = await ctx.app.sessions.endById(ctx.who.personId, input.sessionId);
      if (!ended) throw new DomainError('NOT_FOUND', { noun: 'session' });
      ctx.app.live.sessionEnded(input.sessionId);
      return { ok: true };
    }),

  requestAddressCode: personProcedure
    .input(z.strictObject({ email: emailInput }))
    .output(codeSent)
    .mutation(async ({ ctx, input }) => {
      await ctx.app.throttles.take('codePerNetwork', networkOf(ctx.remoteAddress));
      await ctx.app.throttles.take('codePerMailbox', input.email.email);
      const code = await issueCode(
        ctx.app.db,
        ctx.app.env,
        input.email.email,
        'add_address',
        ctx.who.personId,
      );
      return sendCode(ctx.app, input.email.email, code);
    }),

  addAddress: personProcedure
    .input(z.strictObject({ email: emailInput, code: codeInput }))
    .output(z.strictObject({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      const { email, shown } = input.email;
      const { db, env } = ctx.app;
      await tryCode(ctx, () => redeemCode(db, env, email, 'add_address', ctx.who.personId, input.code));
      await linkAddress(ctx.app, ctx.who.personId, email, shown);
      return { ok: true };
    }),
});
