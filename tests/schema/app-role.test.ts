import { randomUUID } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople } from '../_kit/membership.ts';
import { importCsv, undoRun } from '../_kit/runs.ts';
import { fillTables } from './filled-tables.ts';

let app: RunningApp;
let own: TestDistrict;
let foreign: TestDistrict;
let superuser: pg.Client;

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: inject('database').superuserUrl });
  await superuser.connect();
  app = await startApp();
  own = await districtWithPeople();
  foreign = await districtWithPeople();
});
afterAll(async () => {
  await app.stop();
  await superuser.end();
});

/** A district with a row in each of its tables. */
async function districtWithPeople(): Promise<TestDistrict> {
  const district = await makeDistrict(app, { domainAdmin: true });
  await addPeople(district.admin.client, district.licenseId, district.address('pupil'));
  const file = `Email\n${district.address('from-a-file')}\n`;
  await undoRun(
    district.admin,
    await importCsv(app, district.admin, { licenseId: district.licenseId, file }),
  );
  // The first change of a later day writes the one before down.
  await superuser.query('update license set history_day = history_day - 1 where id = $1', [
    district.licenseId,
  ]);
  await addPeople(district.admin.client, district.licenseId, district.address('next-day'));
  await fillTables(superuser, district);
  return district;
}

async function asApp<Result>(use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: inject('database').appUrl });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** SQLSTATE of a refused statement, with the constraint that refused it; `done` when it was not refused. */
async function codeOf(statement: Promise<unknown>): Promise<string> {
  try {
    await statement;
    return 'done';
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) return String(error);
    return error.constraint === undefined ? (error.code ?? 'no code') : `${error.code} ${error.constraint}`;
  }
}

async function enter(client: pg.Client, district: TestDistrict): Promise<void> {
  await client.query("select set_config('app.district', $1, true)", [district.id]);
}

const denied = '42501';

/** Tables under row security, with whether requests have any right on them. */
async function isolatedTables(): Promise<string[]> {
  const found = await superuser.query<{ name: string }>(
    `select relname::text as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity order by 1`,
  );
  return found.rows.map((row) => row.name);
}

describe('the app role', () => {
  it.each([
    ['truncate member', denied],
    ['set role rollcall_owner', denied],
    ['set role rollcall_system', denied],
    ['set role rollcall_definer', denied],
    ['set session authorization rollcall_owner', denied],
    ['set session_replication_role = replica', denied],
    ['alter table member disable row level security', denied],
    ['alter table member no force row level security', denied],
    ['drop policy district_scope on member', denied],
    ['create policy wide on member using (true)', denied],
    ['alter role rollcall_app bypassrls', denied],
    ['alter role rollcall_app superuser', denied],
    ["alter system set log_statement = 'all'", denied],
    ['grant rollcall_owner to rollcall_app', denied],
    ['create role another', denied],
    ['create table mine (id int)', denied],
    ['create temp table mine (id int)', denied],
    ['create schema mine', denied],
    ['create view everybody as select * from member', denied],
    ["create function one() returns int language sql as 'select 1'", denied],
    ['create extension pg_stat_statements', denied],
    ['drop table member', denied],
    ["copy member to program 'cat'", denied],
    ["copy member from program 'cat'", denied],
    ["copy member to '/tmp/members'", denied],
    ["select pg_read_file('/etc/hostname')", denied],
    ["select lo_import('/etc/hostname')", denied],
    ['select * from pg_authid', denied],
    ['select * from pg_statistic', denied],
    ['select pg_reload_conf()', denied],
    // What a request is never to change, whatever its scope.
    ['delete from member', denied],
    ['delete from event', denied],
    ['update audit set action = action', denied],
    ['delete from audit', denied],
    ['update audit_value set details = details', denied],
    ['insert into license default values', denied],
    ['insert into district default values', denied],
    ["update license_admin set email = 'me@example.org'", denied],
    ['insert into license_admin default values', denied],
    ['insert into domain_admin default values', denied],
    ['insert into domain default values', denied],
    ['delete from domain', denied],
    ['delete from domain_admin', denied],
    ['update domain set verified_at = now()', denied],
    ['select * from security_event', denied],
    ['update installation set epoch = gen_random_uuid()', denied],
    ['select inbox_of(array[gen_random_uuid()])', denied],
  ])('[A08] is refused: %s', async (statement, code) => {
    expect(await asApp((client) => codeOf(client.query(statement)))).toBe(code);
  });

  it('[A08] fails loudly instead of reading on when row security is switched off for the session', async () => {
    await asApp(async (client) => {
      await client.query('set row_security = off');
      expect(await codeOf(client.query('select * from member'))).toBe(denied);
    });
  });

  it('[A08] sees no statistics of isolated tables, although there are some', async () => {
    const tables = await isolatedTables();
    await superuser.query('analyze member, license, person_email');
    const statistics = 'select count(*)::int as n from pg_stats where tablename = any ($1)';
    const known = await superuser.query<{ n: number }>(statistics, [tables]);
    expect(known.rows[0]?.n).toBeGreaterThan(0);
    await asApp(async (client) => {
      const visible = await client.query<{ n: number }>(statistics, [tables]);
      expect(visible.rows).toEqual([{ n: 0 }]);
    });
  });

  it('[A08] sees that others work, and not on what', async () => {
    await superuser.query("select 'a question of somebody else'");
    await asApp(async (client) => {
      const others = await client.query<{ query: string }>(
        "select query from pg_stat_activity where usename = 'postgres' and pid <> pg_backend_pid()",
      );
      expect(others.rows.length).toBeGreaterThan(0);
      expect(new Set(others.rows.map((row) => row.query))).toEqual(new Set(['<insufficient privilege>']));
    });
  });
});

