import type { RunningApp } from '@rollcall/server/app.ts';
import { enqueueRun } from '@rollcall/server/jobs/run-queue.ts';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { createOwnDatabase } from '../schema/own-database.ts';
import { countingWork } from './counting-work.ts';
import { enqueue, inState, type JobDatabase, makeRun, readRun, startNode, withJobWorld } from './job-kit.ts';

let database: JobDatabase;
let front: RunningApp;
let own: TestDistrict;
let foreign: TestDistrict;
withJobWorld(async (world) => {
  ({ database, front } = world);
  own = await makeDistrict(front);
  foreign = await makeDistrict(front);
});

const jobsOf = (run: string) =>
  database.seen.rows<{ payload: unknown }>(
    `select j.payload from graphile_worker._private_jobs j where j.key = 'run:' || $1`,
    [run],
  );

/** SQLSTATE of a refused statement of the app role; `done` when it was not refused. */
async function codeAsApp(statement: string, values: unknown[] = []): Promise<string> {
  const client = new pg.Client({ connectionString: database.urls.databaseUrl.reveal() });
  await client.connect();
  try {
    await client.query(statement, values);
    return 'done';
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'no code') : String(error);
  } finally {
    await client.end();
  }
}

describe('queueing a run', () => {
  it('[JOB-1] makes a job exactly if the transaction commits, and one however often it is queued', async () => {
    const run = await makeRun(database, own);
    const district = { district: own.id };
    await front.context.db
      .withTx(district, async (tx) => {
        await enqueueRun(tx, run);
        throw new Error('changed its mind');
      })
      .catch(() => {});
    expect(await jobsOf(run)).toEqual([]);
    await enqueue(front, own, run);
    await enqueue(front, own, run);
    expect(await jobsOf(run)).toEqual([
      { payload: { districtId: own.id, licenseId: own.licenseId, runId: run } },
    ]);
  });

  it('[A01] [A12] refuses a run of another district as it refuses one that is not there', async () => {
    const theirs = await makeRun(database, foreign);
    await expect(enqueue(front, own, theirs)).rejects.toMatchObject({ code: 'P0002' });
    await expect(enqueue(front, own, own.id as never)).rejects.toMatchObject({ code: 'P0002' });
    expect(await codeAsApp('select graphile_worker.enqueue_run($1)', [theirs])).toBe('P0002');
    expect(await jobsOf(theirs)).toEqual([]);
  });

  it('[A12] a job that names a run under another district or license is dropped', async () => {
    const run = await makeRun(database, own, { total: 1, lease_until: new Date(Date.now() + 60_000) });
    const wrong = [
      { districtId: foreign.id, licenseId: own.licenseId, runId: run },
      { districtId: foreign.id, licenseId: foreign.licenseId, runId: run },
      { districtId: own.id, licenseId: foreign.licenseId, runId: run },
      { runId: run },
      'not a payload',
    ];
    // Found by the first sweep only: when it is done, no sweep puts anything right any more, a lease that lapses neither.
    const unqueued = await makeRun(database, own, { total: 1 });
    const timing = { sweepMs: 1_000_000, leaseMs: 60_000 };
    await using node = await startNode(database, countingWork(), { timing });
    await inState(database, unqueued, 'done');
    await node.idle();
    await database.seen.rows('update run set lease_until = null where id = $1', [run]);
    for (const payload of wrong)
      await database.seen.rows("select from graphile_worker.add_job('run', $1::json)", [
        JSON.stringify(payload),
      ]);
    await node.idle();
    expect(await readRun(database, run)).toMatchObject({ state: 'queued', done: 0, fence: 0 });
    await enqueue(front, own, run);
    await inState(database, run, 'done');
  });
});

describe('of the queue', () => {
  it('[A08] [JOB-1] requests may call one function and nothing else', async () => {
    const callable = await database.seen.rows<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.pronamespace = 'graphile_worker'::regnamespace and has_function_privilege('rollcall_app', p.oid, 'execute')`,
    );
    expect(callable).toEqual([{ name: 'graphile_worker.enqueue_run(uuid)' }]);
    const usable = await database.seen.rows(
      `select c.relname from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind in ('r', 'v')
         and has_table_privilege('rollcall_app', c.oid, 'select, insert, update, delete, truncate, references, trigger')`,
    );
    expect(usable).toEqual([]);
    for (const statement of [
      "select graphile_worker.add_job('run', '{}')",
      'select graphile_worker.complete_jobs(array[1])',
      'select graphile_worker.force_unlock_workers(array[]::text[])',
      'select * from graphile_worker.jobs',
      'select * from graphile_worker._private_jobs',
      "insert into graphile_worker._private_tasks (identifier) values ('mine')",
      'create table graphile_worker.mine ()',
      'alter function graphile_worker.enqueue_run(uuid) reset all',
    ])
      expect(`${statement}: ${await codeAsApp(statement)}`).toBe(`${statement}: 42501`);
  });

  it('[A09] the function with its owner’s rights is the only one, belongs to the system role and pins its path', async () => {
    const definers = await database.seen.rows(
      `select p.proname::text as name, pg_get_userbyid(p.proowner)::text as owner, p.proconfig as settings
       from pg_proc p where p.pronamespace = 'graphile_worker'::regnamespace and p.prosecdef`,
    );
    expect(definers).toEqual([
      { name: 'enqueue_run', owner: 'rollcall_system', settings: ['search_path=pg_catalog, pg_temp'] },
    ]);
  });

  it('[R1] the system role may make no schema: without its own the server does not start and says what to run', async () => {
    await using bare = await createOwnDatabase({ migrated: true });
    const urls = { databaseUrl: bare.appUrl, databaseSystemUrl: bare.systemUrl };
    const superuser = new pg.Client({ connectionString: bare.superuserUrl });
    await superuser.connect();
    try {
      await superuser.query('drop schema graphile_worker');
      await expect(startApp(urls)).rejects.toThrow(
        /create schema graphile_worker authorization rollcall_system/,
      );
      await superuser.query('create schema graphile_worker authorization rollcall_owner');
      await expect(startApp(urls)).rejects.toThrow(/alter schema graphile_worker owner to rollcall_system/);
      await superuser.query('alter schema graphile_worker owner to rollcall_system');
      await using app = await startApp(urls);
      await using again = await startApp(urls);
      expect(app.port).not.toBe(again.port);
    } finally {
      await superuser.end();
    }
  });

  it('[F20] several servers may bring it up to date at once', async () => {
    await using fresh = await createOwnDatabase({ migrated: true });
    const urls = { databaseUrl: fresh.appUrl, databaseSystemUrl: fresh.systemUrl };
    const started = await Promise.allSettled([startApp(urls), startApp(urls), startApp(urls)]);
    for (const result of started) if (result.status === 'fulfilled') await result.value.stop();
    expect(started.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  });
});
