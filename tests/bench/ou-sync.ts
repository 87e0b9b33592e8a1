import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { AppContext } from '@rollcall/server/app-context.ts';
import type { Database } from '@rollcall/server/db/tx.ts';
import { createRunWork } from '@rollcall/server/features/runs/run-work.ts';
import { syncPace } from '@rollcall/server/features/runs/sync-failure.ts';
import type pg from 'pg';
import { insertConnection } from '../_kit/connection-row.ts';
import type { TestDistrict } from '../_kit/district.ts';
import { newRequest } from '../_kit/membership.ts';
import { chooseUnits } from '../_kit/sync-world.ts';
import { workRuns } from '../_kit/work-runs.ts';
import { connectTo, startBenchApp, startBenchDatabase, updateStatistics } from './bench-app.ts';
import { roomyDistrict } from './import-people.ts';
import { BigDirectory } from './ou-directory.ts';
import { type BenchResult, type GoalLine, median } from './report.ts';

export interface OuSyncSize {
  readonly rounds: number;
  readonly people: number;
}
export const fullOuSyncSize: OuSyncSize = { rounds: 5, people: 200_000 };

/** A licence that follows the directory, and how long the database is at work for it. */
interface Scene {
  readonly app: RunningApp;
  readonly client: pg.Client;
  readonly home: TestDistrict;
  readonly directory: BigDirectory;
  work(): Promise<void>;
  /** In ms, since it was asked for last. */
  takeDatabaseMs(): number;
}

interface Synced {
  readonly ms: number;
  readonly wrong: readonly string[];
}

const goals = { unchanged: 2.5, 'one in a hundred renamed': 2.5, 'all renamed': 9 } as const;
type Kind = keyof typeof goals;

/**
 * P-H1: what a sync of a whole directory costs the database (pages kept, compared, planned and applied), beside COPY of
 * the same people into the table that they are compared with, under its indexes. The directory itself answers at once.
 */
export async function benchOuSync(size: OuSyncSize): Promise<BenchResult> {
  await using database = await startBenchDatabase();
  await using app = await startBenchApp(database, 4, {}, {}, { work: null });
  await using looking = await connectTo(database);
  const { client } = looking;
  const scene = await follow(app, client, size.people);
  const first = scene.takeDatabaseMs();
  await updateStatistics(database);
  const copies: number[] = [];
  const rounds: Record<Kind, Synced>[] = [];
  for (let round = 0; round < size.rounds; round += 1) {
    copies.push(await copyNames(scene, await roomyDistrict(app)));
    rounds.push({
      unchanged: await syncAfter(scene, 0, round),
      'one in a hundred renamed': await syncAfter(scene, 100, round),
      'all renamed': await syncAfter(scene, 1, round),
    });
  }
  const line = (kind: Kind): GoalLine => ({
    name: `P-H1 ${kind} ÷ COPY`,
    ratios: rounds.map((synced, round) => synced[kind].ms / (copies[round] ?? Number.NaN)),
    goal: { atMost: goals[kind] },
    counts: `${size.people} people, ${rounds.length} rounds`,
    wrong: rounds.flatMap((synced) => synced[kind].wrong),
  });
  return {
    goals: (Object.keys(goals) as Kind[]).map(line),
    information: [
      { name: 'COPY', text: `median ${Math.round(median(copies))} ms` },
      { name: 'the first sync, which adds all', text: `${Math.round(first)} ms` },
      ...(Object.keys(goals) as Kind[]).map((kind) => ({
        name: kind,
        text: `median ${Math.round(median(rounds.map((synced) => synced[kind].ms)))} ms`,
      })),
    ],
  };
}

