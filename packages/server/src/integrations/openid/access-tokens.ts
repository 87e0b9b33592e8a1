import type { AccessToken } from './issuer-client.ts';

/** So long before its end a token is used no more: a request takes its time. In ms. */
const marginMs = 60_000;

/** Access tokens in memory, so that not every page asks for one. They are written nowhere. */
export interface AccessTokens {
  /** The token kept under a key, else what `fresh` gets; whoever asks meanwhile waits for the same. Throws as `fresh` does. */
  get(key: string, fresh: () => Promise<AccessToken>): Promise<string>;
  /** Forgets a token that is not accepted any more; another one under the key stays. */
  forget(key: string, token: string): void;
}

interface Kept {
  readonly token: Promise<string>;
  value: string | null;
  until: number;
}

export function createAccessTokens(): AccessTokens {
  const kept = new Map<string, Kept>();
  const dropOld = () => {
    for (const [key, entry] of kept) if (entry.until <= Date.now()) kept.delete(key);
  };
  return {
    get(key, fresh) {
      dropOld();
      const known = kept.get(key);
      if (known !== undefined) return known.token;
      const asked = fresh();
      const entry: Kept = {
        token: asked.then(({ accessToken }) => accessToken),
        value: null,
        until: Number.POSITIVE_INFINITY,
      };
      kept.set(key, entry);
      asked.then(
        ({ accessToken, expiresInS }) => {
          entry.value = accessToken;
          entry.until = Date.now() + Math.max(0, expiresInS * 1_000 - marginMs);
        },
        () => kept.delete(key),
      );
      return entry.token;
    },
    forget(key, token) {
      if (kept.get(key)?.value === token) kept.delete(key);
    },
  };
}
