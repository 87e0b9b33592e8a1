import { defaultCsvLimits } from '@rollcall/core/runs/csv-contract.ts';
import { createApp, type JobSettings, type RunningApp } from '@rollcall/server/app.ts';
import { type Env, Secret } from '@rollcall/server/env.ts';
import { type LiveTiming, liveTiming } from '@rollcall/server/realtime/timing.ts';
import pg from 'pg';
import { startTemporaryServer, type TemporaryServer } from '../../scripts/temporary-database.ts';

/** A PostgreSQL that waits for the disk at each commit, as a real one does: a floor without fsync is no floor. */
export async function startBenchDatabase(): Promise<TemporaryServer> {
  return startTemporaryServer('rollcall_bench', {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_connections: '200',
  });
}

/** A server as production starts it, with one database connection per writer. */
export async function startBenchApp(
  database: TemporaryServer,
  poolSize: number,
  timing: Partial<LiveTiming> = {},
  changes: Partial<Env> = {},
  jobSettings: JobSettings = {},
): Promise<RunningApp> {
  const env: Env = {
    databaseUrl: database.urls.appUrl,
    databaseSystemUrl: database.urls.systemUrl,
    secret: new Secret('a secret of the benchmarks, thirty-two characters'),
    port: 0,
    host: '127.0.0.1',
    publicOrigins: [],
    trustedProxies: 0,
    demo: false,
    smtpUrl: undefined,
    mailFrom: 'Rollcall <no-reply@bench.invalid>',
    mail: { delayMs: 120_000, perSecond: 100 },
    logLevel: 'error',
    webRoot: undefined,
    poolSize,
    jobConcurrency: 2,
    csvLimits: defaultCsvLimits,
    google: undefined,
    signInIssuers: [],
    dnsServers: [],
    sandboxUrl: undefined,
    ...changes,
  };
  return createApp(env, undefined, { ...liveTiming, ...timing }, jobSettings);
}

/** What autovacuum does within a minute on a server that lives: plans are made from how large the tables are. */
export async function updateStatistics(database: TemporaryServer): Promise<void> {
  const client = new pg.Client({ connectionString: database.superuserUrl('rollcall_bench') });
  await client.connect();
  await client.query('analyze');
  await client.end();
}

/** A superuser's connection: to look behind the server, and for the floors. */
export async function connectTo(
  database: TemporaryServer,
): Promise<AsyncDisposable & { readonly client: pg.Client }> {
  const client = new pg.Client({ connectionString: database.superuserUrl('rollcall_bench') });
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}
