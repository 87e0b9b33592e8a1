import type { MemberPage, MemberView } from '@rollcall/core/members/contract.ts';
import { memberActivity, memberFilter } from '@rollcall/core/members/filter.ts';
import { compareMembers } from '@rollcall/core/members/list-order.ts';
import { matchesMemberFilter } from '@rollcall/core/members/matches-filter.ts';
import { memberStatus } from '@rollcall/core/members/status.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { indexWholeLicense } from '@rollcall/server/search-index/index-license.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { type ListedPerson, putOnList } from '../_kit/listed-people.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const days = ['2026-01-31', '2026-02-01', '2026-02-02'];
const today = new Date().toISOString().slice(0, 10);
const names = [
  null,
  'Maria',
  'maría lopez',
  'Ångström',
  'Zoë',
  '',
  '𝒜stral',
  '\uffdc late',
  'Anna Lee',
  'Łukasz',
];
const userTypes = ['teacher', 'student', 'other'] as const;
const sources = ['email', 'csv', 'ou', 'key'] as const;
const adders = ['Ana Ruiz', 'Lena Ortiz', 'O’Neil'];
const domains = ['school.example', 'staff.school.example'];

const person: fc.Arbitrary<Omit<ListedPerson, 'email'> & { domain: string }> = fc.record({
  domain: fc.constantFrom(...domains),
  name: fc.constantFrom(...names),
  userType: fc.constantFrom(...userTypes),
  status: fc.constantFrom(...memberStatus.options),
  sources: fc.uniqueArray(fc.constantFrom(...sources), { minLength: 1, maxLength: 3 }),
  addedBy: fc.constantFrom(...adders),
  // Few instants, so that many rows share one and the id decides.
  addedAt: fc
    .tuple(fc.constantFrom(...days), fc.constantFrom('00:00:00.000', '12:30:00.001', '23:59:59.999'))
    .map(([day, time]) => `${day}T${time}Z`),
  shownAt: fc.constantFrom(null, '2026-02-03T10:00:00Z'),
  lastActiveOn: fc.constantFrom(null, '2026-01-01', today),
});
const crowd = fc
  .array(person, { minLength: 1, maxLength: 60 })
  .map((people) =>
    people.map(({ domain, ...one }, n) => ({ ...one, email: `p${(n * 37) % 101}.x@${domain}` })),
  );

const someOf = <Value>(...values: Value[]) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.subarray(values, { minLength: 1 }) },
  );
const orNull = <Value>(...values: Value[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...values) });
const query = fc.record({
  filter: fc
    .record({
      search: orNull('maria', 'p1', 'an', 'school', 'p1 x', 'zoe', 'nobody'),
      statuses: someOf(...memberStatus.options),
      userTypes: someOf(...userTypes),
      sources: someOf(...sources),
      addedBy: orNull(...adders),
      domain: orNull(...domains),
      addedFrom: orNull(...days),
      addedTo: orNull(...days),
      activity: orNull(...memberActivity.options),
    })
    .map((fields) => memberFilter.parse(fields)),
  sort: fc.constantFrom('added' as const, 'email' as const, 'name' as const),
  order: fc.constantFrom('ascending' as const, 'descending' as const),
});
type Query = typeof query extends fc.Arbitrary<infer Value> ? Value : never;

async function homeWith(people: readonly ListedPerson[]): Promise<TestDistrict> {
  const home = await makeDistrict(app);
  const place = { districtId: home.id, licenseId: home.licenseId };
  await putOnList(database, place, people);
  await indexWholeLicense(app.context.db, place);
  return home;
}

type Window = { cursor?: string | null; towards?: 'after' | 'before'; skip?: number; limit?: number };

const read = (home: TestDistrict, asked: Query, window: Window): Promise<MemberPage> =>
  home.admin.client.member.list.query({ licenseId: home.licenseId, ...asked, ...window });

/** The whole list, window by window in one direction. */
async function readAll(home: TestDistrict, asked: Query, towards: 'after' | 'before', limit: number) {
  const rows: MemberView[] = [];
  let cursor: string | null = null;
  do {
    const page: MemberPage = await read(home, asked, { cursor, towards, limit });
    if (towards === 'after') rows.push(...page.members);
    else rows.unshift(...page.members);
    cursor = towards === 'after' ? page.nextCursor : page.previousCursor;
  } while (cursor !== null);
  return rows;
}

const idsOf = (rows: readonly MemberView[]): string[] => rows.map((row) => row.id);
const everybody: Query = { filter: memberFilter.parse({}), sort: 'email', order: 'ascending' };

