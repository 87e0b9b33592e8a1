import { memberNameKey } from '@rollcall/core/members/list-order.ts';
import { searchTextOf } from '@rollcall/core/members/search-text.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { indexNextPortion, indexWholeLicense } from '@rollcall/server/search-index/index-license.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { putOnList } from '../_kit/listed-people.ts';
import { addPeople, click, getRow } from '../_kit/membership.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const placeOf = (home: TestDistrict) => ({ districtId: home.id, licenseId: home.licenseId });
const indexed = async (home: TestDistrict): Promise<string[]> => {
  const rows = await database.rows<{ email: string }>(
    `select split_part(m.email, '@', 1) as email from member_search s
     join member m on m.district_id = s.district_id and m.license_id = s.license_id and m.id = s.member_id
       and s.text = member_search_text(m.email, m.name) and s.added_by = m.added_by and s.added_at = m.added_at
     where s.license_id = $1 order by 1`,
    [home.licenseId],
  );
  return rows.map((row) => row.email);
};
const position = (home: TestDistrict) =>
  database.value<number>('select seq from member_search_position where license_id = $1', [home.licenseId]);
const head = (home: TestDistrict) =>
  database.value<number>('select seq from license where id = $1', [home.licenseId]);

/** As after a kill between the commit and the indexing: what is searched is that of some events ago. */
const forget = async (home: TestDistrict): Promise<void> => {
  await app.searchable();
  await database.rows('delete from member_search where license_id = $1', [home.licenseId]);
  await database.rows('update member_search_position set seq = 0 where license_id = $1', [home.licenseId]);
};

describe('what is searched', () => {
  it('[LIST-4] is made up for by whoever comes next after a crash, once', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const { client } = home.admin;
    await addPeople(client, home.licenseId, ['ana', 'bo', 'chen'].map(home.address).join('\n'));
    await client.member.remove.mutate(
      click(home.licenseId, await getRow(client, home.licenseId, home.address('bo'))),
    );
    await forget(home);
    await using other = await startApp();
    await other.searchable();
    expect(await indexed(home)).toEqual(['ana', 'chen']);
    expect(await position(home)).toBe(await head(home));
    expect(await indexNextPortion(app.context.db, placeOf(home))).toBe(false);
  });

  it('[LIST-4] is the same when two nodes do it at once', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const { client } = home.admin;
    for (const name of ['ana', 'bo', 'chen']) await addPeople(client, home.licenseId, home.address(name));
    await client.member.remove.mutate(
      click(home.licenseId, await getRow(client, home.licenseId, home.address('bo'))),
    );
    await forget(home);
    const node = async (): Promise<void> => {
      while (await indexNextPortion(app.context.db, placeOf(home)));
    };
    await Promise.all([node(), node(), indexWholeLicense(app.context.db, placeOf(home)), node()]);
    await node();
    expect(await indexed(home)).toEqual(['ana', 'chen']);
  });

  it('[LIST-4] follows the portions of a run, whose people the portion names', async () => {
    const home = await makeDistrict(app);
    await putOnList(
      database,
      placeOf(home),
      ['ana', 'bo'].map((name) => ({
        email: home.address(name),
        name: null,
        userType: 'student',
        status: 'accepted',
        sources: ['csv'],
        addedBy: 'Import',
        addedAt: '2026-01-31T00:00:00Z',
        shownAt: null,
        lastActiveOn: null,
      })),
    );
    const session = await database.value<string>('select id from session where person_id = $1 limit 1', [
      home.admin.id,
    ]);
    const run = await database.value<string>(
      `insert into run (district_id, license_id, number, kind, state, actor_person_id, actor_session_id, started_by)
       values ($1, $2, 1, 'csv_add', 'done', $3, $4, 'Lena Ortiz') returning id`,
      [home.id, home.licenseId, home.admin.id, session],
    );
    await database.rows(
      `insert into run_batch (district_id, license_id, run_id, batch_no, first_row, size, changed_ids)
       select $1, $2, $3, 0, 1, 2, array_agg(id) from member where license_id = $2`,
      [home.id, home.licenseId, run],
    );
    await database.rows(
      `with next as (update license set seq = seq + 1 where id = $2 returning seq)
       insert into event (district_id, license_id, seq, type, payload, published_at)
       select $1, $2, seq, 'run.applied', jsonb_build_object('runId', $3::text, 'batch', 0, 'changed', 2, 'memberIds', null), now()
       from next`,
      [home.id, home.licenseId, run],
    );
    while (await indexNextPortion(app.context.db, placeOf(home)));
    expect(await indexed(home)).toEqual(['ana', 'bo']);
  });

  it('[LIST-4] is written whole where events that told of it are gone', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    for (const name of ['ana', 'bo']) await addPeople(home.admin.client, home.licenseId, home.address(name));
    await forget(home);
    await database.rows('delete from audit_value where license_id = $1', [home.licenseId]);
    await database.rows('delete from audit where license_id = $1', [home.licenseId]);
    await database.rows('delete from event where license_id = $1 and seq < $2', [
      home.licenseId,
      await head(home),
    ]);
    while (await indexNextPortion(app.context.db, placeOf(home)));
    expect(await indexed(home)).toEqual(['ana', 'bo']);
    expect(await position(home)).toBe(await head(home));
  });

  it('[LIST-1] [LIST-3] the database and core fold alike, whatever the name', async () => {
    const letter = fc.oneof(
      fc.constantFrom(...'aZ éÅøŁßæœþðıİΣς\t\u00a0\u2003ﬁ｡Ⅳ한ガ\u0301\u0327'),
      fc
        .oneof(
          fc.integer({ min: 0x20, max: 0x6ff }),
          fc.integer({ min: 0x1e00, max: 0x2100 }),
          fc.integer({ min: 0x3040, max: 0x30ff }),
        )
        .map((code) => String.fromCodePoint(code)),
    );
    // Scripts that got their two cases lately (Georgian, Cherokee) fold as the machine's version of Unicode does.
    const name = fc
      .string({ unit: letter, maxLength: 30 })
      .filter((text) => !/[\p{Cn}\p{Cc}\p{Cs}]/u.test(text.replace('\t', '')));
    const told = fc.record({
      name: fc.option(name),
      email: fc.constantFrom('jane.m-l@a.example', 'x_1+y@b.example'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 40, maxLength: 40 }), async (people) => {
        const rows = await database.rows<{ text: string; key: string }>(
          `select member_search_text(p.email, p.name) as text, member_name_key(p.name) as key
           from jsonb_to_recordset($1::jsonb) as p (email text, name text)`,
          [JSON.stringify(people)],
        );
        expect(rows).toEqual(
          people.map((person) => ({
            text: searchTextOf(person.email, person.name),
            key: memberNameKey(person.name),
          })),
        );
      }),
      { numRuns: 25 },
    );
  });
});
