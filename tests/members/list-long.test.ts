import type { MemberOrder, MemberPage, MemberSort, MemberView } from '@rollcall/core/members/contract.ts';
import { type MemberFilter, memberFilter } from '@rollcall/core/members/filter.ts';
import { compareMembers } from '@rollcall/core/members/list-order.ts';
import { matchesMemberFilter } from '@rollcall/core/members/matches-filter.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { indexWholeLicense } from '@rollcall/server/search-index/index-license.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { putOnList } from '../_kit/listed-people.ts';
import { withServer } from '../_kit/with-server.ts';

/** Longer than what is looked through as it is: now the indexes are asked. */
const people = 12_000;
let app: RunningApp;
let home: TestDistrict;
let rows: MemberView[];
let database: TestDatabase;

const pick = <Value>(values: readonly Value[], n: number): Value => values[n % values.length] as Value;
const day = (n: number): string => new Date(Date.UTC(2025, 0, 1 + (n % 300))).toISOString();

withServer({}, async (server) => {
  ({ app, database } = server);
  home = await makeDistrict(app);
  const place = { districtId: home.id, licenseId: home.licenseId };
  await putOnList(
    database,
    place,
    Array.from({ length: people }, (_, n) => ({
      email: `${pick(['ana', 'bo', 'chen', 'dora'], n * 7)}.${(n * 7919) % 100_003}@${n % 1000 === 5 ? 'rare.example' : 'school.example'}`,
      name: pick([null, 'Ana Ruiz', 'Bo Ångström', 'Chen Li'], n * 3),
      userType: n % 40 === 0 ? 'teacher' : 'student',
      status: n % 600 === 1 ? 'rejected' : 'accepted',
      sources: n % 900 === 0 ? ['ou'] : ['csv'],
      addedBy: n % 700 === 0 ? 'Rare Adder' : 'Usual Adder',
      addedAt: day(n * 31),
      shownAt: null,
      lastActiveOn: n % 5 === 0 ? '2025-06-01' : null,
    })),
  );
  await indexWholeLicense(app.context.db, place);
  await database.rows('analyze member, member_search, member_source');
  rows = await readAll({ filter: memberFilter.parse({}), sort: 'email', order: 'ascending' }, 'after');
});

interface Asked {
  readonly filter: MemberFilter;
  readonly sort: MemberSort;
  readonly order: MemberOrder;
}

async function readAll(asked: Asked, towards: 'after' | 'before', most = people): Promise<MemberView[]> {
  const found: MemberView[] = [];
  let cursor: string | null = null;
  do {
    const page: MemberPage = await home.admin.client.member.list.query({
      licenseId: home.licenseId,
      ...asked,
      cursor,
      towards,
      limit: 200,
    });
    if (towards === 'after') found.push(...page.members);
    else found.unshift(...page.members);
    cursor = towards === 'after' ? page.nextCursor : page.previousCursor;
  } while (cursor !== null && found.length < most);
  return found;
}

const emails = (list: readonly MemberView[]): string[] => list.map((row) => row.email);
const expected = ({ filter, sort, order }: Asked): MemberView[] =>
  rows
    .filter((row) => matchesMemberFilter(row, filter, new Date()))
    .sort((one, other) => compareMembers(one, other, sort, order));

const filters: [string, Partial<MemberFilter>][] = [
  ['everybody', {}],
  ['a common word', { search: 'ang' }],
  ['the beginning of a name', { search: 'bo' }],
  ['a rare word', { search: 'rare.ex' }],
  ['one address', { search: 'ana.7919' }],
  ['nobody', { search: 'zzz' }],
  ['no word', { search: '  ' }],
  ['two words', { search: 'chen ana' }],
  ['a rare status', { statuses: ['rejected'] }],
  ['a usual status', { statuses: ['accepted'] }],
  ['a rare user type', { userTypes: ['teacher'] }],
  ['a rare source', { sources: ['ou'] }],
  ['a rare adder', { addedBy: 'Rare Adder' }],
  ['a rare domain', { domain: 'rare.example' }],
  ['three days', { addedFrom: '2025-02-01', addedTo: '2025-02-03' }],
  ['activity', { activity: 'inactive' }],
  ['a word and a user type', { search: 'ang', userTypes: ['teacher'] }],
  ['a word and days', { search: 'chen', addedFrom: '2025-02-01', addedTo: '2025-02-03' }],
];
const cases = filters.flatMap(([name, filter]) =>
  (['added', 'email', 'name'] as const).map((sort, n) => ({
    name,
    asked: {
      filter: memberFilter.parse(filter),
      sort,
      order: n % 2 === 0 ? 'descending' : 'ascending',
    } as const,
  })),
);

describe('a list that is longer than a look', () => {
  it.each(cases)('[LIST-1] [LIST-2] [LIST-3] $name by $asked.sort from both ends', async ({ asked }) => {
    const all = expected(asked);
    const most = 1_000;
    const forward = await readAll(asked, 'after', most);
    expect(emails(forward)).toEqual(emails(all.slice(0, forward.length)));
    expect(forward.length).toBeGreaterThanOrEqual(Math.min(most, all.length));
    const backward = await readAll(asked, 'before', most);
    expect(emails(backward)).toEqual(emails(all.slice(all.length - backward.length)));
    expect(backward.length).toBeGreaterThanOrEqual(Math.min(most, all.length));
  });

  it.each(cases)(
    '[LIST-1] [LIST-5] places of $name by $asked.sort begin what they say',
    async ({ asked }) => {
      const all = expected(asked);
      const { licenseId } = home;
      const places = await home.admin.client.member.places.query({ licenseId, ...asked });
      expect(places).toMatchObject({ total: all.length, isExact: true });
      expect(places.cursors).toHaveLength(Math.floor(all.length / places.every));
      for (const k of new Set([0, Math.floor(places.cursors.length / 2), places.cursors.length - 1])) {
        const cursor = places.cursors[k];
        if (cursor === undefined) continue;
        const page = await home.admin.client.member.list.query({
          licenseId,
          ...asked,
          cursor,
          skip: 3,
          limit: 5,
        });
        const from = (k + 1) * places.every + 3;
        expect(emails(page.members)).toEqual(emails(all.slice(from, from + 5)));
      }
      // Behind the last place there are fewer than asked for: whoever looks for more has to look to the end.
      const last = { licenseId, ...asked, cursor: places.cursors.at(-1) ?? null, limit: 200 };
      const from = places.cursors.length * places.every;
      const end = await home.admin.client.member.list.query(last);
      expect(emails(end.members)).toEqual(emails(all.slice(from, from + 200)));
      expect(end.nextCursor === null).toBe(all.length <= from + 200);
    },
  );
});

describe('what the filters offer', () => {
  it('[LIST-2] is who added people and their domains, the most frequent first', async () => {
    expect(await home.admin.client.member.choices.query({ licenseId: home.licenseId })).toEqual({
      addedBy: ['Usual Adder', 'Rare Adder'],
      domains: [
        { domain: 'school.example', count: people - people / 1000 },
        { domain: 'rare.example', count: people / 1000 },
      ],
    });
  });
});