describe('the list', () => {
  it('[LIST-1] [LIST-2] [LIST-3] [LIST-5] windows from both ends, and places, are the rows that core says', async () => {
    const run = async (people: ListedPerson[], queries: Query[], limit: number): Promise<void> => {
      const home = await homeWith(people);
      const rows = await readAll(home, everybody, 'after', 200);
      expect(rows).toHaveLength(people.length);
      for (const asked of queries) {
        const expected = rows
          .filter((row) => matchesMemberFilter(row, asked.filter, new Date()))
          .sort((one, other) => compareMembers(one, other, asked.sort, asked.order));
        expect(idsOf(await readAll(home, asked, 'after', limit))).toEqual(idsOf(expected));
        expect(idsOf(await readAll(home, asked, 'before', limit))).toEqual(idsOf(expected));
        const places = await home.admin.client.member.places.query({ licenseId: home.licenseId, ...asked });
        expect(places).toMatchObject({ total: expected.length, isExact: true });
      }
    };
    await fc.assert(
      fc.asyncProperty(
        crowd,
        fc.array(query, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        run,
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  it('[LIST-1] a window passes rows over, says where the list ends, and leads back', async () => {
    const home = await homeWith(
      Array.from({ length: 10 }, (_, n) => ({
        email: `p${n}@school.example`,
        name: null,
        userType: 'student',
        status: 'accepted',
        sources: ['email'],
        addedBy: 'Ana Ruiz',
        addedAt: '2026-01-31T00:00:00Z',
        shownAt: null,
        lastActiveOn: null,
      })),
    );
    const shown = (page: MemberPage): string => page.members.map((row) => row.email.slice(1, 2)).join('');
    const first = await read(home, everybody, { limit: 3 });
    expect([shown(first), first.previousCursor]).toEqual(['012', null]);
    const jumped = await read(home, everybody, { cursor: first.nextCursor, skip: 4, limit: 2 });
    expect(shown(jumped)).toBe('78');
    expect(
      shown(await read(home, everybody, { cursor: jumped.previousCursor, towards: 'before', limit: 3 })),
    ).toBe('456');
    const last = await read(home, everybody, { cursor: jumped.nextCursor, limit: 3 });
    expect([shown(last), last.nextCursor]).toEqual(['9', null]);
    const beyond = await read(home, everybody, { cursor: jumped.nextCursor, skip: 5, limit: 3 });
    expect([shown(beyond), beyond.nextCursor]).toEqual(['', null]);
    expect(
      shown(await read(home, everybody, { cursor: beyond.previousCursor, towards: 'before', limit: 3 })),
    ).toBe('789');
    const front = await read(home, everybody, { cursor: first.nextCursor, towards: 'before', skip: 9 });
    expect([shown(front), front.previousCursor]).toEqual(['', null]);
    expect(shown(await read(home, everybody, { cursor: front.nextCursor, limit: 2 }))).toBe('01');
  });

  it('[LIST-2] [A01] a district’s list holds nobody of another’s', async () => {
    const one = await homeWith([]);
    const other = await makeDistrict(app);
    await putOnList(database, { districtId: other.id, licenseId: other.licenseId }, [
      {
        email: 'p@school.example',
        name: 'P',
        userType: 'student',
        status: 'accepted',
        sources: ['csv'],
        addedBy: 'A',
        addedAt: '2026-01-31T00:00:00Z',
        shownAt: null,
        lastActiveOn: null,
      },
    ]);
    expect((await read(one, everybody, {})).members).toEqual([]);
    expect((await read(other, everybody, {})).members).toHaveLength(1);
    expect(await one.admin.client.member.choices.query({ licenseId: one.licenseId })).toEqual({
      addedBy: [],
      domains: [],
    });
  });

  it.each([
    ['a day that is none', { addedFrom: '2026-02-30' }],
    ['a day before the calendar', { addedFrom: '0000-12-31' }],
    ['an end before the calendar', { addedTo: '0000-01-01' }],
  ])('[LIST-2] [A10] %s is refused', async (_what, filter) => {
    const home = await homeWith([]);
    const { licenseId } = home;
    const asked = { licenseId, filter, sort: 'added', order: 'ascending' } as const;
    await expect(home.admin.client.member.list.query(asked)).rejects.toThrow('INVALID_INPUT');
    await expect(home.admin.client.member.places.query(asked)).rejects.toThrow('INVALID_INPUT');
  });

  it('[LIST-2] the first and the last day of the calendar hold everybody between them', async () => {
    const home = await homeWith([]);
    const filter = { addedFrom: '0001-01-01', addedTo: '9999-12-31' };
    const asked = { licenseId: home.licenseId, filter, sort: 'added', order: 'ascending' } as const;
    expect((await home.admin.client.member.list.query(asked)).members).toEqual([]);
  });
});
