import type { LicenseId, RunId } from '@rollcall/core/ids.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { createRunWork } from '@rollcall/server/features/runs/run-work.ts';
import type { HeldRun } from '@rollcall/server/jobs/run-lease.ts';
import { jobTiming } from '@rollcall/server/jobs/timing.ts';
import { createOwnDatabase } from '../schema/own-database.ts';
import { startApp } from './app.ts';
import { openDatabase, type TestDatabase } from './database.ts';
import type { TestPerson } from './district.ts';
import { newRequest } from './membership.ts';
import { waitForRun } from './runs.ts';

/** Where a run stands still until the test lets it go on. */
export interface Stop {
  /** Resolves when the run has come there. */
  readonly reached: Promise<void>;
  go(): void;
}

/** A server that alone works the runs of its database, so that a test can stop them between two portions. */
export interface RunWorld extends AsyncDisposable {
  readonly app: RunningApp;
  readonly database: TestDatabase;
  readonly urls: Pick<Parameters<typeof startApp>[0] & object, 'databaseUrl' | 'databaseSystemUrl'>;
  /** The run stands still before the portion after its first `done` applied rows. */
  stopAt(runId: RunId, done: number): Stop;
}

/** Clocks under which a failing run is tried again at once, and a run that stands still stays held. */
const timing = { ...jobTiming, sweepMs: 100, retryMs: 10, longestRetryMs: 50, pollMs: 50, reopenMs: 50 };

export async function createRunWorld(): Promise<RunWorld> {
  const own = await createOwnDatabase({ migrated: true });
  const urls = { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl };
  const database = openDatabase(own.superuserUrl);
  const stops = new Map<RunId, (held: HeldRun) => Promise<void>>();
  const app = await startApp(
    { ...urls, logLevel: 'silent' },
    {},
    {
      timing,
      work: (context) => {
        const real = createRunWork(context);
        return {
          ...real,
          async step(held, signal) {
            await stops.get(held.runId)?.(held);
            return real.step(held, signal);
          },
        };
      },
    },
  );
  return {
    app,
    database,
    urls,
    stopAt(runId, done) {
      const reached = Promise.withResolvers<void>();
      const gone = Promise.withResolvers<void>();
      stops.set(runId, async () => {
        const [run] = await database.rows<{ state: string; done: number }>(
          'select state, done from run where id = $1',
          [runId],
        );
        if (!['queued', 'running'].includes(run?.state ?? '') || (run?.done ?? 0) < done) return;
        reached.resolve();
        await gone.promise;
      });
      return {
        reached: reached.promise,
        go() {
          stops.delete(runId);
          gone.resolve();
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await app.stop();
      await database.end();
      await own[Symbol.asyncDispose]();
    },
  };
}

const lists = 'lines emails shown names user_types refusals reasons raws member_ids'.split(' ');

/**
 * Cuts the portions of a planned run into smaller ones, which have to divide the real size, and has it planned anew:
 * what is true of portions of 5,000 rows is then seen with a few.
 */
export async function cutPortions(
  { database }: Pick<RunWorld, 'database'>,
  admin: TestPerson,
  run: RunView,
  size: number,
): Promise<RunView> {
  await waitForRun(admin, run, ['planned']);
  const client = await database.connect();
  try {
    await client.query('begin');
    await client.query(
      `create temp table whole on commit drop as select * from run_batch where run_id = '${run.id}'`,
    );
    await client.query('delete from run_batch where run_id = $1', [run.id]);
    await client.query(
      `insert into run_batch (district_id, license_id, run_id, batch_no, first_row, size, ${lists.join(', ')})
       select district_id, license_id, run_id, (first_row - 1) / $1::int + part, first_row + part * $1::int,
         least($1::int, size - part * $1::int),
         ${lists.map((list) => `${list}[part * $1::int + 1 : (part + 1) * $1::int]`).join(', ')}
       from whole cross join lateral generate_series(0, (size - 1) / $1::int) part`,
      [size],
    );
    await client.query('commit');
  } finally {
    client.release(true);
  }
  const { licenseId, id: runId } = run;
  await admin.client.run.replan.mutate({ licenseId, runId, requestId: newRequest() });
  return waitForRun(admin, run, ['planned']);
}

/** A file of so many people of the district, from `p0@…`. */
export function fileOf(address: (local: string) => string, count: number, from = 0): string {
  const lines = Array.from({ length: count }, (_, index) => address(`p${from + index}`));
  return `Email\n${lines.join('\n')}\n`;
}

/** Who is on the licence, with what holds them, and the counters: all that an undo has to bring back. */
export async function standingOfLicense(database: TestDatabase, licenseId: LicenseId) {
  const [license] = await database.rows(
    `select to_jsonb(l) - '{seq,audit_head,history_day,history_joined,history_declined}'::text[] as license
     from license l where id = $1`,
    [licenseId],
  );
  // The pop-up of who was asked once more does not come back sooner for being undone: its clocks are not taken back.
  const members = await database.rows(
    `select to_jsonb(m) - '{seq,armed_at,rearmed_at}'::text[] as member from member m
     where m.license_id = $1 and m.ended_at is null order by m.id`,
    [licenseId],
  );
  const sources = await database.rows(
    `select s.member_id, s.kind, s.reference, s.added_by, s.started_at from member_source s
     where s.license_id = $1 and s.ended_at is null order by s.member_id, s.kind, s.reference`,
    [licenseId],
  );
  return { license, members, sources };
}
