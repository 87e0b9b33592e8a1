import { randomUUID } from 'node:crypto';
import { noAuditFilter } from '@rollcall/core/audit/contract.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { type RawAnswer, rawRequest, refusalIn } from '../_kit/http.ts';
import { findRow, getRow } from '../_kit/membership.ts';
import { parseQuotedCsv } from '../_kit/quoted-csv.ts';
import { importCsv, inspectFile, uploadCsv, waitForRun } from '../_kit/runs.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const files = ['results.csv', 'refused.csv'] as const;
type RunFile = (typeof files)[number];

function download(
  home: TestDistrict,
  runId: string,
  file: RunFile,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  return rawRequest(app.port, {
    path: `/files/licenses/${home.licenseId}/runs/${runId}/${file}`,
    headers: { cookie: `rollcall=${home.admin.token}`, ...headers },
  });
}

async function textOf(home: TestDistrict, run: RunView, file: RunFile): Promise<string> {
  const answer = await download(home, run.id, file);
  expect(answer.status).toBe(200);
  return answer.body;
}

const rowsOf = async (home: TestDistrict, run: RunView, file: RunFile) =>
  parseQuotedCsv(await textOf(home, run, file));

const seqOf = (home: TestDistrict) =>
  database.value<number>('select seq::int from license where id = $1', [home.licenseId]);

/** One of each kind of row: two pupils with one seat left, a user type and an address that are none, the same twice. */
function mixedFile({ address }: TestDistrict): string {
  return [
    'Bus;Full name;E-Mail;User type',
    `R1;Ana Ruiz;${address('ana')};Pupil`,
    `R2;"=1;+2";ben(at)d.example;`,
    `R3;Kim;${address('kim')};Principal;and more`,
    `R4;Ana;${address('ana')};`,
    `R5;Late Comer;${address('Late')};Students`,
    'R6;Nobody;;',
  ].join('\r\n');
}

async function mixedRun(): Promise<{ home: TestDistrict; run: RunView }> {
  const home = await makeDistrict(app, { studentSeats: 1 });
  const run = await importCsv(app, home.admin, { licenseId: home.licenseId, file: mixedFile(home) });
  expect(run.outcomes).toEqual({
    invited: 1,
    invalid_email: 2,
    invalid_user_type: 1,
    duplicate: 1,
    no_seat: 1,
  });
  return { home, run };
}

