import { DomainError } from '@rollcall/core/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../app-context.ts';
import { readSessionCookie, sessionCookie } from '../auth/cookie.ts';
import { adminSignInMs, type SignedIn, sessionAbsoluteMs } from '../auth/session.ts';
import type { Origins } from './origins.ts';

/**
 * Who asks for something of the dashboard outside of the API: signed in within the last twelve hours, as for
 * `adminProcedure`. Throws NOT_SIGNED_IN or SIGN_IN_AGAIN. A token that has to be replaced is, with this answer.
 */
export async function requireAdminSignIn(
  app: AppContext,
  origins: Origins,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn> {
  const presented = readSessionCookie(request.headers.cookie, origins.secure);
  const session = presented === null ? null : await app.sessions.resume(presented, { rotate: true });
  if (session === null) throw new DomainError('NOT_SIGNED_IN', {});
  if (session.newToken !== null) {
    reply.header('set-cookie', sessionCookie(session.newToken, origins.secure, sessionAbsoluteMs / 1000));
  }
  if (Date.now() - session.who.signedInAt.getTime() > adminSignInMs)
    throw new DomainError('SIGN_IN_AGAIN', {});
  return session.who;
}
