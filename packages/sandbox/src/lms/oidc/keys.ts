import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JWK } from 'oidc-provider';
import { ensureSetting } from '../../store/settings.ts';
import type { Store } from '../../store/store.ts';

/** A private RSA key with a kid of its own. */
export function newSigningKey(): JWK & { kid: string } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const kid = randomBytes(8).toString('hex');
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid } as JWK & { kid: string };
}

const settingOf = (school: string): string => `lms-keys:${school}`;

/** The private keys of a system; the first signs, all are published. */
export function platformKeys(store: Store, school: string): [JWK, ...JWK[]] {
  const text = ensureSetting(store, settingOf(school), () => JSON.stringify([newSigningKey()]));
  const [first, ...rest] = JSON.parse(text) as JWK[];
  if (first === undefined) throw new Error('A learning management system without a key');
  return [first, ...rest];
}

/** From here on a new key signs. The one before stays published, or is gone at once. */
export function rotatePlatformKeys(store: Store, school: string, keepOld: boolean): void {
  const keys = [newSigningKey(), ...(keepOld ? platformKeys(store, school).slice(0, 2) : [])];
  ensureSetting(store, settingOf(school), () => '[]');
  store.run('update setting set value = ? where name = ?', JSON.stringify(keys), settingOf(school));
}

/** What everybody may know of a key. */
export function publicKey({ kty, n, e, kid, use, alg }: JWK): Record<string, unknown> {
  return { kty, n, e, kid, use, alg };
}
