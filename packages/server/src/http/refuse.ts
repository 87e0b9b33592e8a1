import type { DomainErrorShape } from '@rollcall/core/errors.ts';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../app-context.ts';
import { callError, httpCodeOf, invalidRequest, refusalOf } from '../error-mapper.ts';
import type { RequestOrigin } from './origins.ts';

export function originOfRequest(request: FastifyRequest): RequestOrigin {
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  return { method: request.method, host, origin, secFetchSite: typeof site === 'string' ? site : undefined };
}

/** For a request of a foreign page, or to a host that is not ours: 403, and counted. */
export async function turnAway(
  app: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  app.refusals.turnedAway('foreign_origin', { personId: null, remoteAddress: request.ip });
  return reply.status(403).type('text/plain').send('This address is not one that Rollcall answers to.');
}

/** A refusal in the shape in which the API's own are sent, so that its client reads it. */
export function sendRefusal(reply: FastifyReply, status: number, refusal: DomainErrorShape): FastifyReply {
  const code = httpCodeOf[refusal.code];
  return reply.status(status).send({
    error: {
      message: refusal.code,
      code: TRPC_ERROR_CODES_BY_KEY[code],
      data: { code, httpStatus: status, refusal },
    },
  });
}

/** What goes wrong outside of a call: a body that is too large, a malformed request, a defect. */
export function answerError(
  app: AppContext,
  bodyLimit: number,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) {
    const refusal = { code: 'TOO_LARGE', details: { limitBytes: bodyLimit } } as const;
    app.refusals.refused(refusal, { personId: null, remoteAddress: request.ip });
    return sendRefusal(reply, status, refusal);
  }
  if (status >= 400 && status < 500) return sendRefusal(reply, status, invalidRequest('bad_request'));
  const refusal = refusalOf(error, request.id);
  if (refusal.code === 'INTERNAL')
    app.log.error({ err: error, correlationId: request.id }, 'a request failed');
  return sendRefusal(reply, getHTTPStatusCodeFromError(callError(refusal)), refusal);
}
