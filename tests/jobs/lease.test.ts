import type { RunningApp } from '@rollcall/server/app.ts';
import { LeaseLost } from '@rollcall/server/jobs/run-lease.ts';
import { describe, expect, it } from 'vitest';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { freePort } from '../_kit/free-port.ts';
import { startServerProcess } from '../_kit/server-process.ts';
import { countingWork, countOne } from './counting-work.ts';
import {
  door,
  enqueue,
  inState,
  type JobDatabase,
  makeRun,
  readRun,
  startNode,
  withJobWorld,
} from './job-kit.ts';

let database: JobDatabase;
let front: RunningApp;
let district: TestDistrict;
withJobWorld(async (world) => {
  ({ database, front } = world);
  district = await makeDistrict(front);
});

describe('a run', () => {
  it('[F14] is worked by one of two nodes at a time, however often it is queued', async () => {
    let inHand = 0;
    let mostInHand = 0;
    const watched: ReturnType<typeof countingWork> = ({ db }) => ({
      async step(run) {
        mostInHand = Math.max(mostInHand, ++inHand);
        // Each job is queued once more while it runs: the other node is tempted all the time.
        await enqueue(front, district, run.runId);
        const next = await countOne(db, run);
        inHand -= 1;
        return next;
      },
      giveUp: () => Promise.reject(new Error('not given up')),
    });
    const timing = { turnMs: 5 };
    await using _one = await startNode(database, watched, { timing });
    await using _two = await startNode(database, watched, { timing });
    const run = await makeRun(database, district, { total: 60 });
    await enqueue(front, district, run);
    await inState(database, run, 'done');
    expect(mostInHand).toBe(1);
    expect(await readRun(database, run)).toMatchObject({ done: 60, attempts: 0, held: false });
  });

  it('[F15] is not written by a worker that slept through the end of its lease', async () => {
    const asleep = door();
    const wakes = door();
    let refused: unknown;
    const sleeper: ReturnType<typeof countingWork> = ({ db }) => ({
      async step(run) {
        asleep.open();
        await wakes.opened;
        return countOne(db, run).catch((error: unknown) => {
          refused = error;
          throw error;
        });
      },
      giveUp: () => Promise.reject(new Error('not given up')),
    });
    const one = await startNode(database, sleeper, { concurrency: 1 });
    const run = await makeRun(database, district, { total: 5 });
    await enqueue(front, district, run);
    await asleep.opened;
    await using _two = await startNode(database, countingWork());
    await database.seen.rows("update run set lease_until = now() - interval '1 second' where id = $1", [run]);
    await inState(database, run, 'done');
    const before = await readRun(database, run);
    wakes.open();
    await one.stop();
    expect(refused).toBeInstanceOf(LeaseLost);
    expect(await readRun(database, run)).toEqual(before);
    expect(before.done).toBe(5);
  });

  it('[F01] is taken over within ten seconds when its worker is killed, and counted exactly once', async () => {
    const run = await makeRun(database, district, { total: 30 });
    await enqueue(front, district, run);
    const script = [new URL('./fixtures/counting-node.ts', import.meta.url).pathname];
    await using server = await startServerProcess(await freePort(), database.urls, script);
    await expect.poll(async () => (await readRun(database, run)).done, { timeout: 10_000 }).toBe(3);
    await server.kill();
    await using _heir = await startNode(database, countingWork());
    await inState(database, run, 'done', 10_000);
    expect(await readRun(database, run)).toMatchObject({ done: 30, held: false });
  });

  it('[F23] is left in order by a node that stops: the portion at hand is finished, the rest is for others', async () => {
    const within = door();
    const goesOn = door();
    const one = await startNode(
      database,
      countingWork(async () => {
        within.open();
        await goesOn.opened;
      }),
      { timing: { turnMs: 60_000 } },
    );
    const run = await makeRun(database, district, { total: 4 });
    await enqueue(front, district, run);
    await within.opened;
    const stopped = one.stop();
    goesOn.open();
    await stopped;
    expect(await readRun(database, run)).toMatchObject({
      done: 1,
      state: 'running',
      held: false,
      attempts: 0,
    });
    // It waits in the queue: no sweep has to find it.
    await using _two = await startNode(database, countingWork(), { timing: { sweepMs: 1_000_000 } });
    await inState(database, run, 'done');
    expect((await readRun(database, run)).done).toBe(4);
  });
});
