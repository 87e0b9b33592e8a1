import { randomUUID } from 'node:crypto';
import { type RunId, runId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { Env } from '@rollcall/server/env.ts';
import { enqueueRun } from '@rollcall/server/jobs/run-queue.ts';
import type { JobTiming } from '@rollcall/server/jobs/timing.ts';
import { beforeAll, vi } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import type { TestDistrict } from '../_kit/district.ts';
import { createOwnDatabase } from '../schema/own-database.ts';
import { type countingWork, quickTiming } from './counting-work.ts';

/** A database in which no other test's server works runs, for these tests' own idea of what a run is. */
export interface JobDatabase extends AsyncDisposable {
  readonly seen: TestDatabase;
  readonly urls: Pick<Env, 'databaseUrl' | 'databaseSystemUrl'>;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
}

async function createJobDatabase(): Promise<JobDatabase> {
  const own = await createOwnDatabase({ migrated: true });
  const seen = openDatabase(own.superuserUrl);
  return {
    seen,
    urls: { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl },
    ownerUrl: own.ownerUrl.reveal(),
    superuserUrl: own.superuserUrl,
    async [Symbol.asyncDispose]() {
      await seen.end();
      await own[Symbol.asyncDispose]();
    },
  };
}

/** A node that works runs as `work` says; without it, one that only serves. */
export function startNode(
  database: JobDatabase,
  work?: ReturnType<typeof countingWork>,
  changes: { timing?: Partial<JobTiming>; concurrency?: number; logLevel?: Env['logLevel'] } = {},
): Promise<RunningApp> {
  const env = {
    ...database.urls,
    jobConcurrency: changes.concurrency ?? 2,
    logLevel: changes.logLevel ?? 'silent',
  } as const;
  const timing = { ...quickTiming, ...changes.timing };
  return startApp(env, {}, { work: work ?? null, timing });
}

export interface JobWorld {
  readonly database: JobDatabase;
  /** Serves requests and works no runs. */
  readonly front: RunningApp;
}

/**
 * Makes a database and a node that serves on it before the tests of this file, and ends both after them. `ready` takes
 * them, and makes what all of the tests share.
 */
export function withJobWorld(ready: (world: JobWorld) => Promise<void>): void {
  beforeAll(async () => {
    await using opening = new AsyncDisposableStack();
    const database = opening.use(await createJobDatabase());
    const front = opening.use(await startNode(database));
    await ready({ database, front });
    const opened = opening.move();
    return () => opened.disposeAsync();
  });
}

let lastNumber = 0;

/** A run as a command would have made it; `state` and `columns` say which. It is not queued. */
export async function makeRun(
  database: JobDatabase,
  district: TestDistrict,
  columns: Readonly<Record<string, unknown>> = {},
): Promise<RunId> {
  const row = {
    district_id: district.id,
    license_id: district.licenseId,
    id: randomUUID(),
    number: ++lastNumber,
    kind: 'remind',
    state: 'queued',
    actor_person_id: district.admin.id,
    actor_session_id: randomUUID(),
    started_by: 'Admin',
    total: 10,
    ...columns,
  };
  const names = Object.keys(row).join(', ');
  await database.seen.rows(
    `insert into run (${names}) select ${names} from jsonb_populate_record(null::run, $1)`,
    [row],
  );
  return runId.parse(row.id);
}

/** Queues a run as a request of its district does. */
export async function enqueue(app: RunningApp, district: TestDistrict, id: RunId): Promise<void> {
  await app.context.db.withTx({ district: district.id }, (tx) => enqueueRun(tx, id));
}

export interface RunRow {
  readonly state: string;
  readonly done: number;
  readonly attempts: number;
  readonly failure: string | null;
  readonly fence: number;
  readonly held: boolean;
}

export async function readRun(database: JobDatabase, id: RunId): Promise<RunRow> {
  const [row] = await database.seen.rows<RunRow & Record<string, unknown>>(
    'select state, done, attempts, failure, fence, lease_until is not null as held from run where id = $1',
    [id],
  );
  if (row === undefined) throw new Error('There is no such run');
  return row;
}

/** Resolves when the run is in this state, which ends it, and nobody holds it any more. */
export async function inState(
  database: JobDatabase,
  id: RunId,
  state: string,
  timeout = 10_000,
): Promise<void> {
  await vi.waitFor(
    async () => {
      const row = await readRun(database, id);
      if (row.state !== state || row.held)
        throw new Error(`The run is ${row.held ? 'held and ' : ''}${row.state}, not ${state}`);
    },
    { timeout, interval: 20 },
  );
}

/** A door that a test opens. */
export function door(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
