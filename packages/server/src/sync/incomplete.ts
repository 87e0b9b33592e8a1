import { SyncFailure } from '../integrations/upstream.ts';

/** What was read contradicts itself, because it changed meanwhile or was cut short: it is worth nothing (SPEC D07). */
export function incomplete(): SyncFailure {
  return new SyncFailure('incomplete', { retryAfterMs: 0, restart: true });
}