describe('the rows of a run as a file', () => {
  it('[EXPORT-5] says of each line what happened, in words and as a code', async () => {
    const { home, run } = await mixedRun();
    const answer = await download(home, run.id, 'results.csv');
    const today = new Date().toISOString().slice(0, 10);
    expect(answer.headers['content-disposition']).toMatch(
      new RegExp(`filename="license-[0-9a-f]{8}-run-1-results-${today}[.]csv"$`),
    );
    const rows = parseQuotedCsv(answer.body);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'Line',
      'Email',
      'Name',
      'User type',
      'Result',
      'Code',
      'Reason',
      'Rollcall run',
    ]);
    expect(rows.map((row) => [row.Line, row.Email, row.Name, row['User type'], row.Code])).toEqual([
      ['2', home.address('ana'), 'Ana Ruiz', 'Student', 'invited'],
      ['3', 'ben(at)d.example', "'=1;'+2", '', 'invalid_email'],
      ['4', home.address('kim'), 'Kim', '', 'invalid_user_type'],
      ['5', home.address('ana'), 'Ana', '', 'duplicate'],
      ['6', home.address('Late'), 'Late Comer', 'Student', 'no_seat'],
      ['7', '', 'Nobody', '', 'invalid_email'],
    ]);
    expect(rows.map(({ Result, Reason }) => [Result !== '', Reason !== ''])).toEqual([
      [true, false],
      [true, true],
      [true, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  it('[EXPORT-5] says of a plan that nothing of it is done', async () => {
    const home = await makeDistrict(app);
    const file = `Email\n${home.address('a')}\n${home.address('b')}\n`;
    const run = await uploadCsv(app, home.admin, { licenseId: home.licenseId, file });
    await waitForRun(home.admin, run, ['planned']);
    const rows = await rowsOf(home, run, 'results.csv');
    expect(rows.map(({ Email, Result, Code }) => [Email, Result, Code])).toEqual([
      [home.address('a'), 'Not done', ''],
      [home.address('b'), 'Not done', ''],
    ]);
  });

  it('[EXPORT-6] the refused ones stand in the columns of their file, with what is wrong', async () => {
    const { home, run } = await mixedRun();
    const text = await textOf(home, run, 'refused.csv');
    expect(text.split('\r\n')[0]).toBe('\ufeff"Bus","Full name","E-Mail","User type","","Rollcall: problem"');
    const rows = parseQuotedCsv(text);
    expect(rows).toMatchObject([
      { Bus: 'R2', 'Full name': "'=1;'+2", 'E-Mail': 'ben(at)d.example', 'User type': '' },
      { Bus: 'R3', 'Full name': 'Kim', 'User type': 'Principal', '': 'and more' },
      { Bus: '', 'Full name': 'Late Comer', 'E-Mail': home.address('Late'), 'User type': 'Student' },
      { Bus: 'R6', 'Full name': 'Nobody', 'E-Mail': '' },
    ]);
    const problems = rows.map((row) => row['Rollcall: problem'] ?? '');
    expect(problems[0]).toContain('@');
    expect(problems[1]).toContain('Teacher, Student or Other');
    expect(problems[2]).toContain('seat');
    expect(problems[3]).toContain('missing');
  });

  it('[EXPORT-6] [RUN-10] corrected and uploaded again they add exactly those people, as they are', async () => {
    const { home, run } = await mixedRun();
    await database.rows('update license set student_seats = 10 where id = $1', [home.licenseId]);
    const refused = await textOf(home, run, 'refused.csv');
    const mended = refused
      .replace('ben(at)d.example', home.address('ben'))
      .replace('"Principal"', '"Teacher"')
      // Mended, and said so by hand.
      .replace(/"This is not a user type[^"]*"/, '""');
    const inspection = await inspectFile(app, home.admin, home.licenseId, mended);
    expect(inspection).toMatchObject({ isOurExport: false, questions: [] });
    const again = await importCsv(app, home.admin, { licenseId: home.licenseId, file: mended });
    expect(again.outcomes).toEqual({ invited: 3, invalid_email: 1 });
    const [ben, kim] = [await row(home, 'ben'), await row(home, 'kim')];
    expect([ben.name, ben.userType, kim.name, kim.userType]).toEqual(['=1;+2', 'student', 'Kim', 'teacher']);
    expect(await row(home, 'late')).toMatchObject({ name: 'Late Comer', email: home.address('Late') });
    // Once more: the column that says what is wrong is not there twice.
    const still = await textOf(home, again, 'refused.csv');
    expect(still.split('\r\n')[0]).toBe(
      '\ufeff"Bus","Full name","E-Mail","User type","","Rollcall: problem"',
    );
    expect(parseQuotedCsv(still)).toHaveLength(1);
  });

  it('[EXPORT-6] [RUN-9] once their fields are kept no longer they are what is known of the people', async () => {
    const { home, run } = await mixedRun();
    await database.rows('update run_batch set raws = null where run_id = $1', [run.id]);
    await database.rows('update run set columns = null where id = $1', [run.id]);
    const rows = await rowsOf(home, run, 'refused.csv');
    expect(rows.map(({ 'Rollcall: problem': problem, ...cells }) => [cells, problem !== ''])).toEqual([
      [{ Email: 'ben(at)d.example', Name: "'=1;'+2", 'User type': '' }, true],
      [{ Email: home.address('kim'), Name: 'Kim', 'User type': '' }, true],
      [{ Email: home.address('Late'), Name: 'Late Comer', 'User type': 'Student' }, true],
      [{ Email: '', Name: 'Nobody', 'User type': '' }, true],
    ]);
  });

  it('[EXPORT-6] rows of a file without a header get one', async () => {
    const home = await makeDistrict(app);
    const file = `${home.address('a')},Ana\nnobody,Ben\n`;
    const inspection = await inspectFile(app, home.admin, home.licenseId, file);
    const named = inspection.columns.map((column) =>
      column.index === 1 ? { ...column, role: 'name' as const } : column,
    );
    const run = await importCsv(app, home.admin, {
      licenseId: home.licenseId,
      file,
      inspection: { ...inspection, hasHeader: false, columns: named },
    });
    expect(await rowsOf(home, run, 'refused.csv')).toMatchObject([{ Email: 'nobody', Name: 'Ben' }]);
  });

  it('[EXPORT-6] a file as wide as one may be comes back as one that can be read', async () => {
    const home = await makeDistrict(app);
    const extra = Array.from({ length: 63 }, (_, index) => `c${index}`);
    const file = `Email,${extra.join(',')}\nnobody,${extra.join(',')}\n`;
    const run = await importCsv(app, home.admin, { licenseId: home.licenseId, file });
    const refused = await textOf(home, run, 'refused.csv');
    expect(parseQuotedCsv(refused)).toMatchObject([{ Email: 'nobody', c61: 'c61' }]);
    expect((await inspectFile(app, home.admin, home.licenseId, refused)).columns).toHaveLength(64);
    const mended = refused.replace('nobody', home.address('somebody'));
    await importCsv(app, home.admin, { licenseId: home.licenseId, file: mended });
    expect(await findRow(home.admin.client, home.licenseId, home.address('somebody'))).not.toBeNull();
  });
});

const row = (home: TestDistrict, local: string) =>
  getRow(home.admin.client, home.licenseId, home.address(local));

describe('who gets the rows of a run', () => {
  it.each(files)('[EXPORT-2] [A01] %s of another district is as if it were not there', async (file) => {
    const { home, run } = await mixedRun();
    const other = await makeDistrict(app);
    const before = [await seqOf(home), await seqOf(other)];
    const theirs = await download({ ...home, admin: other.admin }, run.id, file);
    const nobodys = await download({ ...home, admin: other.admin }, randomUUID(), file);
    expect([theirs.status, theirs.body]).toEqual([404, nobodys.body]);
    // Asked for as a run of the own licence it is not there either, and nothing is written down.
    const foreign = await download(other, run.id, file);
    const none = await download(other, randomUUID(), file);
    expect([foreign.status, foreign.body]).toEqual([404, none.body]);
    expect(refusalIn(foreign)).toEqual({ code: 'NOT_FOUND', details: { noun: 'run' } });
    expect([await seqOf(home), await seqOf(other)]).toEqual(before);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['a page of ours', { 'sec-fetch-site': 'same-origin' }, 200],
  ])('[EXPORT-2] [EXPORT-4] [D02] asked for by %s', async (_who, headers, status) => {
    const { home, run } = await mixedRun();
    for (const file of files) {
      const before = await seqOf(home);
      expect((await download(home, run.id, file, headers)).status).toBe(status);
      expect(await seqOf(home)).toBe(before + (status === 200 ? 1 : 0));
    }
    const { entries } = await home.admin.client.audit.list.query({
      licenseId: home.licenseId,
      filter: { ...noAuditFilter, actions: ['list.exported'] },
    });
    const taken = [
      { facts: { exported: 'refused', filtered: false }, run: { number: 1 }, people: { count: 0 } },
      { facts: { exported: 'results', filtered: false }, run: { number: 1 }, people: { count: 0 } },
    ];
    expect(entries).toMatchObject(status === 200 ? taken : []);
    expect(entries).toHaveLength(status === 200 ? 2 : 0);
  });

  it('[EXPORT-5] [RUN-9] nobody, once the rows are kept no longer', async () => {
    const { home, run } = await mixedRun();
    await database.rows('delete from run_batch where run_id = $1', [run.id]);
    for (const file of files) expect(refusalIn(await download(home, run.id, file))?.code).toBe('NOT_FOUND');
  });
});
