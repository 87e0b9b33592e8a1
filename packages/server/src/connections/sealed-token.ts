import type { Env } from '../env.ts';
import { seal, unseal } from '../sealing/seal.ts';
import type { ConnectionPlace } from './connection-row.ts';

/** A sealed token opens in its own row only: copied into another licence's it is worth nothing (SPEC SYNC-10). */
function sealingOf({ secret }: Pick<Env, 'secret'>, { districtId, licenseId, source }: ConnectionPlace) {
  return { secret, purpose: 'connection-seal', place: `${districtId}/${licenseId}/${source}` } as const;
}

export function sealToken(env: Pick<Env, 'secret'>, place: ConnectionPlace, token: string): Buffer {
  return seal(sealingOf(env, place), token);
}

/** Null for what was sealed with a secret that is not ours any more, or for another row: it can be erased only. */
export function openToken(env: Pick<Env, 'secret'>, place: ConnectionPlace, sealed: Buffer): string | null {
  try {
    return unseal(sealingOf(env, place), sealed);
  } catch {
    return null;
  }
}
