import type { LmsControl } from '@rollcall/sandbox/lms/lms.ts';
import { createSandbox, type Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { JobSettings, RunningApp } from '@rollcall/server/app.ts';
import { openUpstream } from '@rollcall/server/connections/access.ts';
import type { Env } from '@rollcall/server/env.ts';
import { createRunWork } from '@rollcall/server/features/runs/run-work.ts';
import { beforeAll } from 'vitest';
import { createOwnDatabase } from '../schema/own-database.ts';
import { startApp } from './app.ts';
import { openDatabase, type TestDatabase } from './database.ts';
import { envOfSandbox } from './env-of-sandbox.ts';

export interface LmsWorld {
  readonly app: RunningApp;
  readonly database: TestDatabase;
  readonly sandbox: Sandbox;
  readonly lms: LmsControl;
}

/** Runs that ask another system again at once, and give up soon. */
const quickRuns: JobSettings = {
  work: (context) =>
    createRunWork(context, {
      openUpstream,
      pace: { firstMs: 1, longestMs: 4, tries: 4, restarts: 2, limitMs: 3_600_000 },
    }),
};

/**
 * Starts a sandbox without the demo and a server that may ask it, before the tests of this file, and ends them after
 * them. Each test makes a system of its own there with `makeLmsSchool`. Where classes are read, on a database of its own:
 * the servers of other tests would take the runs, and may not ask this sandbox.
 */
export function withLms(
  { readsClasses = false, ...changes }: Partial<Env> & { readonly readsClasses?: boolean },
  ready: (world: LmsWorld) => void | Promise<void>,
): void {
  beforeAll(async () => {
    await using opening = new AsyncDisposableStack();
    const sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', empty: true });
    opening.defer(() => sandbox.stop());
    const own = readsClasses ? opening.use(await createOwnDatabase({ migrated: true })) : undefined;
    const database = opening.use(openDatabase(own?.superuserUrl));
    const databaseEnv =
      own === undefined ? {} : { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl };
    const env = { ...envOfSandbox(sandbox), ...databaseEnv, ...changes };
    const app = opening.use(await startApp(env, {}, readsClasses ? quickRuns : {}));
    await ready({ app, database, sandbox, lms: sandbox.lms });
    const opened = opening.move();
    return () => opened.disposeAsync();
  });
}
