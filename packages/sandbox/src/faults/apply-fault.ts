import type { FastifyReply } from 'fastify';
import { GoogleError, unauthorized } from '../api/google-error.ts';
import type { Fault, FaultKind } from './fault.ts';

const limits = { domain: 'usageLimits' };

/** The refusals that a fault answers with, as Google words them. */
const refusals: Partial<Record<FaultKind, (fault: Fault) => GoogleError>> = {
  unauthorized,
  token_revoked: unauthorized,
  rate_limit: () =>
    new GoogleError({ code: 403, message: 'Rate Limit Exceeded', reason: 'rateLimitExceeded', ...limits }),
  user_rate_limit: () =>
    new GoogleError({
      code: 403,
      message: 'User Rate Limit Exceeded',
      reason: 'userRateLimitExceeded',
      ...limits,
    }),
  quota: () => new GoogleError({ code: 403, message: 'Quota exceeded.', reason: 'quotaExceeded', ...limits }),
  too_many: (fault) =>
    new GoogleError({
      code: 429,
      message: "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'.",
      reason: 'rateLimitExceeded',
      status: 'RESOURCE_EXHAUSTED',
      headers: { 'retry-after': String(fault.retryAfterS ?? 1) },
      ...limits,
    }),
  gone: () =>
    new GoogleError({ code: 410, message: 'Sync token is no longer valid.', reason: 'fullSyncRequired' }),
  server_error: () =>
    new GoogleError({
      code: 500,
      message: 'Internal error encountered.',
      reason: 'backendError',
      status: 'INTERNAL',
    }),
  unavailable: () =>
    new GoogleError({
      code: 503,
      message: 'The service is currently unavailable.',
      reason: 'backendError',
      status: 'UNAVAILABLE',
    }),
};

/** The refusal of a fault that is one. */
function refusalOf(fault: Fault): GoogleError | undefined {
  return refusals[fault.kind]?.(fault);
}

/**
 * Does what needs no answer of the API: whether it did. A fault that is a refusal is thrown.
 * @throws GoogleError
 */
export function applyFault(fault: Fault, reply: FastifyReply): boolean {
  const refusal = refusalOf(fault);
  if (refusal !== undefined) throw refusal;
  if (fault.kind === 'hang') {
    reply.hijack();
    return true;
  }
  if (fault.kind === 'reset') {
    reply.hijack();
    reply.raw.socket?.resetAndDestroy();
    return true;
  }
  if (fault.kind === 'empty_body') {
    reply.type('application/json; charset=UTF-8').send('');
    return true;
  }
  return false;
}

/** Spoils the answer itself; whether it did. */
export function applyBodyFault(fault: Fault, reply: FastifyReply, body: string): boolean {
  if (fault.kind !== 'truncated') return false;
  reply.type('application/json; charset=UTF-8').send(body.slice(0, Math.ceil(body.length / 2)));
  return true;
}
