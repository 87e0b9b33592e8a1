import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Secret } from '../env.ts';
import type { DB } from './schema.gen.ts';

/** bigint columns are sequence numbers: far below 2^53, so a number loses nothing. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
/** A day is no instant: as a Date it would be another one west of Greenwich. */
pg.types.setTypeParser(pg.types.builtins.DATE, String);

export interface PoolOptions {
  readonly url: Secret;
  readonly max: number;
  readonly name: 'app' | 'lists' | 'system' | 'relay' | 'bulk' | 'jobs';
  readonly log: Logger;
  /** Time limits in ms. A statement that hangs fails; it never holds a licence's lock for long. */
  readonly statementTimeoutMs?: number;
  /** Settings of every connection of the pool, by PostgreSQL's names. */
  readonly settings?: Readonly<Record<string, string>>;
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
    ...(options.settings === undefined ? {} : { options: startUpOptions(options.settings) }),
  });
  // A connection that dies tells itself, in use (where its statement fails too) or idle (where the pool says it once
  // more). Unheard, either would end the process; the next checkout gets a new one.
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      // The pool has ended before its connections have: what they hear of a server that stops is no news.
      if (!pool.ending) options.log.warn({ reason: error.message }, 'a database connection was lost');
    });
  });
  pool.on('error', () => {});
  return pool;
}

function startUpOptions(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

/**
 * The relay's own connection: what it does must wait for nothing else. It is a few statements over and over, planned
 * once, which look up by key the rows that a few events name: a plan from the statistics of a table that has just
 * grown would read all of it. Marks need not be on disk when they are acknowledged: one that is lost is told again.
 */
export function createRelayPool(url: Secret, log: Logger): pg.Pool {
  const settings = {
    plan_cache_mode: 'force_generic_plan',
    enable_seqscan: 'off',
    enable_hashjoin: 'off',
    enable_mergejoin: 'off',
    synchronous_commit: 'off',
  };
  return createPool({ url, max: 1, name: 'relay', log, settings });
}

/**
 * Connections of the app role for portions of thousands of rows. They look up each row by key: a plan from the
 * statistics of a table that is just being filled would read all of it. Their statements may take a while; a licence's
 * lock is still held for no longer than one portion.
 */
export function createBulkPool(url: Secret, max: number, log: Logger): pg.Pool {
  const settings = { enable_seqscan: 'off', jit: 'off', work_mem: '32MB' };
  return createPool({ url, max, name: 'bulk', log, settings, statementTimeoutMs: 120_000 });
}

/**
 * Connections of the app role on which nothing can be written, for what a dashboard reads over and over: its right, the
 * licence's row, a page of the list. Planning such a statement takes longer than answering it, so each is planned once
 * per connection, whatever its values. A plan outlives what the planner knew: a table that was empty then has a million
 * rows later. So nothing is left to choose from but looking up by key and walking along an index in its order.
 */
export function createListPool(url: Secret, max: number, log: Logger): pg.Pool {
  const settings = {
    default_transaction_read_only: 'on',
    plan_cache_mode: 'force_generic_plan',
    enable_seqscan: 'off',
    enable_bitmapscan: 'off',
    enable_sort: 'off',
    enable_hashjoin: 'off',
    enable_mergejoin: 'off',
    max_parallel_workers_per_gather: '0',
    jit: 'off',
  };
  return createPool({ url, max, name: 'lists', log, settings });
}

export function kyselyOn(pool: pg.Pool): Kysely<DB> {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

/** Statements that a connection keeps: each holds memory there. Further ones are planned whenever they come. */
const preparedLimit = 100;

/**
 * The same, with every statement prepared on its connection under a name: for a few statements that come over and
 * over. One that a migration has overtaken fails once, and its connection is replaced.
 */
export function preparingKyselyOn(pool: pg.Pool): Kysely<DB> {
  const preparing = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  async function connect(): Promise<PostgresPoolClient> {
    const client = await pool.connect();
    const known = preparing.get(client) ?? preparingClient(client);
    preparing.set(client, known);
    return known;
  }
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool: { connect, end: () => pool.end(), options: pool.options } }),
  });
}

/** What a prepared statement answers with when a migration has changed what it returns. */
const planIsOutdated = '0A000';

/** The name of a statement on its connection; none once there are enough. */
function nameIn(names: Map<string, string>, text: string): { readonly name?: string } {
  const name = names.get(text) ?? (names.size < preparedLimit ? `s${names.size}` : undefined);
  if (name === undefined) return {};
  names.set(text, name);
  return { name };
}

function preparingClient(client: pg.PoolClient): PostgresPoolClient {
  const names = new Map<string, string>();
  let isOutdated = false;
  async function query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    try {
      return await client.query({ ...nameIn(names, text), text, values: [...values] });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === planIsOutdated) isOutdated = true;
      throw error;
    }
  }
  return {
    // The type also asks for the form with a cursor, which is called for streams only, and only where one is configured.
    query: query as unknown as PostgresPoolClient['query'],
    // A new connection prepares anew.
    release: (destroy) => client.release(isOutdated || destroy),
  };
}
