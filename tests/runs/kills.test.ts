import { randomInt } from 'node:crypto';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunState } from '@rollcall/core/runs/run-state.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { jobTiming } from '@rollcall/server/jobs/timing.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { expectBooksBalance } from '../_kit/books.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { freePort } from '../_kit/free-port.ts';
import { newRequest } from '../_kit/membership.ts';
import { cutPortions, fileOf } from '../_kit/run-world.ts';
import { confirmPlan, uploadCsv, waitForRun } from '../_kit/runs.ts';
import { type ServerProcess, startServerProcess } from '../_kit/server-process.ts';
import { createOwnDatabase, type OwnDatabase } from '../schema/own-database.ts';

const long = process.env.ROLLCALL_LONG === '1';
const kills = long ? 60 : 12;
/** So many portions are worked between two kills at the most. */
const stride = long ? 8 : 30;
const people = 10_000;
const portion = 100;

let own: OwnDatabase;
let urls: { databaseUrl: OwnDatabase['appUrl']; databaseSystemUrl: OwnDatabase['systemUrl'] };
/** Takes requests and works no run: that is for the processes that die. */
let front: RunningApp;
let database: TestDatabase;
beforeAll(async () => {
  own = await createOwnDatabase({ migrated: true });
  urls = { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl };
  front = await startApp(urls, {}, { work: null });
  database = openDatabase(own.superuserUrl);
});
afterAll(async () => {
  await front.stop();
  await database.end();
  await own[Symbol.asyncDispose]();
});

const standing = async (run: RunView) => {
  const [row] = await database.rows<{ state: RunState; done: number }>(
    'select state, done from run where id = $1',
    [run.id],
  );
  if (row === undefined) throw new Error('There is no such run');
  return row;
};

/** Kills the server at some moment of the next few portions, and starts it again as if the lease had run out. */
async function killSomewhere(
  server: ServerProcess,
  run: RunView,
  ends: readonly RunState[],
): Promise<boolean> {
  const until = (await standing(run)).done + randomInt(0, stride) * portion;
  for (;;) {
    const { state, done } = await standing(run);
    if (ends.includes(state)) return false;
    if (done > until) break;
  }
  await server.kill();
  await database.rows(
    `update run set lease_until = now() - interval '1 second' where id = $1 and lease_until is not null`,
    [run.id],
  );
  await server.start();
  return true;
}

async function expectOnce(home: TestDistrict, run: RunView, expected: RunView['outcomes']): Promise<void> {
  const done = await home.admin.client.run.get.query({ licenseId: home.licenseId, runId: run.id });
  expect(done).toMatchObject({ state: 'done', total: people, done: people, outcomes: expected });
  const [rows] = await database.rows(
    `select count(*)::int as portions, sum(size)::int as people, sum(cardinality(outcomes))::int as outcomes,
       count(distinct seq)::int as numbers from run_batch where run_id = $1`,
    [run.id],
  );
  const portions = people / portion;
  expect(rows).toEqual({ portions, people, outcomes: people, numbers: portions });
  const events = await database.rows(
    `select type, count(*)::int as count, count(distinct payload ->> 'batch')::int as portions from event
     where license_id = $1 and payload ->> 'runId' = $2 group by type order by type`,
    [home.licenseId, run.id],
  );
  expect(events).toEqual([
    { type: 'run.applied', count: portions, portions },
    { type: 'run.confirmed', count: 1, portions: 0 },
    { type: 'run.ended', count: 1, portions: 0 },
  ]);
  await expectBooksBalance(database, home.licenseId);
}

describe('a server that is killed while it works runs', () => {
  it(`[F01] [RUN-4] [I3] ${kills} times: an import and its undo end exactly once`, async () => {
    const home = await makeDistrict(front, { studentSeats: people });
    const { licenseId, admin } = home;
    await using server = await startServerProcess(await freePort(), urls);
    let killed = 0;
    const live = () =>
      database.value<number>('select count(*)::int from member where license_id = $1 and ended_at is null', [
        licenseId,
      ]);
    while (killed < kills) {
      const file = fileOf(home.address, people);
      const uploaded = await uploadCsv(front, admin, { licenseId, file });
      if (await killSomewhere(server, uploaded, ['planned'])) killed += 1;
      const planned = await cutPortions({ database }, admin, uploaded, portion);
      await confirmPlan(admin, planned);
      while (killed < kills && (await killSomewhere(server, planned, ['done']))) killed += 1;
      await waitForRun(admin, planned, ['done']);
      await expectOnce(home, planned, { invited: people });
      expect(await live()).toBe(people);

      const undo = await admin.client.run.undo.mutate({
        licenseId,
        runId: planned.id,
        requestId: newRequest(),
      });
      if (await killSomewhere(server, undo, ['planned'])) killed += 1;
      await waitForRun(admin, undo, ['planned']);
      await confirmPlan(admin, undo);
      while (killed < kills && (await killSomewhere(server, undo, ['done']))) killed += 1;
      await waitForRun(admin, undo, ['done']);
      await expectOnce(home, undo, { withdrawn: people });
      expect(await live()).toBe(0);
    }
    expect(killed).toBeGreaterThanOrEqual(kills);
  }, 900_000);
});

describe('two servers', () => {
  it('[F14] [F15] [RUN-4] share runs and never a portion, also where one of them has lost the run', async () => {
    const home = await makeDistrict(front, { studentSeats: people });
    const timing = { ...jobTiming, sweepMs: 100, pollMs: 50, turnMs: 50 };
    await using _one = await startApp({ ...urls, logLevel: 'silent' }, {}, { timing });
    await using _two = await startApp({ ...urls, logLevel: 'silent' }, {}, { timing });
    const file = fileOf(home.address, people);
    const uploaded = await uploadCsv(front, home.admin, { licenseId: home.licenseId, file });
    const planned = await cutPortions({ database }, home.admin, uploaded, portion);
    await confirmPlan(home.admin, planned);
    for (let taken = 1; taken <= 3; taken += 1) {
      await vi.waitFor(
        async () => expect((await standing(planned)).done).toBeGreaterThan(taken * 10 * portion),
        { timeout: 30_000 },
      );
      // Whoever has it in hand has stood still for too long, and does not know: from here it is another's.
      await database.rows(
        `update run set fence = fence + 1, lease_until = now() - interval '1 second' where id = $1`,
        [planned.id],
      );
    }
    await waitForRun(home.admin, planned, ['done']);
    await expectOnce(home, planned, { invited: people });
  }, 120_000);
});
