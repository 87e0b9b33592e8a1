import { defaultCsvLimits } from '@rollcall/core/runs/csv-contract.ts';
import { createApp, type JobSettings, type RunningApp } from '@rollcall/server/app.ts';
import { type Env, Secret } from '@rollcall/server/env.ts';
import { type LiveTiming, liveTiming } from '@rollcall/server/realtime/timing.ts';
import { inject } from 'vitest';

/** Settings of a server on the shared test database, on a free port. */
export function testEnv(changes: Partial<Env> = {}): Env {
  const database = inject('database');
  return {
    databaseUrl: new Secret(database.appUrl),
    databaseSystemUrl: new Secret(database.systemUrl),
    secret: new Secret('a secret of the tests, thirty-two characters long'),
    port: 0,
    host: '127.0.0.1',
    publicOrigins: [],
    trustedProxies: 0,
    demo: false,
    smtpUrl: undefined,
    mailFrom: 'Rollcall <no-reply@test.invalid>',
    mail: { delayMs: 120_000, perSecond: 100 },
    logLevel: 'error',
    webRoot: undefined,
    poolSize: 10,
    jobConcurrency: 2,
    csvLimits: defaultCsvLimits,
    google: undefined,
    signInIssuers: [],
    // Nobody is there: what a test does not serve itself has no answer, and no test asks the machine's own servers.
    dnsServers: ['127.0.0.1:9'],
    sandboxUrl: undefined,
    ...changes,
  };
}

/** A whole server, as `main.ts` starts it. Dispose of it: `await using app = await startApp()`. */
export async function startApp(
  changes: Partial<Env> = {},
  timing: Partial<LiveTiming> = {},
  jobSettings: JobSettings = {},
): Promise<RunningApp> {
  // Terms are looked at by the test that turns them: another test's licence is not this server's to change.
  const settings = { termNoticesMs: 3_600_000, ...jobSettings };
  return createApp(testEnv(changes), undefined, { ...liveTiming, ...timing }, settings);
}
