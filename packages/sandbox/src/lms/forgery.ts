import type { JWK } from 'oidc-provider';

/** An ID token as no honest platform sends it: what is not said is as in a good launch. */
export interface Forgery {
  readonly nonce: string;
  /** Put over the claims of the launch; undefined takes a claim out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Put over the header `{ alg, kid, typ }`; undefined takes a part out. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** RS256 where nothing is said. */
  readonly alg?: 'RS256' | 'RS512' | 'PS256' | 'ES256' | 'HS256' | 'none';
  /**
   * Whose key: that of the platform, one that nobody publishes, or (with HS256) the platform's public key taken for a
   * secret. With a JWK, that one.
   */
  readonly signWith?: 'platform' | 'stranger' | 'public-key' | JWK;
}