/** A licence that has chosen everybody of a directory, and has them. */
async function follow(app: RunningApp, client: pg.Client, people: number): Promise<Scene> {
  const home = await roomyDistrict(app);
  const directory = new BigDirectory(home.domain, people);
  let databaseMs = 0;
  const context: AppContext = {
    ...app.context,
    bulk: timed(app.context.bulk, (ms) => {
      databaseMs += ms;
    }),
  };
  const runs = createRunWork(context, { openUpstream: async () => directory, pace: syncPace });
  const place = { districtId: home.id, licenseId: home.licenseId };
  const scene: Scene = {
    app,
    client,
    home,
    directory,
    work: () => workRuns(app.context, runs, place),
    takeDatabaseMs() {
      const taken = databaseMs;
      databaseMs = 0;
      return taken;
    },
  };
  await insertConnection(app, home, 'ou');
  const { admin, licenseId } = home;
  const selection = chooseUnits({ pupils: 'student' });
  const run = await admin.client.run.planSync.mutate({ licenseId, selection, requestId: newRequest() });
  await scene.work();
  const { plan } = await admin.client.run.get.query({ licenseId, runId: run.id });
  const digest = plan?.digest ?? '';
  await admin.client.run.confirm.mutate({ licenseId, runId: run.id, digest, requestId: newRequest() });
  await scene.work();
  return scene;
}

/** The same database, with how long each of its transactions takes told. */
function timed(database: Database, tell: (ms: number) => void): Database {
  return {
    ...database,
    async withTx(scope, run) {
      const began = performance.now();
      try {
        return await database.withTx(scope, run);
      } finally {
        tell(performance.now() - began);
      }
    },
  };
}

/** Renames every `nth` (0: nobody) and syncs. Rows written have to be those that changed, in both tables. */
async function syncAfter(scene: Scene, nth: number, round: number): Promise<Synced> {
  const { client, directory, home } = scene;
  const renamed = directory.rename(nth, `round ${round} of ${nth}`);
  const { rows } = await client.query<{ xact: string; seq: string }>(
    'select pg_current_xact_id()::text as xact, seq from license where id = $1',
    [home.licenseId],
  );
  const began = rows[0];
  scene.takeDatabaseMs();
  const { licenseId, admin } = home;
  const run = await admin.client.run.syncNow.mutate({ licenseId, source: 'ou', requestId: newRequest() });
  await scene.work();
  const ms = scene.takeDatabaseMs();
  const done = await admin.client.run.get.query({ licenseId, runId: run.id });
  const written = await client.query<{ people: number; members: number }>(
    `select
       (select count(*)::int from source_person where license_id = $1 and xmin::text::bigint > $2) as people,
       (select count(*)::int from member where license_id = $1 and seq > $3) as members`,
    [licenseId, began?.xact, began?.seq],
  );
  return { ms, wrong: wrongCounts(done, renamed, written.rows[0]) };
}

function wrongCounts(
  run: RunView,
  renamed: number,
  written: { readonly people: number; readonly members: number } | undefined,
): string[] {
  return Object.entries({
    updated: run.outcomes.updated ?? 0,
    total: run.total,
    people: written?.people,
    members: written?.members,
  })
    .filter(([, count]) => count !== renamed)
    .map(([name, count]) => `${name}: ${count}, not ${renamed}`);
}

/** COPY of whom the directory names, into the table that a read is compared with. In ms. */
async function copyNames({ client, home }: Scene, copied: TestDistrict): Promise<number> {
  await client.query(
    `create temp table named as select $1::uuid as district_id, $2::uuid as license_id, source, reference, external_id,
       item_id, email, shown, name, user_type, member_id, why from source_person where license_id = $3`,
    [copied.id, copied.licenseId, home.licenseId],
  );
  const file = `/tmp/rollcall-bench-${copied.licenseId}`;
  await client.query(`copy named to '${file}'`);
  const began = performance.now();
  await client.query(`copy source_person from '${file}'`);
  const ms = performance.now() - began;
  await client.query(`copy (select 1) to program 'rm ${file}'`);
  await client.query('delete from source_person where license_id = $1', [copied.licenseId]);
  await client.query('drop table named');
  return ms;
}
