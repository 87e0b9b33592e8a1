import type { DistrictId } from '@rollcall/core/ids.ts';
import { createPool, kyselyOn } from '@rollcall/server/db/pool.ts';
import { createDatabase, type Database, type DistrictTx } from '@rollcall/server/db/tx.ts';
import { Secret } from '@rollcall/server/env.ts';
import { createLog } from '@rollcall/server/log.ts';
import { ensureDistrict } from '@rollcall/server/vendor/create-district.ts';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { refusalOf } from '../_kit/client.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { addPeople, findRow, newRequest } from '../_kit/membership.ts';

let superuser: TestDatabase;
beforeAll(() => {
  superuser = openDatabase();
});
afterAll(() => superuser.end());

/** Ends a statement from outside once it is there, as an operator or a failing machine would. */
async function onBackend(verb: 'pg_cancel_backend' | 'pg_terminate_backend', pid: number): Promise<void> {
  await vi.waitFor(async () => {
    const busy = await superuser.rows("select 1 from pg_stat_activity where pid = $1 and state = 'active'", [
      pid,
    ]);
    expect(busy).toHaveLength(1);
  });
  await superuser.rows(`select ${verb}($1)`, [pid]);
}

describe('a pool of one connection', () => {
  let pools: pg.Pool[];
  let pool: pg.Pool;
  let db: Database;
  let mine: DistrictId;
  let theirs: DistrictId;

  beforeEach(async () => {
    const shared = inject('database');
    const log = createLog('error');
    pool = createPool({
      url: new Secret(shared.appUrl),
      max: 1,
      name: 'app',
      log,
      statementTimeoutMs: 1_000,
    });
    const system = createPool({ url: new Secret(shared.systemUrl), max: 1, name: 'system', log });
    pools = [pool, system];
    db = createDatabase(kyselyOn(pool), kyselyOn(system));
    mine = (await db.withSystemTx((tx) => ensureDistrict(tx, { name: 'Mine' }))).id;
    theirs = (await db.withSystemTx((tx) => ensureDistrict(tx, { name: 'Theirs' }))).id;
  });
  afterEach(() => Promise.all(pools.map((each) => each.end())));

  const visible = async (tx: DistrictTx) =>
    (await tx.selectFrom('district').select('id').execute()).map((row) => row.id);
  const hang = (tx: DistrictTx) => sql`select pg_sleep(60)`.execute(tx);
  const pidOf = async (tx: DistrictTx) =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)).rows[0]?.pid ?? 0;

  /** What the next user of the connection finds: no scope, and so no rows. */
  async function expectForgotten(): Promise<void> {
    const settings = await pool.query(
      `select coalesce(current_setting('app.district', true), '') as district,
         coalesce(current_setting('app.person', true), '') as person,
         coalesce(current_setting('app.mailbox', true), '') as mailbox`,
    );
    expect(settings.rows).toEqual([{ district: '', person: '', mailbox: '' }]);
    expect((await pool.query('select id from district')).rows).toEqual([]);
  }

  it.each<[string, (tx: DistrictTx) => Promise<unknown>, string]>([
    ['throws', () => Promise.reject(new Error('planted')), 'planted'],
    ['sends wrong SQL', (tx) => sql`select 1 / 0`.execute(tx), 'division by zero'],
    ['takes too long', hang, 'statement timeout'],
    [
      'is cancelled',
      async (tx) => {
        const pid = await pidOf(tx);
        await Promise.all([hang(tx), onBackend('pg_cancel_backend', pid)]);
      },
      'user request',
    ],
    [
      'loses its connection',
      async (tx) => {
        const pid = await pidOf(tx);
        await Promise.all([hang(tx), onBackend('pg_terminate_backend', pid)]);
      },
      'Connection terminated',
    ],
    [
      'leaves its transaction broken and goes on',
      async (tx) => {
        await sql`select 1 / 0`.execute(tx).catch(() => undefined);
        await visible(tx);
      },
      'transaction is aborted',
    ],
  ])('[A04] keeps nothing of a district whose request %s', async (_, request, reason) => {
    const failed = db.withTx({ district: mine }, async (tx) => {
      expect(await visible(tx)).toEqual([mine]);
      await request(tx);
    });
    await expect(failed).rejects.toThrow(reason);

    await expectForgotten();
    expect(await db.withTx({ district: theirs }, visible)).toEqual([theirs]);
    await expectForgotten();
    expect(await db.withTx({ district: mine }, visible)).toEqual([mine]);
  });
});

describe('a server with one connection', () => {
  it('[A04] answers the next district with its own rows after a cancelled and an abandoned request', async () => {
    await using app = await startApp({ poolSize: 1 });
    const first = await makeDistrict(app);
    const second = await makeDistrict(app);
    await addPeople(first.admin.client, first.licenseId, first.address('ana'));
    await addPeople(second.admin.client, second.licenseId, second.address('ben'));
    const holder = await superuser.connect();
    const blocked = async () => {
      const waiting = await superuser.rows<{ pid: number }>(
        "select pid from pg_stat_activity where application_name = 'rollcall-app' and pg_blocking_pids(pid) @> array[$1::int]",
        [(holder as { processID?: number }).processID],
      );
      expect(waiting).toHaveLength(1);
      return waiting[0]?.pid ?? 0;
    };
    try {
      await holder.query('begin');
      await holder.query('select 1 from license where id = $1 for update', [first.licenseId]);
      const cancelled = refusalOf(addPeople(first.admin.client, first.licenseId, first.address('cleo')));
      await superuser.rows('select pg_cancel_backend($1)', [await vi.waitFor(blocked)]);
      expect(await cancelled).toMatchObject({ code: 'UNAVAILABLE' });
      expect(await findRow(second.admin.client, second.licenseId, second.address('ben'))).not.toBeNull();

      const abort = new AbortController();
      const key = first.admin.client.license.rotateKey.mutate(
        { licenseId: first.licenseId, requestId: newRequest() },
        { signal: abort.signal },
      );
      await vi.waitFor(blocked);
      abort.abort();
      await expect(key).rejects.toThrow();
      const next = second.admin.client.license.list.query();
      await holder.query('rollback');
      expect((await next).map((license) => license.id)).toEqual([second.licenseId]);
    } finally {
      await holder.query('rollback');
      holder.release();
    }
    const licenses = await first.admin.client.license.list.query();
    expect(licenses.map((license) => license.id)).toEqual([first.licenseId]);
  });
});