describe('without a scope', () => {
  it('[A03] every table is empty, on a fresh connection and on one that has served a district', async () => {
    const tables = await isolatedTables();
    expect(tables).toContain('member');
    await asApp(async (client) => {
      const fresh = await visibleRows(client, tables);
      await client.query('begin');
      await enter(client, own);
      const inside = await visibleRows(client, tables);
      await client.query('commit');

      // The scope does open the tables: an empty answer without it is the scope's doing.
      for (const table of [
        'district',
        'license',
        'member',
        'member_source',
        'event',
        'audit',
        'audit_value',
      ]) {
        expect(inside[table], table).toBeGreaterThan(0);
      }
      const empty = Object.fromEntries(Object.keys(inside).map((table) => [table, 0]));
      expect(fresh).toEqual(empty);
      expect(await visibleRows(client, tables)).toEqual(empty);
    });
  });

  it('[A03] a scope that is no id shows an error and no rows', async () => {
    await asApp(async (client) => {
      await client.query('begin');
      await client.query("select set_config('app.district', 'everything', true)");
      expect(await codeOf(client.query('select * from member'))).toBe('22P02');
      await client.query('rollback');
    });
  });

  it('[A03] nothing can be inserted or updated, on a fresh connection and on one that has served a district', async () => {
    const tables = await isolatedTables();
    await asApp(async (client) => {
      const fresh = await writes(client, tables);
      await client.query('begin');
      await enter(client, own);
      await client.query('commit');
      expect(await writes(client, tables)).toEqual(fresh);
      for (const [table, { inserted, updated }] of Object.entries(fresh)) {
        expect(inserted, `insert into ${table}`).toBe(denied);
        expect([0, denied], `update ${table}`).toContain(updated);
      }
    });
  });
});

/** How many rows each table shows; tables that requests may not read at all are left out. */
async function visibleRows(client: pg.Client, tables: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const readable = await client.query<{ ok: boolean }>("select has_table_privilege($1, 'select') as ok", [
      table,
    ]);
    if (readable.rows[0]?.ok !== true) continue;
    const found = await client.query<{ n: number }>(
      `select count(*)::int as n from ${pg.escapeIdentifier(table)}`,
    );
    counts[table] = found.rows[0]?.n ?? -1;
  }
  return counts;
}

