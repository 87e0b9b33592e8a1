import { z } from 'zod';
import { retryAfterMs } from '../retry-after.ts';
import { SyncFailure } from '../upstream.ts';

/** The least waits before something is tried again, where Google names none. In ms. */
const quotaWaitMs = 5_000;
const failureWaitMs = 1_000;

/** As much of an error's body as tells one kind from another. */
const errorBody = z.object({
  error: z.object({
    status: z.string().optional().catch(undefined),
    errors: z
      .array(z.object({ reason: z.string().optional() }))
      .optional()
      .catch(undefined),
    details: z
      .array(z.object({ reason: z.string().optional() }))
      .optional()
      .catch(undefined),
  }),
});

const quotaReasons = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'dailyLimitExceeded',
  'RESOURCE_EXHAUSTED',
]);
const scopeReasons = new Set(['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT']);

export interface GoogleAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: unknown };
  readonly data: unknown;
}

/** What an answer of Google's APIs that is no success means. A 401 is for the caller, who may have a newer token. */
export function failureOfAnswer(answer: GoogleAnswer): SyncFailure {
  const { status } = answer;
  const wait = (ms: number) => retryAfterMs(answer.headers['retry-after']) ?? ms;
  const reasons = reasonsOf(answer.data);
  if (status === 401) return new SyncFailure('authorisation_ended', { retryAfterMs: null });
  if (status === 429 || (status === 403 && reasons.some((reason) => quotaReasons.has(reason))))
    return new SyncFailure('quota', { retryAfterMs: wait(quotaWaitMs) });
  if (status === 403 && reasons.some((reason) => scopeReasons.has(reason)))
    return new SyncFailure('authorisation_ended', { retryAfterMs: null });
  if (status === 403) return new SyncFailure('refused', { retryAfterMs: null });
  if (status >= 500) return new SyncFailure('unreachable', { retryAfterMs: wait(failureWaitMs) });
  // What was asked for is not there any more, be it a page, an OU or a class: only the whole can be asked for again.
  return new SyncFailure('incomplete', { retryAfterMs: wait(failureWaitMs), restart: true });
}

/** What no answer, or half of one, means: a reset, a timeout, a place that may not be asked. */
export function failureOfError(error: unknown): SyncFailure {
  return new SyncFailure('unreachable', { retryAfterMs: failureWaitMs, cause: error });
}

/** An answer that does not have the shape of one. */
export function incompleteAnswer(): SyncFailure {
  return new SyncFailure('incomplete', { retryAfterMs: failureWaitMs });
}

function reasonsOf(data: unknown): string[] {
  const body = errorBody.safeParse(data);
  if (!body.success) return [];
  const { status, errors = [], details = [] } = body.data.error;
  return [status, ...[...errors, ...details].map(({ reason }) => reason)].filter(
    (reason) => reason !== undefined,
  );
}
