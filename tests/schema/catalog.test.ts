import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lintCatalog } from './catalog-lint.ts';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';

let database: OwnDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createOwnDatabase({ migrated: true });
  client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});
beforeEach(() => client.query('begin'));
afterEach(() => client.query('rollback'));

const isolated = (table: string) => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy own on ${table} to rollcall_app
    using (district_id = nullif(current_setting('app.district', true), '')::uuid)
    with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
  grant select, insert on ${table} to rollcall_app;
`;

/** What a careless migration would do, and how the check names it. */
const planted: readonly (readonly [what: string, sql: string, named: string])[] = [
  [
    'a table without a district',
    'create table note (id int primary key); alter table note enable row level security; alter table note force row level security',
    'note: has no district_id',
  ],
  [
    'a table without a key',
    `create table note (district_id uuid); ${isolated('note')}`,
    'note: has no primary key',
  ],
  [
    'a primary key without the district',
    `create table note (district_id uuid not null, id uuid primary key); ${isolated('note')}`,
    'note_pkey: is unique over all districts',
  ],
  [
    'a unique index without the district',
    'create unique index name_once on license (name)',
    'name_once: is unique over all districts',
  ],
  [
    'a simple foreign key',
    `create unique index license_id_alone on license (id);
     create table note (district_id uuid not null, license_id uuid not null references license (id), primary key (district_id, license_id)); ${isolated('note')}`,
    'note.note_license_id_fkey: is a foreign key',
  ],
  [
    'row security that is not forced',
    'alter table member no force row level security',
    'member: has row security',
  ],
  ['row security that is off', 'alter table member disable row level security', 'member: has row security'],
  ['a table without a policy', 'drop policy district_scope on audit', 'audit: can be used by requests'],
  [
    'a policy for everything',
    'create policy wide on member to rollcall_app using (true)',
    'member.wide: is a policy',
  ],
  [
    'a policy for everybody',
    'create policy wide on member for select to public using (true)',
    'member.wide: is a policy',
  ],
  [
    'a policy that lets rows out of scope be written',
    `drop policy district_scope on event; create policy district_scope on event to rollcall_app
       using (district_id = nullif(current_setting('app.district', true), '')::uuid) with check (true)`,
    'event.district_scope: is a policy for requests',
  ],
  [
    'a setting read in a sub-select',
    `create policy slow on event for select to rollcall_app
       using (district_id = (select nullif(current_setting('app.district', true), '')::uuid))`,
    'event.slow: is a policy that reads its setting in a sub-select',
  ],
  [
    'a person who may write a district’s rows',
    `create policy wide on member for update to rollcall_app
       using (person_id = nullif(current_setting('app.person', true), '')::uuid)
       with check (person_id = nullif(current_setting('app.person', true), '')::uuid)`,
    'member.wide: lets a person write',
  ],
  ['a view with its owner’s rights', 'create view everybody as select * from member', 'everybody: is a view'],
  [
    'a materialized view for requests',
    'create materialized view everybody as select * from member; grant select on everybody to rollcall_app',
    'everybody: is a materialized view',
  ],
  [
    'a definer function without a pinned path',
    `create function all_members() returns bigint language sql security definer as 'select count(*) from public.member'`,
    'all_members(): is a function with its owner’s rights',
  ],
  [
    'a definer function of the owner',
    `create function all_members() returns bigint language sql security definer set search_path = pg_catalog as 'select 1::bigint'`,
    'all_members(): is a function with its owner’s rights',
  ],
  [
    'a function for everybody',
    `create function one() returns int language sql as 'select 1'`,
    'one(): is a function that anybody may call',
  ],
  ['a table of the app role', 'alter table member owner to rollcall_app', 'member: is owned by'],
  ['a right to truncate', 'grant truncate on member to rollcall_app', 'member to rollcall_app: gives'],
  ['a right of everybody', 'grant select on member to public', 'member to public: gives'],
];

describe('the catalogue', () => {
  it('[A09, R3] of the migrated schema has no fault', async () => {
    expect(await lintCatalog(client)).toEqual([]);
  });

  it.each(planted)('[A09] names %s', async (_, sql, named) => {
    await client.query(sql);
    expect(await lintCatalog(client)).toContainEqual(expect.stringContaining(named));
  });
});
