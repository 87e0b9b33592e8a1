import { type PublicAnswer, PublicRefusal } from '../../outbound/ask-public.ts';
import { retryAfterMs } from '../retry-after.ts';
import { SyncFailure } from '../upstream.ts';

/** What a system's answer that is no success says about reading it; undefined for a success. */
export function failureOfStatus({ status, headers }: PublicAnswer): SyncFailure | undefined {
  if (status >= 200 && status < 300) return undefined;
  const after = retryAfterMs(headers['retry-after']);
  if (status === 429) return new SyncFailure('quota', { retryAfterMs: after ?? 30_000 });
  if (status >= 500) return new SyncFailure('unreachable', { retryAfterMs: after ?? 1_000 });
  return new SyncFailure('refused', { retryAfterMs: null });
}

/** What came of asking at all. An aborted signal keeps its reason. */
export function failureOfAsking(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || error instanceof SyncFailure) return error;
  // An address that may not be asked stays one; all else may be better in a moment.
  const retry = error instanceof PublicRefusal ? null : 1_000;
  return new SyncFailure('unreachable', { retryAfterMs: retry, cause: error });
}
