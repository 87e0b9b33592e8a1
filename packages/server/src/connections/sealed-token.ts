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

/** Throws when it was sealed with another secret or for another row. */
export function openToken(env: Pick<Env, 'secret'>, place: ConnectionPlace, sealed: Buffer): string {
  return unseal(sealingOf(env, place), sealed);
}
