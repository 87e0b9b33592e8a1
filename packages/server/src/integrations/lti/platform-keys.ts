import type { PlatformId } from '@rollcall/core/ids.ts';
import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';
import type { AskPublic } from '../../outbound/ask-public.ts';
import type { RegisteredPlatform } from './platform.ts';

/** A registration's keys are asked for at most this often, whatever launches say. In ms. */
export const askAgainMs = 30_000;
/** Keys older than this are asked for anew; what was taken back is then taken back here too. In ms. */
const freshMs = 10 * 60_000;
/** While a system is down, keys that it once published are good for so long. In ms. */
const staleMs = 24 * 60 * 60_000;
/** Somebody waits for the launch. In ms. */
const timeoutMs = 5_000;
const limitBytes = 256 * 1024;
/** RSA keys below 2,048 bits, as the length of their modulus in base64url. */
const shortestModulus = 342;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(200) });
const rsaKey = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string().min(1).max(255),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
  n: z.string().min(shortestModulus).max(1400),
  e: z.string().min(1).max(20),
});
type RsaKey = z.infer<typeof rsaKey>;

export interface PlatformKeys {
  /** The published key of that name; null when there is none. Throws KeysUnreachable. */
  find(platform: Pick<RegisteredPlatform, 'id' | 'keysUrl'>, kid: string): Promise<CryptoKey | null>;
}

/** The system's keys cannot be read, or its answer is no set of keys. */
export class KeysUnreachable extends Error {
  constructor(cause: unknown) {
    super('The keys of a learning management system could not be read', { cause });
    this.name = 'KeysUnreachable';
  }
}

interface Known {
  readonly url: string;
  keys: ReadonlyMap<string, RsaKey>;
  /** When they were read, and when they were last asked for; on this machine's clock, which only spaces requests. */
  readAt: number;
  askedAt: number;
  asking: Promise<void> | null;
  failure: KeysUnreachable | null;
}

/** Registrations whose keys are held: the least recently asked for goes first. */
const heldAtMost = 2_000;

/** Keys of registered systems, in memory. An unknown key is asked for, so that a system may rotate at any moment. */
export function createPlatformKeys(ask: AskPublic, now: () => number = Date.now): PlatformKeys {
  const held = new Map<PlatformId, Known>();

  function entryOf({ id, keysUrl }: Pick<RegisteredPlatform, 'id' | 'keysUrl'>): Known {
    const found = held.get(id);
    held.delete(id);
    const known: Known =
      found?.url === keysUrl
        ? found
        : { url: keysUrl, keys: new Map(), readAt: 0, askedAt: 0, asking: null, failure: null };
    held.set(id, known);
    const [oldest] = held.keys();
    if (held.size > heldAtMost && oldest !== undefined) held.delete(oldest);
    return known;
  }

  async function read(known: Known): Promise<void> {
    known.askedAt = now();
    try {
      known.keys = await readKeys(ask, known.url);
      known.readAt = now();
      known.failure = null;
    } catch (error) {
      known.failure = new KeysUnreachable(error);
    }
  }

  async function refresh(known: Known): Promise<void> {
    if (known.asking === null && now() - known.askedAt < askAgainMs) return;
    known.asking ??= read(known).finally(() => {
      known.asking = null;
    });
    await known.asking;
  }

  return {
    async find(platform, kid) {
      const known = entryOf(platform);
      if (!known.keys.has(kid) || now() - known.readAt > freshMs) await refresh(known);
      if (now() - known.readAt > staleMs) throw known.failure ?? new KeysUnreachable('not read yet');
      const key = known.keys.get(kid);
      if (key === undefined) {
        if (known.failure !== null) throw known.failure;
        return null;
      }
      // Only the modulus and the exponent are taken: nothing else of what is published says how to check.
      const imported = await importJWK({ kty: key.kty, n: key.n, e: key.e }, 'RS256');
      return imported instanceof Uint8Array ? null : imported;
    },
  };
}

async function readKeys(ask: AskPublic, url: string): Promise<ReadonlyMap<string, RsaKey>> {
  const answer = await ask(url, { headers: { accept: 'application/json' }, timeoutMs, limitBytes });
  if (answer.status !== 200) throw new Error(`The keys were answered with ${answer.status}`);
  const { keys } = keySet.parse(JSON.parse(answer.text));
  const usable = keys.flatMap((key) => {
    const read = rsaKey.safeParse(key);
    return read.success ? [[read.data.kid, read.data] as const] : [];
  });
  return new Map(usable.reverse());
}
