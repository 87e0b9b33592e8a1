import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { putOnList } from '../_kit/listed-people.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const person = (email: string, userType: string) => ({
  email,
  name: null,
  userType,
  status: 'accepted',
  sources: ['csv'],
  addedBy: 'Ana Ruiz',
  addedAt: '2026-01-31T00:00:00Z',
  shownAt: null,
  lastActiveOn: null,
});
const some = (count: number, email: (n: number) => string, userType: string) =>
  Array.from({ length: count }, (_, n) => person(email(n), userType));
const letters = (n: number): string => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));

describe('the finder', () => {
  it('[LIST-8] names pupils’ addresses in staff seats and the reverse, and nobody else', async () => {
    const home = await makeDistrict(app);
    const other = await makeDistrict(app);
    const place = { districtId: home.id, licenseId: home.licenseId };
    await putOnList(database, place, [
      ...some(60, (n) => `p${n}.2031@one.example`, 'student'),
      person('zoe.2032@one.example', 'teacher'),
      person('amir.2032@one.example', 'other'),
      ...some(40, (n) => `t${letters(n)}@one.example`, 'teacher'),
      person('pupil@one.example', 'student'),
      ...some(40, (n) => `a${letters(n)}@all.example`, 'student'),
      ...some(40, (n) => `a${letters(n)}.99@all.example`, 'student'),
      person('head@all.example', 'teacher'),
      ...some(20, (n) => `m${letters(n)}@mixed.example`, 'student'),
      ...some(20, (n) => `n${letters(n)}@mixed.example`, 'teacher'),
    ]);
    await putOnList(database, { districtId: other.id, licenseId: other.licenseId }, [
      ...some(60, (n) => `x${n}.2031@other.example`, 'student'),
      person('y.2031@other.example', 'teacher'),
    ]);
    const { client } = home.admin;
    const { groups } = await client.member.typeSuspects.query({ licenseId: home.licenseId });
    expect(
      groups.map(({ memberIds, filter, ...group }) => ({
        ...group,
        ids: memberIds.length,
        opens: filter !== null,
      })),
    ).toEqual([
      {
        pattern: { domain: 'one.example', shape: 'with_number' },
        looksLike: 'student',
        inPattern: 62,
        ofThatType: 60,
        count: 2,
        examples: ['amir.2032@one.example', 'zoe.2032@one.example'],
        ids: 2,
        opens: false,
      },
      {
        pattern: { domain: 'all.example', shape: 'any' },
        looksLike: 'student',
        inPattern: 81,
        ofThatType: 80,
        count: 1,
        examples: ['head@all.example'],
        ids: 1,
        opens: true,
      },
      {
        pattern: { domain: 'one.example', shape: 'without_number' },
        looksLike: 'teacher',
        inPattern: 41,
        ofThatType: 40,
        count: 1,
        examples: ['pupil@one.example'],
        ids: 1,
        opens: false,
      },
    ]);
    const filter = groups[1]?.filter ?? {};
    const opened = await client.member.list.query({
      licenseId: home.licenseId,
      filter,
      sort: 'email',
      order: 'ascending',
    });
    expect(opened.members.map((row) => row.email)).toEqual(['head@all.example']);
  });
});
