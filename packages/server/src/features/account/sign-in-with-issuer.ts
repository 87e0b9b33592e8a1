import { canonicalEmail } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { SignInEnding } from '@rollcall/core/identity/sign-in.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import type { AppContext } from '../../app-context.ts';
import { beginHandshake, handshakeLifeS, type SignInHandshake } from '../../identity/handshake.ts';
import { sealPendingIdentity } from '../../identity/pending-identity.ts';
import { type PresentedIdentity, signInWithIdentity } from '../../identity/sign-in-with-identity.ts';
import type { IssuerClaims, IssuerClient } from '../../integrations/openid/issuer-client.ts';
import { IssuerFailure, type IssuerProblem } from '../../integrations/openid/issuer-failure.ts';
import { vouchesFor } from '../../integrations/openid/vouches-for.ts';
import { networkOf } from '../../throttle.ts';
import type { RequestContext } from '../../trpc.ts';

/** Sends the browser to an issuer's pages. Throws INVALID_INPUT for one that is not set up, UNAVAILABLE when it is down. */
export async function beginSignIn(
  ctx: RequestContext,
  input: { readonly issuer: string; readonly returnTo: string },
): Promise<{ url: string }> {
  const { app, origin } = ctx;
  await app.throttles.take('issuerPerNetwork', networkOf(ctx.remoteAddress));
  const issuer = app.issuers.find(input.issuer);
  if (issuer === undefined) {
    throw new DomainError('INVALID_INPUT', { issues: [{ path: 'issuer', message: 'unknown' }] });
  }
  try {
    const request = { origin, scopes: ['openid', 'email', 'profile'] };
    const what = { purpose: 'sign_in', returnTo: input.returnTo } as const;
    const { url, sealed } = await beginHandshake(app, issuer, request, what);
    ctx.kept.keep('handshake', sealed, handshakeLifeS);
    return { url };
  } catch (error) {
    if (!(error instanceof IssuerFailure)) throw error;
    app.log.warn({ issuer: issuer.key, problem: error.problem }, 'an issuer of sign-ins cannot be asked');
    throw new DomainError('UNAVAILABLE', {});
  }
}

export type FinishedSignIn =
  | { readonly kind: 'session'; readonly token: string }
  /** `sealed`: what the browser keeps until the mailbox is proved. */
  | { readonly kind: 'prove_mailbox'; readonly sealed: string }
  | { readonly kind: 'ending'; readonly ending: SignInEnding };

/** Takes an issuer's answer, and signs in whoever it speaks of (SPEC B03). Refuses with an ending, never by throwing. */
export async function finishSignIn(
  app: AppContext,
  handshake: SignInHandshake,
  answer: { readonly callback: URL; readonly userAgent: string },
): Promise<FinishedSignIn> {
  const issuer = app.issuers.find(handshake.issuer);
  if (issuer === undefined) return { kind: 'ending', ending: 'expired' };
  try {
    const { claims } = await issuer.exchange(answer.callback, handshake);
    const identity = identityOf(issuer, claims);
    const mailbox = claims.email_verified === true && !identity.emailVerified ? 'to_be_proved' : 'as_said';
    const result = await signInWithIdentity(app, identity, mailbox);
    if (result.kind === 'person') {
      return {
        kind: 'session',
        token: await app.sessions.start(result.personId, 'oidc', answer.userAgent),
      };
    }
    const pending = { identity: { ...identity, email: result.email }, label: issuer.label };
    return { kind: 'prove_mailbox', sealed: sealPendingIdentity(app, pending) };
  } catch (error) {
    if (!(error instanceof IssuerFailure)) throw error;
    app.log.info({ issuer: issuer.key, problem: error.problem }, 'a sign-in with an issuer ended');
    return { kind: 'ending', ending: endingOf[error.problem] };
  }
}

const endingOf: Readonly<Record<IssuerProblem, SignInEnding>> = {
  denied: 'denied',
  // A code that was used before, or was kept for too long.
  ended: 'expired',
  not_accepted: 'not_accepted',
  garbled: 'not_accepted',
  unreachable: 'unreachable',
};

/** An address that is none is one that the issuer did not give; one that is not its to vouch for is not verified. */
function identityOf({ issuer, domains }: IssuerClient, claims: IssuerClaims): PresentedIdentity {
  const email = claims.email === undefined ? null : canonicalEmail(claims.email);
  const known = email?.ok === true ? email : null;
  return {
    issuer,
    subject: claims.sub,
    name: storableText(claims.name ?? ''),
    email: known?.email ?? null,
    emailShown: known?.shown ?? '',
    emailVerified:
      claims.email_verified === true && known?.ok === true && vouchesFor(domains, known.email, claims.hd),
  };
}
