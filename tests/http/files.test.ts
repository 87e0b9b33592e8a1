import { randomUUID } from 'node:crypto';
import { noAuditFilter } from '@rollcall/core/audit/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { type RawAnswer, rawRequest, refusalIn } from '../_kit/http.ts';
import { addPeople } from '../_kit/membership.ts';
import { parseQuotedCsv } from '../_kit/quoted-csv.ts';
import { declined, joined } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const filesOf = ['people.csv', 'audit.csv'] as const;
type Headers = Readonly<Record<string, string>>;

function download(
  path: string,
  token: string | null,
  headers: Headers = {},
  method = 'GET',
): Promise<RawAnswer> {
  const cookie = token === null ? {} : { cookie: `rollcall=${token}` };
  return rawRequest(app.port, { method, path: `/files${path}`, headers: { ...cookie, ...headers } });
}

const pathOf = (licenseId: string, file: string, query: Record<string, unknown> = {}) => {
  const parts = Object.entries(query).map(
    ([name, value]) =>
      `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  return `/licenses/${licenseId}/${file}${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
};

async function rowsOf(home: TestDistrict, file: string, query?: Record<string, unknown>) {
  const answer = await download(pathOf(home.licenseId, file, query), home.admin.token);
  expect(answer.status).toBe(200);
  return parseQuotedCsv(answer.body);
}

const seqOf = (home: TestDistrict) =>
  database.value<number>('select seq::int from license where id = $1', [home.licenseId]);

describe('the list of people as a file', () => {
  it('[EXPORT-1] has the columns of the screen, is saved and not kept', async () => {
    const home = await makeDistrict(app);
    const person = await declined(app, home);
    const answer = await download(pathOf(home.licenseId, 'people.csv'), home.admin.token);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const today = new Date().toISOString().slice(0, 10);
    expect(answer.headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="license-[0-9a-f]{8}-users-${today}[.]csv"$`),
    );
    expect(parseQuotedCsv(answer.body)).toMatchObject([
      {
        Email: person.email,
        Name: '',
        'User type': 'Student',
        Status: 'Rejected',
        Sources: 'E-mail address',
        'Invitation seen on': today,
        'Reason for declining': '',
        'Rollcall export': expect.stringMatching(/./),
      },
    ]);
  });

  it('[EXPORT-1] is what is filtered, in the order of the screen', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId, address } = home;
    await addPeople(admin.client, licenseId, ['b', 'c', 'a'].map(address).join(', '), 'teacher');
    await addPeople(admin.client, licenseId, address('pupil'), 'student');
    const emails = async (query?: Record<string, unknown>) =>
      (await rowsOf(home, 'people.csv', query)).map(({ Email }) => Email);
    const teachers = { userTypes: ['teacher'] };
    expect(await emails({ filter: teachers, sort: 'email', order: 'ascending' })).toEqual(
      ['a', 'b', 'c'].map(address),
    );
    expect(await emails({ filter: teachers, sort: 'email', order: 'descending' })).toEqual(
      ['c', 'b', 'a'].map(address),
    );
    expect(await emails({ filter: { search: 'pupil' } })).toEqual([address('pupil')]);
    expect(await emails()).toHaveLength(4);
    expect(await emails({ filter: { statuses: ['accepted'] } })).toEqual([]);
  });

  it('[D05] opens as text whatever the names are', async () => {
    const home = await makeDistrict(app);
    const names = ['=1+1', '+cmd', '-2', '@sum(a1)', '＝1', "=cmd|'/c calc'!a1", 'say "hi"'];
    const paste = names.map((name, at) => `"${name.replaceAll('"', '\\"')}" <${home.address(`p${at}`)}>`);
    await addPeople(home.admin.client, home.licenseId, paste.join('\n'));
    await database.rows(`update member set name = $2 where license_id = $1 and email = $3`, [
      home.licenseId,
      '\t=1',
      home.address('p6'),
    ]);
    const cells = (await rowsOf(home, 'people.csv')).map(({ Name }) => Name ?? '');
    expect(cells).toHaveLength(names.length);
    for (const cell of cells) expect(cell).toMatch(/^'/);
  });
});

describe('the audit log as a file', () => {
  it('[EXPORT-1] [EXPORT-4] has the entries that match, its own among them', async () => {
    const home = await makeDistrict(app);
    await joined(app, home);
    const all = await rowsOf(home, 'audit.csv');
    expect(all.map(({ Number: seq }) => seq)).toEqual(
      Array.from({ length: await seqOf(home) }, (_, index) => String(all.length - index)),
    );
    expect(all[0]).toMatchObject({
      Action: 'list.exported',
      'Done by': 'admin',
      Details: expect.stringContaining('audit'),
    });
    const some = await rowsOf(home, 'audit.csv', { filter: { actions: ['member.joined', 'member.added'] } });
    expect(some.map(({ Action }) => Action)).toEqual(['member.joined', 'member.added']);
  });
});

describe('who gets a file', () => {
  it.each(filesOf)('[EXPORT-2] [A01] %s of another district is as if it were not there', async (file) => {
    const [home, other] = [await makeDistrict(app), await makeDistrict(app)];
    const before = await seqOf(home);
    const theirs = await download(pathOf(home.licenseId, file), other.admin.token);
    const nobodys = await download(pathOf(randomUUID(), file), other.admin.token);
    expect([theirs.status, nobodys.status]).toEqual([404, 404]);
    expect(theirs.body).toBe(nobodys.body);
    expect(refusalIn(theirs)).toEqual({ code: 'NOT_FOUND', details: { noun: 'license' } });
    expect(theirs.headers['content-disposition']).toBeUndefined();
    expect(await seqOf(home)).toBe(before);
  });

  it('[SESSION-4] nobody, and nobody whose sign-in is older than twelve hours', async () => {
    const home = await makeDistrict(app);
    const old = await signIn(app, home.admin.email);
    await database.rows(
      `update session set created_at = created_at - interval '13 hours' where person_id = $1 and id not in (
         select id from session where person_id = $1 order by created_at limit 2)`,
      [home.admin.id],
    );
    const before = await seqOf(home);
    for (const path of [...filesOf.map((file) => pathOf(home.licenseId, file)), '/sample.csv']) {
      expect(refusalIn(await download(path, null))).toEqual({ code: 'NOT_SIGNED_IN', details: {} });
      expect(refusalIn(await download(path, 'x'.repeat(40)))).toEqual({ code: 'NOT_SIGNED_IN', details: {} });
      const answer = await download(path, old.token);
      expect([answer.status, refusalIn(answer)]).toEqual([401, { code: 'SIGN_IN_AGAIN', details: {} }]);
    }
    expect(await seqOf(home)).toBe(before);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling', { 'sec-fetch-site': 'same-site' }, 403],
    ['a value that no browser sends', { 'sec-fetch-site': 'Same-Origin' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['a page of ours', { 'sec-fetch-site': 'same-origin' }, 200],
    ['the address bar', { 'sec-fetch-site': 'none' }, 200],
    ['a browser that does not say', {}, 200],
  ])('[EXPORT-2] [D02] asked for by %s', async (_who, headers: Headers, status) => {
    const home = await makeDistrict(app);
    for (const file of filesOf) {
      const before = await seqOf(home);
      const answer = await download(pathOf(home.licenseId, file), home.admin.token, headers);
      expect(answer.status).toBe(status);
      expect(await seqOf(home)).toBe(before + (status === 200 ? 1 : 0));
    }
  });

  it.each(['HEAD', 'POST', 'PUT', 'DELETE'])(
    '[B17] [R13] %s gets nothing and writes nothing down',
    async (method) => {
      const home = await makeDistrict(app);
      const before = await seqOf(home);
      const origin = `http://127.0.0.1:${app.port}`;
      const answer = await download(
        pathOf(home.licenseId, 'people.csv'),
        home.admin.token,
        { origin },
        method,
      );
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await seqOf(home)).toBe(before);
    },
  );

  it.each([
    ['a filter that is no JSON', { filter: '{' }],
    ['a filter of unknown keys', { filter: { districtId: randomUUID() } }],
    ['an unknown order', { order: 'sideways' }],
    ['an unknown parameter', { district: randomUUID() }],
    ['a filter that is longer than any', { filter: { search: 'x'.repeat(9_000) } }],
  ])('[B04] [A02] %s is refused before anything is written down', async (_what, query) => {
    const home = await makeDistrict(app);
    const before = await seqOf(home);
    const answer = await download(pathOf(home.licenseId, 'people.csv', query), home.admin.token);
    expect([answer.status, refusalIn(answer)?.code]).toEqual([400, 'INVALID_INPUT']);
    expect(await seqOf(home)).toBe(before);
  });

  it('[EXPORT-4] that a list was taken is in the log, with who did it and whether it was all of it', async () => {
    const home = await makeDistrict(app);
    await rowsOf(home, 'people.csv');
    await rowsOf(home, 'people.csv', { filter: { search: 'x' } });
    const { entries } = await home.admin.client.audit.list.query({
      licenseId: home.licenseId,
      filter: { ...noAuditFilter, actions: ['list.exported'] },
    });
    expect(entries).toMatchObject([
      { actor: { kind: 'admin' }, facts: { exported: 'people', filtered: true } },
      { actor: { kind: 'admin' }, facts: { exported: 'people', filtered: false } },
    ]);
  });

  it('[CSV-8] the sample is a file of three people', async () => {
    const home = await makeDistrict(app);
    const answer = await download('/sample.csv', home.admin.token);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="rollcall-sample.csv"');
    expect(answer.body.trim().split('\r\n')).toHaveLength(4);
  });
});
