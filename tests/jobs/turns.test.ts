import { type RunId, runId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it, vi } from 'vitest';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { countingWork } from './counting-work.ts';
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
let other: TestDistrict;
withJobWorld(async (world) => {
  ({ database, front } = world);
  district = await makeDistrict(front);
  other = await makeDistrict(front);
});

/** An error as the database would answer with. */
function databaseError(code: string): Error {
  return Object.assign(new Error('of the database'), { code });
}

describe('runs of several districts', () => {
  it('[JOB-3] advance side by side, also where one at a time is worked', async () => {
    const order: RunId[] = [];
    const large = await makeRun(database, district, { total: 40 });
    const small = await makeRun(database, other, { total: 4 });
    await enqueue(front, district, large);
    await enqueue(front, other, small);
    const work = countingWork((run) => void order.push(run.runId));
    await using node = await startNode(database, work, { concurrency: 1, timing: { turnMs: 0 } });
    await inState(database, small, 'done');
    // The small one has its turn after each of the large one's, although that came first.
    expect(order.indexOf(small)).toBeLessThanOrEqual(2);
    expect(order.lastIndexOf(small)).toBeLessThanOrEqual(12);
    await inState(database, large, 'done');
    await node.idle();
    expect(order).toHaveLength(44);
  });

  it('[JOB-7] those that somebody began go before those that began by themselves', async () => {
    const order: RunId[] = [];
    const bySelf = {
      kind: 'sync',
      source: 'ou',
      actor_person_id: null,
      actor_session_id: null,
      started_by: '',
    };
    const nightly = await makeRun(database, district, { ...bySelf, total: 40 });
    const asked = await makeRun(database, other, { total: 4 });
    await enqueue(front, district, nightly);
    await enqueue(front, other, asked);
    const work = countingWork((run) => void order.push(run.runId));
    await using _node = await startNode(database, work, { concurrency: 1, timing: { turnMs: 0 } });
    await inState(database, nightly, 'done');
    expect(order.slice(0, 4)).toEqual(Array(4).fill(asked));
    expect(order).toHaveLength(44);
  });

  it('[JOB-3] a turn is as long as it is said to be, in portions that follow each other', async () => {
    const order: RunId[] = [];
    const one = await makeRun(database, district, { total: 5 });
    const two = await makeRun(database, other, { total: 5 });
    await enqueue(front, district, one);
    await enqueue(front, other, two);
    const work = countingWork((run) => void order.push(run.runId));
    await using _node = await startNode(database, work, { concurrency: 1, timing: { turnMs: 60_000 } });
    await inState(database, one, 'done');
    await inState(database, two, 'done');
    const [first] = order;
    const turns = [one, two].sort((run) => (run === first ? -1 : 1));
    expect(order).toEqual(turns.flatMap((run) => Array(5).fill(run)));
  });
});

describe('a run that is read from another system', () => {
  it('[JOB-6] [F20] waits beside the others, also where an older server queued it among them', async () => {
    const reads = await makeRun(database, district, {
      kind: 'sync',
      state: 'reading',
      source: 'ou',
      total: 1,
    });
    const run = await makeRun(database, other, { total: 1 });
    const answers = door();
    const asked = door();
    const work = countingWork(async ({ runId: id }) => {
      if (id !== reads) return;
      asked.open();
      await answers.opened;
    });
    const place = { districtId: district.id, licenseId: district.licenseId, runId: reads };
    await database.seen.rows(
      `select from graphile_worker.add_job('run', $1::json, job_key => 'run:' || ($1::json ->> 'runId'), max_attempts => 1)`,
      [JSON.stringify(place)],
    );
    await using _node = await startNode(database, work, { concurrency: 1, timing: { sweepMs: 1_000_000 } });
    try {
      await asked.opened;
      await enqueue(front, other, run);
      await inState(database, run, 'done');
      expect(await readRun(database, reads)).toMatchObject({ state: 'reading', held: true });
    } finally {
      answers.open();
    }
    await inState(database, reads, 'done');
  });
});

