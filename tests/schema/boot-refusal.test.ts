import { verifyRoles } from '@rollcall/server/db/verify-roles.ts';
import { Secret } from '@rollcall/server/env.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';

let database: OwnDatabase;
let superuser: pg.Client;
beforeAll(async () => {
  database = await createOwnDatabase({ migrated: true });
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await database[Symbol.asyncDispose]();
});

/** A login of its own with these rights, as somebody setting up a server by hand might make it. */
async function makeLogin(name: string, attributes: string, memberships: string): Promise<Secret> {
  await superuser.query(`create role ${name} login password 'of the tests' ${attributes}`);
  onTestFinished(async () => {
    await superuser.query(`drop owned by ${name}; drop role ${name}`);
  });
  await superuser.query(memberships);
  await superuser.query(
    `do $$ begin execute format('grant connect on database %I to ${name}', current_database()); end $$`,
  );
  const url = new URL(database.superuserUrl);
  url.username = name;
  url.password = 'of the tests';
  return new Secret(url.href);
}

/** What the server would say at its start; `starts` when it would not object. */
async function verdict(changes: { app?: Secret; system?: Secret }): Promise<string> {
  try {
    await verifyRoles({ app: changes.app ?? database.appUrl, system: changes.system ?? database.systemUrl });
    return 'starts';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('the server', () => {
  it('[R1] starts with its two roles, and with logins that have just their rights', async () => {
    expect(await verdict({})).toBe('starts');
    const app = await makeLogin('rollcall_boot_app', '', 'grant rollcall_app to rollcall_boot_app');
    expect(await verdict({ app })).toBe('starts');
  });

  it('[R1] refuses a superuser, the owner, and each role in the place of the other', async () => {
    const superuserUrl = new Secret(database.superuserUrl);
    expect(await verdict({ app: superuserUrl })).toMatch(/^DATABASE_URL .*row security/);
    expect(await verdict({ app: database.ownerUrl })).toMatch(/^DATABASE_URL .*rollcall_owner/);
    expect(await verdict({ app: database.systemUrl })).toMatch(/^DATABASE_URL .*rollcall_system/);
    expect(await verdict({ system: superuserUrl })).toMatch(/^DATABASE_SYSTEM_URL .*row security/);
    expect(await verdict({ system: database.ownerUrl })).toMatch(/^DATABASE_SYSTEM_URL .*rollcall_owner/);
    expect(await verdict({ system: database.appUrl })).toMatch(
      /^DATABASE_SYSTEM_URL .*is not rollcall_system/,
    );
  });

  it.each([
    ['bypasses row security itself', 'bypassrls', 'grant rollcall_app to rollcall_boot'],
    ['may become the owner', '', 'grant rollcall_app, rollcall_owner to rollcall_boot'],
    [
      'may become the owner by SET ROLE only',
      '',
      'grant rollcall_app to rollcall_boot; grant rollcall_owner to rollcall_boot with inherit false',
    ],
    ['has the rights of the system role too', '', 'grant rollcall_app, rollcall_system to rollcall_boot'],
    ['has the rights of the definer too', '', 'grant rollcall_app, rollcall_definer to rollcall_boot'],
    [
      'owns a table',
      '',
      'grant rollcall_app to rollcall_boot; create table owned (); alter table owned owner to rollcall_boot',
    ],
  ])('[R1] refuses an app login that %s', async (_, attributes, memberships) => {
    const app = await makeLogin('rollcall_boot', attributes, memberships);
    expect(await verdict({ app })).toMatch(/^DATABASE_URL .*row security/);
  });

  it('[R1] shows no password in what it says', async () => {
    const message = await verdict({ app: new Secret(database.superuserUrl) });
    expect(message).not.toContain(new URL(database.superuserUrl).password);
    expect(message).not.toContain('postgres://');
  });

  it('refuses a database that was never migrated, and says what to run', async () => {
    await using empty = await createOwnDatabase({ migrated: false });
    expect(await verdict({ app: empty.appUrl, system: empty.systemUrl })).toContain('pnpm migrate');
  });

  it('refuses a database that lacks a migration, and names it', async () => {
    const last = await superuser.query<{ name: string }>(
      'delete from kysely_migration where name = (select max(name) from kysely_migration) returning name',
    );
    const name = last.rows[0]?.name ?? 'no migration was found';
    onTestFinished(async () => {
      await superuser.query("insert into kysely_migration (name, timestamp) values ($1, '')", [name]);
    });
    const message = await verdict({});
    expect(message).toContain(name);
    expect(message).toContain('pnpm migrate');
  });

  it('[F20] starts on a database that is newer than itself', async () => {
    await superuser.query("insert into kysely_migration (name, timestamp) values ('9999-of-tomorrow', '')");
    onTestFinished(async () => {
      await superuser.query("delete from kysely_migration where name = '9999-of-tomorrow'");
    });
    expect(await verdict({})).toBe('starts');
  });
});
