import { emailInput } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import {
  beginSignInInput,
  beginSignInResult,
  identityCodeSent,
  signInOptions,
} from '@rollcall/core/identity/sign-in.ts';
import { sessionId } from '@rollcall/core/ids.ts';
import { z } from 'zod';
import { issueCode, redeemCode } from '../../identity/codes.ts';
import { linkAddress } from '../../identity/link-address.ts';
import { networkOf } from '../../throttle.ts';
import { personProcedure, publicProcedure, type RequestContext, router } from '../../trpc.ts';
import { proveIdentity, sendIdentityCode } from './prove-identity.ts';
import { readAccount } from './read-account.ts';
import { sendCode } from './send-code.ts';
import { signInWithCode } from './sign-in-with-code.ts';
import { beginSignIn } from './sign-in-with-issuer.ts';

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
  /** What a course launched, in a session that began so; the title is empty when it is gone. */
  launch: z.strictObject({ assignmentTitle: z.string(), courseTitle: z.string().nullable() }).nullable(),
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
      const code = await issueCode(ctx.app.db, ctx.app.env, input.email.email, {
        purpose: 'sign_in',
        person: null,
      });
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

  /** Issuers to sign in with; none where none is set up. */
  signInOptions: publicProcedure
    .output(signInOptions)
    .query(({ ctx }) => ({ issuers: ctx.app.issuers.all.map(({ key, label }) => ({ key, label })) })),

  beginSignIn: publicProcedure
    .input(beginSignInInput)
    .output(beginSignInResult)
    .mutation(({ ctx, input }) => beginSignIn(ctx, input)),

  /** Sends a code to the address that the identity brought with which this browser has just signed in elsewhere. */
  sendIdentityCode: publicProcedure.output(identityCodeSent).mutation(({ ctx }) => sendIdentityCode(ctx)),

  /** The code is entered: the identity is the account's from now on, and signs in. */
  proveIdentity: publicProcedure
    .input(z.strictObject({ code: codeInput }))
    .output(z.strictObject({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      const token = await tryCode(ctx, () => proveIdentity(ctx, input.code));
      if (ctx.token !== null) await ctx.app.sessions.end(ctx.token);
      ctx.setSessionCookie(token);
      ctx.kept.keep('identity', '', 0);
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
      const code = await issueCode(ctx.app.db, ctx.app.env, input.email.email, {
        purpose: 'add_address',
        person: ctx.who.personId,
      });
      return sendCode(ctx.app, input.email.email, code);
    }),

  addAddress: personProcedure
    .input(z.strictObject({ email: emailInput, code: codeInput }))
    .output(z.strictObject({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      const { email, shown } = input.email;
      const { db, env } = ctx.app;
      await tryCode(ctx, () =>
        redeemCode(db, env, email, { purpose: 'add_address', person: ctx.who.personId }, input.code),
      );
      await linkAddress(ctx.app, ctx.who.personId, email, shown);
      return { ok: true };
    }),
});
