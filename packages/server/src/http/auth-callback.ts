import { signInEndingQuery } from '@rollcall/core/identity/return-path.ts';
import type { SignInEnding } from '@rollcall/core/identity/sign-in.ts';
import type { ConnectResult } from '@rollcall/core/sync/contract.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../app-context.ts';
import { keptCookie, readKeptCookie, readSessionCookie, sessionCookie } from '../auth/cookie.ts';
import { sessionAbsoluteMs } from '../auth/session.ts';
import { refusalOf } from '../error-mapper.ts';
import { finishSignIn } from '../features/account/sign-in-with-issuer.ts';
import { finishConnection } from '../features/connections/finish-connection.ts';
import {
  type ConnectHandshake,
  callbackPath,
  openHandshake,
  pageOfState,
  type SignInHandshake,
} from '../identity/handshake.ts';
import { pendingIdentityLifeS } from '../identity/pending-identity.ts';
import { networkOf } from '../throttle.ts';
import type { Origins } from './origins.ts';

/** One request of a browser that comes back from an issuer. */
interface Return {
  readonly app: AppContext;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly secure: boolean;
  /** The address that the browser came back to, as one of our own. */
  readonly callback: URL;
}

/**
 * Where issuers send browsers back to. It is the one GET that changes something, and stands in for the exact Origin with
 * a check of its own (SPEC D02): only the browser that began has the sealed other half of the answer's `state`, which
 * also says what the answer is for. Whatever happens, the browser ends on a page of ours that says so.
 */
export function registerAuthCallback(server: FastifyInstance, app: AppContext, origins: Origins): void {
  server.get(callbackPath, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const { secure } = origins;
    const callback = new URL(callbackPath, origins.originOf(request.headers.host) ?? undefined);
    callback.search = request.url.split('?')[1] ?? '';
    const back: Return = { app, request, reply, secure, callback };
    try {
      return await comeBack(back);
    } catch (error) {
      const { code } = refusalOf(error, request.id);
      if (code === 'INTERNAL') app.log.error({ err: error, correlationId: request.id }, 'a sign-in failed');
      return goTo(back, '/app/', code === 'THROTTLED' ? 'too_often' : 'unreachable');
    }
  });
}

async function comeBack(back: Return): Promise<FastifyReply> {
  const { app, request, reply, secure, callback } = back;
  await app.throttles.take('issuerPerNetwork', networkOf(request.ip));
  const sealed = readKeptCookie(request.headers.cookie, 'handshake', secure);
  const state = callback.searchParams.get('state') ?? '';
  const handshake = openHandshake(app, sealed, state);
  if (handshake === null) return refuseUnknown(back, state);
  reply.header('set-cookie', keptCookie('handshake', '', secure, 0));
  if (handshake.purpose === 'sign_in') return comeBackSignedIn(back, handshake);
  return comeBackConnected(back, handshake);
}

/** Too late, twice, or of another browser: nothing is known but what the answer itself says. */
function refuseUnknown(back: Return, state: string): FastifyReply {
  const page = pageOfState(state);
  if (page === null) return refuse(back, '/app/', 'expired');
  back.app.refusals.turnedAway('issuer_answer', { personId: null, remoteAddress: back.request.ip });
  return back.reply.redirect(connectPage(page, 'expired'), 303);
}

function connectPage(page: { licenseId: string; source: string }, result: ConnectResult): string {
  return `/admin/licenses/${page.licenseId}/add/${page.source}?connect=${result}`;
}

async function comeBackSignedIn(back: Return, handshake: SignInHandshake): Promise<FastifyReply> {
  const { app, request, reply, secure, callback } = back;
  const userAgent = request.headers['user-agent'] ?? '';
  const finished = await finishSignIn(app, handshake, { callback, userAgent });
  if (finished.kind === 'ending') return refuse(back, handshake.returnTo, finished.ending);
  if (finished.kind === 'prove_mailbox') {
    reply.header('set-cookie', keptCookie('identity', finished.sealed, secure, pendingIdentityLifeS));
    return goTo(back, handshake.returnTo, 'prove_mailbox');
  }
  const before = readSessionCookie(request.headers.cookie, secure);
  if (before !== null) await app.sessions.end(before);
  reply.header('set-cookie', sessionCookie(finished.token, secure, sessionAbsoluteMs / 1_000));
  return goTo(back, handshake.returnTo, null);
}

async function comeBackConnected(back: Return, handshake: ConnectHandshake): Promise<FastifyReply> {
  const { app, request, reply, secure, callback } = back;
  const presented = readSessionCookie(request.headers.cookie, secure);
  const session = presented === null ? null : await app.sessions.resume(presented, { rotate: false });
  const result = await finishConnection(app, handshake, { callback, who: session?.who ?? null });
  if (result === 'failed' || result === 'expired')
    app.refusals.turnedAway('issuer_answer', {
      personId: session?.who.personId ?? null,
      remoteAddress: request.ip,
    });
  return reply.redirect(connectPage(handshake, result), 303);
}

function refuse(back: Return, path: string, ending: SignInEnding): FastifyReply {
  back.app.refusals.turnedAway('issuer_answer', { personId: null, remoteAddress: back.request.ip });
  return goTo(back, path, ending);
}

function goTo({ reply, callback }: Return, path: string, ending: SignInEnding | null): FastifyReply {
  const target = new URL(path, callback.origin);
  if (ending !== null) target.searchParams.set(signInEndingQuery, ending);
  return reply.redirect(`${target.pathname}${target.search}`, 303);
}