describe('a run that fails', () => {
  it('[JOB-4] is given up after five attempts that got nowhere, and the others go on', async () => {
    const bad = await makeRun(database, district, { total: 3 });
    const good = await makeRun(database, other, { total: 3 });
    let attempts = 0;
    const work = countingWork((run) => {
      if (run.runId !== bad) return;
      attempts += 1;
      throw new Error('a belief was wrong');
    });
    await enqueue(front, district, bad);
    await enqueue(front, other, good);
    await using _node = await startNode(database, work, { concurrency: 1 });
    await inState(database, good, 'done');
    await inState(database, bad, 'failed');
    expect(attempts).toBe(5);
    await vi.waitFor(async () => {
      expect(await readRun(database, bad)).toMatchObject({ failure: 'internal', done: 0, held: false });
    });
  });

  it('[JOB-4] counts from each portion anew: what gets on is not given up', async () => {
    const run = await makeRun(database, district, { total: 12, attempts: 4 });
    let calls = 0;
    const work = countingWork(() => {
      if (calls++ % 2 === 1) throw new Error('every second portion');
    });
    await enqueue(front, district, run);
    await using _node = await startNode(database, work);
    await inState(database, run, 'done');
    expect((await readRun(database, run)).done).toBe(12);
    expect(calls).toBeGreaterThan(20);
  });

  it('[JOB-4] is tried more often when the database only said "not now"', async () => {
    const run = await makeRun(database, district, { total: 1 });
    let calls = 0;
    const work = countingWork(() => {
      if (++calls <= 8) throw databaseError('40001');
    });
    await enqueue(front, district, run);
    await using _node = await startNode(database, work);
    await inState(database, run, 'done');
    expect(calls).toBe(9);
  });

  it('[JOB-4] [I13] ends also when the database never says anything else', async () => {
    const run = await makeRun(database, district, { total: 1 });
    const work = countingWork(() => {
      throw databaseError('57014');
    });
    await enqueue(front, district, run);
    await using _node = await startNode(database, work);
    await inState(database, run, 'failed');
    expect((await readRun(database, run)).failure).toBe('internal');
  });

  it('[JOB-4] is given up when process after process died with it', async () => {
    const run = await makeRun(database, district, { total: 1, attempts: 20 });
    let calls = 0;
    const work = countingWork(() => void calls++);
    await enqueue(front, district, run);
    await using _node = await startNode(database, work);
    await inState(database, run, 'failed');
    expect(calls).toBe(0);
  });

  it('[JOB-4] that cannot be given up is not forgotten', async () => {
    const run = await makeRun(database, district, { total: 1, attempts: 20 });
    let refusals = 0;
    const work: ReturnType<typeof countingWork> = (context) => ({
      ...countingWork()(context),
      giveUp(held) {
        if (refusals++ < 2) throw new Error('not yet');
        return countingWork()(context).giveUp(held);
      },
    });
    await enqueue(front, district, run);
    await using _node = await startNode(database, work);
    await inState(database, run, 'failed');
    expect(refusals).toBe(3);
  });
});

describe('a run with nothing to do', () => {
  it('[JOB-2] waits without being worked while another of the license goes first, and is looked at again', async () => {
    const run = await makeRun(database, district, { total: 1 });
    const freed = door();
    let isFree = false;
    let asked = 0;
    const work: ReturnType<typeof countingWork> = (context) => ({
      ...countingWork()(context),
      async step(held, signal) {
        asked += 1;
        if (asked === 2) freed.open();
        return isFree ? countingWork()(context).step(held, signal) : 'wait';
      },
    });
    await enqueue(front, district, run);
    await using _node = await startNode(database, work);
    await freed.opened;
    expect(await readRun(database, run)).toMatchObject({ state: 'queued', done: 0 });
    isFree = true;
    await inState(database, run, 'done');
  });

  it('[JOB-2] that is confirmed while its plan is still held is worked all the same', async () => {
    const run = runId.parse(await makeRun(database, district, { state: 'planning', total: 1 }));
    let calls = 0;
    const work: ReturnType<typeof countingWork> = (context) => ({
      ...countingWork()(context),
      async step(held, signal) {
        if (calls++ > 0) return countingWork()(context).step(held, signal);
        // The plan is there, and somebody confirms it before the lease is given back.
        await database.seen.rows("update run set state = 'queued' where id = $1", [run]);
        return 'done';
      },
    });
    await enqueue(front, district, run);
    // Without sweeps after the first: nobody else would find it.
    await using _node = await startNode(database, work, { timing: { sweepMs: 1_000_000 } });
    await inState(database, run, 'done');
    expect(calls).toBe(2);
  });

  it('[JOB-4] that says again and again it is done, and is not, is given up', async () => {
    const run = await makeRun(database, district, { total: 1 });
    let calls = 0;
    const work: ReturnType<typeof countingWork> = (context) => ({
      ...countingWork()(context),
      async step() {
        calls += 1;
        return 'done';
      },
    });
    await enqueue(front, district, run);
    await using _node = await startNode(database, work, { timing: { sweepMs: 1_000_000 } });
    await inState(database, run, 'failed');
    expect(calls).toBe(20);
  });
});
