import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, NobodyTx } from '../db/tx.ts';
import type { Env } from '../env.ts';
import { seal, unseal } from '../sealing/seal.ts';

/** The keys with which this installation signs for other systems. The private halves leave through signatures only. */
export interface ToolKeys {
  /** What other systems check our signatures with: made here when there is none yet. */
  published(): Promise<JWK[]>;
  /** A JWT over these claims, RS256, with the key's name in the header. */
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>;
}

interface SigningKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

const publicJwk = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() });

export function createToolKeys(db: Database, env: Pick<Env, 'secret'>): ToolKeys {
  let signing: Promise<SigningKey> | null = null;
  const signingKey = () => {
    signing ??= ensureKey(db, env).catch((error: unknown) => {
      signing = null;
      throw error;
    });
    return signing;
  };
  return {
    async published() {
      await signingKey();
      return db.withTx({ nobody: true }, listPublished);
    },
    async sign(claims) {
      const { kid, key } = await signingKey();
      return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key);
    },
  };
}

/** A retired key is published for a while: what it signed is still on its way. */
async function listPublished(tx: NobodyTx): Promise<JWK[]> {
  const rows = await tx
    .selectFrom('tool_key')
    .select(['id', 'public_jwk'])
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
 * The newest key that this installation's secret opens, else a new one. Servers that start together wait for each other:
 * they make one.
 */
async function ensureKey(db: Database, env: Pick<Env, 'secret'>): Promise<SigningKey> {
  const known = await db.withTx({ nobody: true }, (tx) => findKey(tx, env));
  if (known !== null) return known;
  const { publicKey, privateKey } = await generateKeyPair('RS256', {
    modulusLength: 2048,
    extractable: true,
  });
  const id = randomUUID();
  const privateJwk = JSON.stringify(await exportJWK(privateKey));
  const shown = publicJwk.parse(await exportJWK(publicKey));
  return db.withTx({ nobody: true }, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('rollcall:tool-key', 0))`.execute(tx);
    const meanwhile = await findKey(tx, env);
    if (meanwhile !== null) return meanwhile;
    await tx
      .insertInto('tool_key')
      .values({
        id,
        public_jwk: JSON.stringify(shown),
        private_sealed: seal({ secret: env.secret, purpose: 'tool-key-seal', place: id }, privateJwk),
      })
      .execute();
    return { kid: id, key: privateKey };
  });
}

async function findKey(tx: NobodyTx, { secret }: Pick<Env, 'secret'>): Promise<SigningKey | null> {
  const rows = await tx
    .selectFrom('tool_key')
    .select(['id', 'private_sealed'])
    .where('retired_at', 'is', null)
    .orderBy('made_at', 'desc')
    .execute();
  for (const row of rows) {
    const jwk = opened(secret, row.id, row.private_sealed);
    if (jwk === null) continue;
    const key = await importJWK(jwk, 'RS256');
    if (!(key instanceof Uint8Array)) return { kid: row.id, key };
  }
  return null;
}

/** Null for what was sealed with another secret: such a key signs nothing any more. */
function opened(secret: Env['secret'], id: string, sealed: Buffer): JWK | null {
  try {
    return JSON.parse(unseal({ secret, purpose: 'tool-key-seal', place: id }, sealed)) as JWK;
  } catch {
    return null;
  }
}
