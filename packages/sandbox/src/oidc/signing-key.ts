import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'oidc-provider';
import { ensureSetting } from '../store/settings.ts';
import type { Store } from '../store/store.ts';

/** The key an issuer signs with; made once and kept, so that a restart invalidates nothing. */
export function ensureSigningKey(store: Store, issuer: string): JWK {
  const text = ensureSetting(store, `signing-key:${issuer}`, () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: issuer });
  });
  return JSON.parse(text) as JWK;
}
