import type { RunningApp } from '@rollcall/server/app.ts';
import type { RunPlace } from '@rollcall/server/jobs/run-lease.ts';
import { sweepRuns } from '@rollcall/server/jobs/sweep.ts';
import { describe, expect, it } from 'vitest';
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
withJobWorld(async (world) => {
  ({ database, front } = world);
  district = await makeDistrict(front);
});

const past = () => new Date(Date.now() - 60_000);
const ahead = () => new Date(Date.now() + 60_000);
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

describe('the sweep', () => {
  it('[JOB-5] ends a file whose reader is gone and a plan that nobody answered for seven days, and no others', async () => {
    const interrupted = await makeRun(database, district, {
      state: 'reading',
      lease_until: past(),
      fence: 1,
    });
    const neverRead = await makeRun(database, district, { state: 'reading', created_at: past() });
    const old = await makeRun(database, district, { state: 'planned', planned_at: daysAgo(8) });
    const kept = [
      await makeRun(database, district, { state: 'reading', lease_until: ahead(), created_at: past() }),
      await makeRun(database, district, { state: 'reading', created_at: new Date() }),
      await makeRun(database, district, { state: 'planned', planned_at: daysAgo(6) }),
      await makeRun(database, district, { state: 'done', lease_until: past(), ended_at: past() }),
    ];
    const before = await Promise.all(kept.map((run) => readRun(database, run)));
    const ended = await sweepRuns(front.context.db);
    const place = (runId: string) => ({ districtId: district.id, licenseId: district.licenseId, runId });
    expect(ended).toEqual([interrupted, neverRead, old].map(place));
    // The fence has moved: a reader that wakes up writes nothing more.
    const failed = { state: 'failed', failure: 'interrupted', held: false };
    expect(await readRun(database, interrupted)).toMatchObject({ ...failed, fence: 2 });
    expect(await readRun(database, neverRead)).toMatchObject({ ...failed, fence: 1 });
    expect(await readRun(database, old)).toMatchObject({ state: 'discarded', failure: null });
    expect(await Promise.all(kept.map((run) => readRun(database, run)))).toEqual(before);
    expect(await sweepRuns(front.context.db)).toEqual([]);
  });

  it('[JOB-5] [SYNC-3] queues a sync that nobody reads on with, and never takes it for a file', async () => {
    const sync = { kind: 'sync', source: 'ou', state: 'reading', created_at: past(), fence: 1 };
    const left = await makeRun(database, district, { ...sync, lease_until: past() });
    const waiting = await makeRun(database, district, { ...sync, lease_until: ahead() });
    expect(await sweepRuns(front.context.db)).toEqual([]);
    const queued = await database.seen.rows<{ key: string }>(
      'select key from graphile_worker.jobs where key = any ($1)',
      [[left, waiting].map((id) => `run:${id}`)],
    );
    expect(queued).toEqual([{ key: `run:${left}` }]);
    await database.seen.rows(`delete from graphile_worker._private_jobs where key = $1`, [`run:${left}`]);
    await database.seen.rows(`update run set state = 'failed' where id = any ($1)`, [[left, waiting]]);
  });

  it('[JOB-5] says which runs it ended to whoever shows them', async () => {
    const old = await makeRun(database, district, { state: 'planned', planned_at: daysAgo(8) });
    const told: RunPlace[] = [];
    const work: ReturnType<typeof countingWork> = (context) => ({
      ...countingWork()(context),
      swept: (runs) => void told.push(...runs),
    });
    await using _node = await startNode(database, work);
    await inState(database, old, 'discarded');
    await expect.poll(() => told.map((run) => run.runId)).toEqual([old]);
  });

  it('[JOB-5] [SYNC-7] goes on while runs that begin by themselves are waited for', async () => {
    const begins = door();
    const goesOn = door();
    const work: ReturnType<typeof countingWork> = (context) => ({
      ...countingWork()(context),
      async beginDue() {
        begins.open();
        await goesOn.opened;
      },
    });
    await using _node = await startNode(database, work);
    await begins.opened;
    const left = await makeRun(database, district, { total: 1 });
    try {
      await expect(inState(database, left, 'done')).resolves.toBeUndefined();
    } finally {
      goesOn.open();
    }
  });

  it('[JOB-5] finds runs that were never queued, and leaves those that are held', async () => {
    const left = await makeRun(database, district, { total: 2 });
    const held = await makeRun(database, district, { total: 2, lease_until: ahead(), fence: 1 });
    await using _node = await startNode(database, countingWork());
    await inState(database, left, 'done');
    expect(await readRun(database, held)).toMatchObject({ state: 'queued', fence: 1 });
  });

  it('[JOB-5] leaves what waits for another run of the license to the end of that one, and queues the first', async () => {
    const home = await makeDistrict(front);
    const confirmed = (minutes: number) => ({ confirmed_at: new Date(Date.now() - minutes * 60_000) });
    const running = await makeRun(database, home, { state: 'running', lease_until: ahead() });
    const second = await makeRun(database, home, confirmed(1));
    const first = await makeRun(database, home, confirmed(2));
    const queued = async (): Promise<string[]> => {
      await sweepRuns(front.context.db);
      const jobs = await database.seen.rows<{ key: string }>(
        'select key from graphile_worker.jobs where key = any ($1)',
        [[running, second, first].map((run) => `run:${run}`)],
      );
      return jobs.map(({ key }) => key);
    };
    expect(await queued()).toEqual([]);
    await database.seen.rows("update run set state = 'done' where id = $1", [running]);
    expect(await queued()).toEqual([`run:${first}`]);
    await database.seen.rows("update run set state = 'discarded' where id = any ($1)", [[first, second]]);
    await database.seen.rows('select graphile_worker.remove_job($1)', [`run:${first}`]);
  });

  it('[JOB-5] keeps the place of what waits, and takes out jobs of workers that died', async () => {
    const run = await makeRun(database, district, { state: 'planning' });
    await enqueue(front, district, run);
    const jobs = () =>
      database.seen.rows(
        `select id, run_at, locked_by from graphile_worker.jobs where key = 'run:' || $1 or locked_by = 'dead' order by id`,
        [run],
      );
    const queued = await jobs();
    expect(queued).toHaveLength(1);
    await sweepRuns(front.context.db);
    expect(await jobs()).toEqual(queued);

    // Its worker dies with it. The run is queued anew at once, and the dead one's job goes when nobody can be at it.
    const lock = `update graphile_worker._private_jobs set locked_by = 'dead', attempts = 1, locked_at = now() - $1::interval`;
    await database.seen.rows(`${lock} where key = 'run:' || $2`, ['1 minute', run]);
    await sweepRuns(front.context.db);
    expect(await jobs()).toMatchObject([{ locked_by: 'dead' }, { locked_by: null }]);
    await database.seen.rows(`${lock} where locked_by = 'dead'`, ['5 hours']);
    await sweepRuns(front.context.db);
    expect(await jobs()).toMatchObject([{ locked_by: null }]);
    await database.seen.rows("update run set state = 'discarded' where id = $1", [run]);
  });

  it('[F04] the queue goes on after every connection was lost', async () => {
    await using _node = await startNode(database, countingWork());
    const first = await makeRun(database, district, { total: 1 });
    await enqueue(front, district, first);
    await inState(database, first, 'done');
    await database.seen.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like 'rollcall-%'`,
    );
    const second = await makeRun(database, district, { total: 3 });
    await inState(database, second, 'done');
    expect((await readRun(database, second)).done).toBe(3);
  });

  it('[F04] the queue is opened again when it could not write down how a job went', async () => {
    // The library ends all its workers then. A sequence counts also what is rolled back: only the first try fails.
    await database.seen.rows(`
      create sequence graphile_worker.tries;
      grant usage on sequence graphile_worker.tries to rollcall_system;
      create function graphile_worker.fail_first() returns trigger language plpgsql as $$
      begin
        if nextval('graphile_worker.tries') = 1 then raise exception 'not written'; end if;
        return old;
      end $$;
      create trigger fail_first before delete on graphile_worker._private_jobs
        for each row execute function graphile_worker.fail_first()`);
    await using _node = await startNode(database, countingWork());
    const first = await makeRun(database, district, { total: 1 });
    await enqueue(front, district, first);
    const failed = 'select last_value > 0 and is_called from graphile_worker.tries';
    await expect.poll(() => database.seen.value(failed)).toBe(true);
    const second = await makeRun(database, district, { total: 3 });
    await enqueue(front, district, second);
    await inState(database, second, 'done');
    expect((await readRun(database, first)).state).toBe('done');
  });
});
