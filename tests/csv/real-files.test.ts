import { inspectCsv } from '@rollcall/server/csv/inspect-csv.ts';
import { sampleFile } from '@rollcall/server/csv/write-csv.ts';
import { expect, test } from 'vitest';
import { type ReadRow, readFile } from './read-file.ts';
import { realFiles, windows1252 } from './real-files.ts';

const said = ({ email, name, userType, refusal }: ReadRow) =>
  [email, refusal ?? name, refusal === null ? userType : null].filter((part) => part !== null).join(' | ');

test.each(realFiles)(
  '[CSV-1] [CSV-2] [CSV-3] reads what comes from $from',
  async ({ bytes, rows, questions, ignored }) => {
    const read = await readFile(bytes);
    expect(read.rows.map(said)).toEqual(rows);
    expect(read.inspection.questions.map(({ question }) => question)).toEqual(questions ?? []);
    expect(read.inspection.ignored).toEqual(ignored ?? []);
    expect(read.summary.ignored).toEqual(ignored ?? []);
    expect(read.summary.rows).toBe(rows.length);
  },
);

test('[CSV-1] the question about the encoding shows both readings, and its answer changes the proposal', async () => {
  const bytes = windows1252('Email,Name\nzoe@school.example,Zo\xeb\n');
  const asked = inspectCsv(bytes, true).questions[0];
  expect(asked).toEqual({
    question: 'encoding',
    readings: [
      { encoding: 'windows-1252', lines: ['zoe@school.example,Zoë'] },
      { encoding: 'utf-8', lines: ['zoe@school.example,Zo\ufffd'] },
    ],
  });
  const answered = inspectCsv(bytes, true, { encoding: 'windows-1252' });
  expect(answered.questions).toEqual([]);
  expect(answered.rows[1]).toEqual(['zoe@school.example', 'Zoë']);
  await expect(readFile(bytes, { options: { encoding: 'utf-8' } })).rejects.toMatchObject({
    details: { problem: 'encoding_unclear', line: 2 },
  });
});

test('[CSV-2] the question about the address names the columns, the first line is shown when no heading is known', () => {
  const two = inspectCsv(Buffer.from('Staff email,Student email\na@x.example,b@x.example\n'), true);
  expect(two.questions).toEqual([{ question: 'email_column', columns: [0, 1] }]);
  const bare = inspectCsv(Buffer.from('a@x.example;Ana\nb@x.example;Ben\n'), true);
  expect(bare).toMatchObject({ hasHeader: false, delimiter: ';' });
  expect(bare.questions).toEqual([{ question: 'header', firstLine: ['a@x.example', 'Ana'] }]);
});

test('[CSV-2] equal headings are noticed', () => {
  const { duplicateHeaders } = inspectCsv(
    Buffer.from('Email,E-Mail,Name\na@x.example,b@x.example,Ana\n'),
    true,
  );
  expect(duplicateHeaders).toEqual(['E-Mail']);
});

test('[CSV-3] a refused row comes back with its line, its reason and its fields; the first of two stays', async () => {
  const { rows, summary, batches } = await readFile(
    'Name,Email,User type\n"A\nB",nobody,\nAna,Ana@x.example,Student\nBen,ana@X.example,\nCy,cy@x.example,Principal\nDi,,\n',
  );
  expect(rows).toMatchObject([
    { line: 2, email: null, refusal: 'invalid_email', reason: 'no_at_sign', raw: ['A\nB', 'nobody', ''] },
    {
      line: 4,
      email: 'ana@x.example',
      shown: 'Ana@x.example',
      userType: 'student',
      refusal: null,
      raw: null,
    },
    {
      line: 5,
      email: 'ana@x.example',
      refusal: 'duplicate',
      reason: null,
      raw: ['Ben', 'ana@X.example', ''],
    },
    {
      line: 6,
      email: 'cy@x.example',
      refusal: 'invalid_user_type',
      raw: ['Cy', 'cy@x.example', 'Principal'],
    },
    { line: 7, email: null, refusal: 'invalid_email', reason: 'empty' },
  ]);
  expect(summary.counts).toEqual({ candidates: 1, invalid_email: 2, duplicate: 1, invalid_user_type: 1 });
  expect(batches[0]).toMatchObject({ batchNo: 0, firstRow: 1, size: 5, counts: summary.counts });
});

test('[CSV-3] a row refused for its user type does not take the address from a later one', async () => {
  const { rows } = await readFile('Email,User type\nana@x.example,Chef\nana@x.example,Student\n');
  expect(rows.map(({ refusal }) => refusal)).toEqual(['invalid_user_type', null]);
});

test.each([
  ['Teacher', 'teacher'],
  [' TEACHERS ', 'teacher'],
  ['pupil', 'student'],
  ['Learners', 'student'],
  ['Faculty', 'other'],
  ['staff', 'other'],
  ['Employee', 'other'],
  ['', null],
])('[CSV-4] user type “%s” is %s', async (cell, expected) => {
  const { rows } = await readFile(`Email,User type\nana@x.example,${cell}\nben@x.example,student\n`);
  expect(rows[0]).toMatchObject({ userType: expected, refusal: null });
});

test('[CSV-2] the sample file needs no question and refuses nobody', async () => {
  const { inspection, rows } = await readFile(sampleFile());
  expect(inspection).toMatchObject({ questions: [], ignored: [], isOurExport: false });
  expect(rows.map(({ userType, refusal }) => [userType, refusal])).toEqual([
    ['teacher', null],
    ['student', null],
    ['other', null],
  ]);
});
