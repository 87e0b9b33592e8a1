import { SyncFailure } from '../integrations/upstream.ts';

/** How long an answer that contradicts itself is left alone before everything is read anew. In ms. */
const settleMs = 2_000;

/** What was read contradicts itself, because it changed meanwhile or was cut short: it is worth nothing (SPEC D07). */
export function incomplete(): SyncFailure {
  return new SyncFailure('incomplete', { retryAfterMs: settleMs, restart: true });
}
