import { memberFilter } from '@rollcall/core/members/filter.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { createListPool, preparingKyselyOn } from '@rollcall/server/db/pool.ts';
import { createDatabase, type DistrictTx } from '@rollcall/server/db/tx.ts';
import { readCounts } from '@rollcall/server/views/member-list/read-counts.ts';
import { readStretch } from '@rollcall/server/views/member-list/read-window.ts';
import { ofAddress } from '@rollcall/server/views/of-address.ts';
import { type RawBuilder, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { putOnList } from '../_kit/listed-people.ts';
import { withServer } from '../_kit/with-server.ts';

const people = 4_000;
let app: RunningApp;
let home: TestDistrict;
let database: TestDatabase;

withServer({}, async (server) => {
  ({ app, database } = server);
  home = await makeDistrict(app);
  await putOnList(
    database,
    { districtId: home.id, licenseId: home.licenseId },
    Array.from({ length: people }, (_, n) => ({
      email: `p${(n * 7919) % 100_003}@school.example`,
      name: `Name ${(n * 31) % 997}`,
      userType: 'student',
      status: 'accepted',
      sources: ['csv'],
      addedBy: 'Ana Ruiz',
      addedAt: '2026-01-31T00:00:00Z',
      shownAt: null,
      lastActiveOn: null,
    })),
  );
  await database.rows('vacuum analyze member, member_source');
});

const place = () => ({ districtId: home.id, licenseId: home.licenseId });
const inHome = <Result>(run: (tx: DistrictTx) => Promise<Result>): Promise<Result> =>
  app.context.lists.withTx({ district: home.id }, run);

/** Pages of the database that a statement looks at. */
async function pagesOf(tx: DistrictTx, statement: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>`
    explain (analyze, buffers, format json) ${statement}
  `.execute(tx);
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (plan === undefined) throw new Error('There is no plan');
  return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
}

describe('what the list reads over and over', () => {
  it('[LIST-1] a place far down the order by name is found as one at its beginning is', async () => {
    const ten = (name: string, descending: boolean) =>
      sql`select * from list_by_name(${home.licenseId}, ${descending}, ${name}, 'a@school.example', 0, 10)`;
    for (const descending of [false, true]) {
      for (const name of ['name 0', 'name 500', 'name 99']) {
        const pages = await inHome(async (tx) => {
          // The first time it is planned, which reads about the tables.
          await pagesOf(tx, ten(name, descending));
          return pagesOf(tx, ten(name, descending));
        });
        expect(pages).toBeLessThan(60);
      }
    }
  });

  it('[LIST-7] an address is looked up, whether its rows have ended or not', async () => {
    const found = ofAddress(place(), 'p7919@school.example');
    const rows = await inHome((tx) => sql<{ email: string }>`${found}`.execute(tx));
    expect(rows.rows.map(({ email }) => email)).toEqual(['p7919@school.example']);
    expect(await app.context.db.withTx({ district: home.id }, (tx) => pagesOf(tx, found))).toBeLessThan(20);
  });

  it('[LIST-1] [LIST-5] is planned once per connection, whatever the values, and no more than a hundred', async () => {
    const pool = createListPool(app.context.env.databaseUrl, 1, app.context.log);
    const lists = createDatabase(preparingKyselyOn(pool), preparingKyselyOn(pool));
    try {
      await lists.withTx({ district: home.id }, async (tx) => {
        const query = {
          place: place(),
          filter: memberFilter.parse({}),
          sort: 'added',
          order: 'ascending',
        } as const;
        for (let skip = 0; skip < 8; skip += 1) {
          await readStretch(tx, query, { cursor: null, skip, count: 10 + skip });
          await readCounts(tx, place());
        }
        const { rows } = await sql<{ plans: string }>`
          select generic_plans || ' ' || custom_plans as plans from pg_prepared_statements
          where statement ~ 'from (license|member m)' and statement !~ 'pg_prepared_statements'
        `.execute(tx);
        expect(rows.map(({ plans }) => plans)).toEqual(['8 0', '8 0']);
        for (let nth = 0; nth < 120; nth += 1) {
          const names = sql.join(Array.from({ length: nth + 1 }, () => sql`1`));
          await sql`select ${names}`.execute(tx);
        }
        const kept = await sql<{
          count: number;
        }>`select count(*)::int as count from pg_prepared_statements`.execute(tx);
        expect(kept.rows).toEqual([{ count: 100 }]);
      });
    } finally {
      await pool.end();
    }
  });

  it('[A03] can neither write nor see anything without a scope', async () => {
    await expect(
      inHome((tx) => sql`update member set name = null where license_id = ${home.licenseId}`.execute(tx)),
    ).rejects.toMatchObject({ code: '25006' });
    const { rows } = await app.context.lists.withTx({ nobody: true }, (tx) =>
      sql`select 1 from member`.execute(tx),
    );
    expect(rows).toEqual([]);
  });
});
