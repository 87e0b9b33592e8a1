import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Secret } from '../env.ts';
import type { DB } from './schema.gen.ts';

/** bigint columns are sequence numbers: far below 2^53, so a number loses nothing. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface PoolOptions {
  readonly url: Secret;
  readonly max: number;
  readonly name: 'app' | 'system';
  readonly log: Logger;
  /** Time limits in ms. A statement that hangs fails; it never holds a licence's lock for long. */
  readonly statementTimeoutMs?: number;
}

/** A pool of connections. Limits are set on each connection, so that no query can go without them. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url.reveal(),
    max: options.max,
    application_name: `rollcall-${options.name}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  });
  // A connection that dies tells itself, in use (where its statement fails too) or idle (where the pool says it once
  // more). Unheard, either would end the process; the next checkout gets a new one.
  pool.on('connect', (client) => {
    client.on('error', (error) =>
      options.log.warn({ reason: error.message }, 'a database connection was lost'),
    );
  });
  pool.on('error', () => {});
  return pool;
}

export function kyselyOn(pool: pg.Pool): Kysely<DB> {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