async function writes(client: pg.Client, tables: readonly string[]) {
  const results: Record<string, { inserted: string; updated: number | string }> = {};
  for (const table of tables) {
    const name = pg.escapeIdentifier(table);
    const column = await client.query<{ name: string }>(
      'select attname as name from pg_attribute where attrelid = $1::regclass and attnum = 1',
      [table],
    );
    const first = pg.escapeIdentifier(column.rows[0]?.name ?? '');
    const columns = await client.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0
         and has_column_privilege($1::regclass, attnum, 'update') order by attnum limit 1`,
      [table],
    );
    const updatable = pg.escapeIdentifier(columns.rows[0]?.name ?? column.rows[0]?.name ?? '');
    const inserted = await codeOf(client.query(`insert into ${name} (${first}) values (default)`));
    const update = client.query(`update ${name} set ${updatable} = ${updatable}`);
    const updated = await update.then(
      (result) => result.rowCount ?? -1,
      () => codeOf(update),
    );
    results[table] = { inserted, updated };
  }
  return results;
}

/** A row of the district in which these columns say something. */
async function firstRow(
  table: string,
  district: TestDistrict,
  columns: readonly string[],
): Promise<Record<string, unknown>> {
  const found = await superuser.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${table} t
     where district_id = $1 and num_nulls(${columns.map((name) => `t.${name}`).join()}) = 0 limit 1`,
    [district.id],
  );
  const [first] = found.rows;
  if (first === undefined) throw new Error(`The district has no row in ${table}`);
  return first.row;
}

function isOfLicense(columns: readonly string[]): boolean {
  return columns.length === 2 && columns.includes('license_id');
}

/** What keeps a copy of a row from being the same row. */
function freshKeys(row: Record<string, unknown>): Record<string, unknown> {
  return {
    ...('id' in row ? { id: randomUUID() } : {}),
    ...('number' in row ? { number: Number(row.number) + 1_000 } : {}),
  };
}

describe('a child row', () => {
  it('[A05] cannot name a parent of another district, in any table', async () => {
    const keys = await superuser.query<{
      child: string;
      constraint: string;
      columns: string[];
      parent: string;
    }>(
      `select f.conrelid::regclass::text as child, f.conname::text as constraint,
         array(select a.attname::text from unnest(f.conkey) k join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k) as columns
       from pg_constraint f
       where f.contype = 'f' and f.connamespace = 'public'::regnamespace
         and f.confrelid not in ('person'::regclass, 'district'::regclass) order by 1, 2`,
    );
    expect(keys.rows.length).toBeGreaterThanOrEqual(7);
    for (const { child, constraint, columns } of keys.rows) {
      // The own row as it is, but for the parent: the superuser is held by no policy, so only the key can object.
      const mine = await firstRow(child, own, columns);
      const theirs = await firstRow(child, foreign, columns);
      const named = columns.filter((column) => column !== 'district_id');
      // Whose licence is a key of its own would be refused for the foreign licence first.
      const ownLicense =
        named.length > 1 && keys.rows.some((key) => key.child === child && isOfLicense(key.columns));
      const parent = named
        .filter((column) => !(ownLicense && column === 'license_id'))
        .map((name) => [name, theirs[name] ?? theirs.id]);
      const row = { ...mine, ...freshKeys(mine), ...Object.fromEntries(parent) };
      await superuser.query('begin');
      const attempt = await codeOf(
        superuser
          .query(`insert into ${child} select * from jsonb_populate_record(null::${child}, $1)`, [row])
          .then(() => superuser.query('set constraints all immediate')),
      );
      await superuser.query('rollback');
      expect(`${child}: ${attempt}`).toBe(`${child}: 23503 ${constraint}`);
    }
  });

  it('[A05] cannot be written into another district from the own scope', async () => {
    await asApp(async (client) => {
      await client.query('begin');
      await enter(client, own);
      const attempt = await codeOf(
        client.query(
          `insert into member (district_id, license_id, email, email_shown, user_type, status, seq, added_by)
           values ($1, $2, 'x@example.org', 'x@example.org', 'student', 'accepted', 1, 'nobody')`,
          [foreign.id, foreign.licenseId],
        ),
      );
      await client.query('rollback');
      expect(attempt).toBe(denied);
    });
  });
});
