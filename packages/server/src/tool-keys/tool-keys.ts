import { randomUUID } from 'node:crypto';
import type { PlatformId } from '@rollcall/core/ids.ts';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, NobodyTx } from '../db/tx.ts';
import type { Env } from '../env.ts';
import { seal, unseal } from '../sealing/seal.ts';

/**
 * The keys with which we sign for learning management systems, each registration with its own: what is signed for one says
 * nothing to any other, whatever that one calls itself (SPEC LAUNCH-8). The private halves leave through signatures only.
 */
export interface ToolKeys {
  /** What the system of a registration checks our signatures with: made here when there is none yet. */
  published(platform: PlatformId): Promise<JWK[]>;
  /** A JWT over these claims, RS256, with the key's name in the header. */
  sign(platform: PlatformId, claims: Readonly<Record<string, unknown>>): Promise<string>;
}

interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

/** Registrations whose keys are held in memory: the least recently used goes first. */
const heldAtMost = 2_000;

const publicJwk = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() });

export function createToolKeys(db: Database, env: Pick<Env, 'secret'>): ToolKeys {
  const held = new Map<PlatformId, Promise<SigningKey>>();
  const signingKey = (platform: PlatformId) => {
    const known = held.get(platform) ?? ensureKey(db, env, platform);
    held.delete(platform);
    held.set(platform, known);
    known.catch(() => held.delete(platform));
    const [oldest] = held.keys();
    if (held.size > heldAtMost && oldest !== undefined) held.delete(oldest);
    return known;
  };
  return {
    async published(platform) {
      await signingKey(platform);
      return db.withTx({ nobody: true }, (tx) => listPublished(tx, platform));
    },
    async sign(platform, claims) {
      const { kid, key } = await signingKey(platform);
      return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key);
    },
  };
}

/** A retired key is published for a while: what it signed is still on its way. */
async function listPublished(tx: NobodyTx, platform: PlatformId): Promise<JWK[]> {
  const rows = await tx
    .selectFrom('tool_key')
    .select(['id', 'public_jwk'])
    .where('platform_id', '=', platform)
    .where((where) =>
      where.or([
        where('retired_at', 'is', null),
        where('retired_at', '>', sql<Date>`now() - interval '7 days'`),
      ]),
    )
    .orderBy('made_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...publicJwk.parse(row.public_jwk), kid: row.id, use: 'sig', alg: 'RS256' }));
}

/**
 * The newest key of the registration that this installation's secret opens, else a new one. Servers that ask together wait
 * for each other: they make one.
 */
async function ensureKey(db: Database, env: Pick<Env, 'secret'>, platform: PlatformId): Promise<SigningKey> {
  const known = await db.withTx({ nobody: true }, (tx) => findKey(tx, env, platform));
  if (known !== null) return known;
  const { publicKey, privateKey } = await generateKeyPair('RS256', {
    modulusLength: 2048,
    extractable: true,
  });
  const id = randomUUID();
  const privateJwk = JSON.stringify(await exportJWK(privateKey));
  const shown = publicJwk.parse(await exportJWK(publicKey));
  return db.withTx({ nobody: true }, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`rollcall:tool-key:${platform}`}, 0))`.execute(
      tx,
    );
    const meanwhile = await findKey(tx, env, platform);
    if (meanwhile !== null) return meanwhile;
    await tx
      .insertInto('tool_key')
      .values({
        id,
        platform_id: platform,
        public_jwk: JSON.stringify(shown),
        private_sealed: seal(
          { secret: env.secret, purpose: 'tool-key-seal', place: placeOf(platform, id) },
          privateJwk,
        ),
      })
      .execute();
    return { kid: id, key: privateKey };
  });
}

/** Bound to its registration: a row under another one's name opens as nothing. */
function placeOf(platform: PlatformId, id: string): string {
  return `${platform} ${id}`;
}

async function findKey(
  tx: NobodyTx,
  { secret }: Pick<Env, 'secret'>,
  platform: PlatformId,
): Promise<SigningKey | null> {
  const rows = await tx
    .selectFrom('tool_key')
    .select(['id', 'private_sealed'])
    .where('platform_id', '=', platform)
    .where('retired_at', 'is', null)
    .orderBy('made_at', 'desc')
    .execute();
  for (const row of rows) {
    const jwk = opened(secret, placeOf(platform, row.id), row.private_sealed);
    if (jwk === null) continue;
    const key = await importJWK(jwk, 'RS256');
    if (!(key instanceof Uint8Array)) return { kid: row.id, key };
  }
  return null;
}

/** Null for what was sealed with another secret: such a key signs nothing any more. */
function opened(secret: Env['secret'], place: string, sealed: Buffer): JWK | null {
  try {
    return JSON.parse(unseal({ secret, purpose: 'tool-key-seal', place }, sealed)) as JWK;
  } catch {
    return null;
  }
}
