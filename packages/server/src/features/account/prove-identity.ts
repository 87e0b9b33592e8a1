import { DomainError } from '@rollcall/core/errors.ts';
import { issueCode, redeemCode } from '../../identity/codes.ts';
import { bindingOf, openPendingIdentity, type PendingIdentity } from '../../identity/pending-identity.ts';
import { signInWithIdentity } from '../../identity/sign-in-with-identity.ts';
import { networkOf } from '../../throttle.ts';
import type { RequestContext } from '../../trpc.ts';
import { sendCode } from './send-code.ts';

/** Throws CODE_EXPIRED where this browser has not signed in elsewhere, or too long ago. */
function pendingOf(ctx: RequestContext): PendingIdentity {
  const pending = openPendingIdentity(ctx.app, ctx.kept.read('identity'));
  if (pending === null) throw new DomainError('CODE_EXPIRED', {});
  return pending;
}

const useOf = (pending: PendingIdentity) =>
  ({ purpose: 'link_identity', person: null, binding: bindingOf(pending) }) as const;

/** Sends a code to the address that the browser's pending identity brought. */
export async function sendIdentityCode(
  ctx: RequestContext,
): Promise<{ email: string; issuer: string; demoCode: string | null }> {
  const { app, remoteAddress } = ctx;
  const pending = pendingOf(ctx);
  const { email, emailShown } = pending.identity;
  await app.throttles.take('codePerNetwork', networkOf(remoteAddress));
  await app.throttles.take('codePerMailbox', email);
  const code = await issueCode(app.db, app.env, email, useOf(pending));
  const { demoCode } = await sendCode(app, email, code, pending.label);
  return { email: emailShown, issuer: pending.label, demoCode };
}

/** Whoever enters the code reads the mailbox: the pending identity becomes the account's. Returns a session's token. */
export async function proveIdentity(ctx: RequestContext, code: string): Promise<string> {
  const { app } = ctx;
  const pending = pendingOf(ctx);
  const { identity } = pending;
  await redeemCode(app.db, app.env, identity.email, useOf(pending), code);
  const result = await signInWithIdentity(app, { ...identity, emailVerified: true }, 'proved');
  if (result.kind !== 'person') throw new Error('A proved mailbox was asked to prove itself');
  return app.sessions.start(result.personId, 'oidc', ctx.userAgent);
}
