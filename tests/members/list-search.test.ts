import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, click, getRow } from '../_kit/membership.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const newest = { sort: 'added', order: 'descending' } as const;

/** Addresses that a search finds, before the at sign. */
async function found(home: TestDistrict, search: string): Promise<string[]> {
  await app.searchable();
  const { licenseId } = home;
  const page = await home.admin.client.member.list.query({ licenseId, filter: { search }, ...newest });
  const { total, isExact } = await home.admin.client.member.places.query({
    licenseId,
    filter: { search },
    ...newest,
  });
  expect({ total, isExact }).toEqual({ total: page.members.length, isExact: true });
  return page.members.map((row) => row.canonicalEmail.split('@')[0] ?? '').sort();
}

const people = (home: TestDistrict): string =>
  [
    `José Ångström <jose.a@${home.domain}>`,
    `Maria Lopez <maria@${home.domain}>`,
    `Łukasz Straße <l_k@${home.domain}>`,
    `Ana María <ana-maria+x@${home.domain}>`,
    `bare100%@${home.domain}`,
  ].join('\n');

describe('searching the list', () => {
  it.each<[search: string, finds: string[]]>([
    ['maria', ['ana-maria+x', 'maria']],
    ['MARÍA', ['ana-maria+x', 'maria']],
    ['maria lop', ['maria']],
    ['lop maria', ['maria']],
    ['angstrom', ['jose.a']],
    ['Ångström', ['jose.a']],
    ['A\u030angstro\u0308m', ['jose.a']],
    ['strasse', ['l_k']],
    ['lukasz', ['l_k']],
    ['jose.a@', ['jose.a']],
    ['  ', ['ana-maria+x', 'bare100%', 'jose.a', 'l_k', 'maria']],
    ['', ['ana-maria+x', 'bare100%', 'jose.a', 'l_k', 'maria']],
    ['nobody', []],
    ['maria nobody', []],
  ])('[LIST-3] %j finds every word, in name or address, whatever case and accents', async (search, finds) => {
    const home = await makeDistrict(app);
    await addPeople(home.admin.client, home.licenseId, people(home));
    expect(await found(home, search)).toEqual(finds);
  });

  it.each<[search: string, finds: string[]]>([
    ['ma', ['ana-maria+x', 'maria']],
    ['l', ['l_k', 'maria']],
    ['an', ['ana-maria+x', 'jose.a']],
    ['ra', []],
    ['k', ['l_k']],
    ['x', ['ana-maria+x']],
    ['ría', ['ana-maria+x', 'maria']],
  ])('[LIST-3] %j: one or two letters begin a word, more may stand inside', async (search, finds) => {
    const home = await makeDistrict(app);
    await addPeople(home.admin.client, home.licenseId, people(home));
    expect(await found(home, search)).toEqual(finds);
  });

  it.each<[search: string, finds: string[]]>([
    ['100%', ['bare100%']],
    ['%%%', []],
    ['___', []],
    ['l_k', ['l_k']],
    ['mar_a', []],
    ['mar%a', []],
    ['\\\\\\', []],
    ["'; drop table member; --", []],
    ['.*a', []],
    ['$[0].email', []],
    ['\u0000abc', []],
    ['\ud800abc', []],
    [`'${'x'.repeat(190)}`, []],
    ['(', []],
  ])('[A10] [LIST-3] %j is looked for literally', async (search, finds) => {
    const home = await makeDistrict(app);
    await addPeople(home.admin.client, home.licenseId, people(home));
    expect(await found(home, search)).toEqual(finds);
  });

  it('[LIST-4] who is removed is found no more, who is added again is', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const { client } = home.admin;
    await addPeople(client, home.licenseId, people(home));
    expect(await found(home, 'maria')).toEqual(['ana-maria+x', 'maria']);
    const row = await getRow(client, home.licenseId, home.address('maria'));
    await client.member.remove.mutate(click(home.licenseId, row));
    expect(await found(home, 'maria')).toEqual(['ana-maria+x']);
    const texts = () =>
      database.value<number>('select count(*)::int from member_search where license_id = $1', [
        home.licenseId,
      ]);
    expect(await texts()).toBe(4);
    await addPeople(client, home.licenseId, home.address('maria'));
    expect(await found(home, 'maria')).toEqual(['ana-maria+x', 'maria']);
    expect(await texts()).toBe(5);
  });

  it('[LIST-4] [A01] another district’s people are not found', async () => {
    const one = await makeDistrict(app);
    const other = await makeDistrict(app);
    await addPeople(one.admin.client, one.licenseId, `Zacharias Unique <z@${one.domain}>`);
    expect(await found(one, 'zacharias')).toEqual(['z']);
    expect(await found(other, 'zacharias')).toEqual([]);
  });
});
