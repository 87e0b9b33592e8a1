import { personName } from '@rollcall/core/members/person-name.ts';
import { proposedCsvOptions } from '@rollcall/core/runs/csv-contract.ts';
import { guardFormula, unguardFormula } from '@rollcall/server/csv/formula.ts';
import { inspectCsv } from '@rollcall/server/csv/inspect-csv.ts';
import { csvExport } from '@rollcall/server/csv/write-csv.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFile } from './read-file.ts';

const header = ['Email', 'Name', 'User type', 'Status'];

async function exported(rows: readonly (string | null)[][]): Promise<string> {
  let text = '';
  for await (const piece of csvExport(header, rows)) text += piece;
  return text;
}

const people = (names: readonly string[]) =>
  names.map((name, at) => [`p${at}@x.example`, name, 'Student', 'Accepted']);

/** Each begins a formula somewhere. */
const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  ' =1',
  '\u00a0=1',
  "=cmd|' /C calc'!A0",
  "'=1",
  "''=1",
  'Ana;=1+1;',
  'Ana\n=1+1',
  'Ana\t@SUM(A1)',
  '=HYPERLINK("http://x.example","a")',
];

/** Odd but harmless. */
const naughty = [
  "O'Brien",
  "'s-Gravenhage",
  'Ana "Anita" Ruiz',
  '"',
  '""',
  ',',
  ';',
  '\\',
  '\\"',
  '{a,b}',
  'NULL',
  'null',
  'undefined',
  '0',
  '1e5',
  '𝒞𝓎',
  '🌱👩‍👩‍👧',
  'مريم',
  'Ṫ̈́ḧ́é',
  '<script>alert(1)</script>',
  "'; drop table member; --",
  '%s%n {{y}}',
  '１２３',
  'ﬁ',
  '田中さん',
];

describe('[D05] [CSV-8] formulas', () => {
  test.each(formulas)('%j is written as text', async (formula) => {
    const guarded = guardFormula(formula);
    // No cell begins with what is computed, wherever this file is cut.
    for (const cell of guarded.split(/[;\t\r\n]/)) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
    expect(guarded).toMatch(/^\s*'|^[A-Z]/);
    expect(unguardFormula(guarded)).toBe(formula);
    expect(await exported([[formula, null, null, null]])).toContain(
      `\r\n"${guarded.replaceAll('"', '""')}","","","","1"\r\n`,
    );
  });

  test('any text comes back from its guarded form', () => {
    const sign = fc.constantFrom("'", '=', '＝', '+', '-', '@', '\t', '\r', '\n', ';', ' ', 'a', '"');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: sign }), fc.string({ unit: 'binary' })), (text) => {
        expect(unguardFormula(guardFormula(text))).toBe(text);
        expect(guardFormula(text)).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/u);
      }),
      { numRuns: 2000 },
    );
  });

  test('without our mark an apostrophe is part of the name, also in a row that was added by hand', async () => {
    const foreign = await readFile("Email,Name\nana@x.example,'=1\n");
    expect(foreign.rows[0]?.name).toBe("'=1");
    const added = `${await exported(people(['=1']))}ben@x.example,'=1,,\r\n`;
    expect((await readFile(added)).rows.map(({ name }) => name)).toEqual(['=1', "'=1"]);
  });

  test('the mark survives a spreadsheet that saves with its own delimiter and without quotes', async () => {
    const resaved = "EMAIL;Name;User type;Status;Rollcall export\r\np0@x.example;'=1;Student;Accepted;1\r\n";
    const { inspection, rows, summary } = await readFile(resaved);
    expect(inspection.isOurExport).toBe(true);
    expect(rows[0]?.name).toBe('=1');
    expect(summary.ignored).toEqual(['Status']);
  });
});

describe('[D05] [D06] [CSV-8] an export that is read again gives the same values', () => {
  test('for every odd name', async () => {
    const names = [...naughty, ...formulas];
    const { inspection, rows, summary } = await readFile(await exported(people(names)));
    expect(inspection).toMatchObject({ isOurExport: true, questions: [], encoding: 'utf-8', delimiter: ',' });
    expect(rows.map(({ name }) => name)).toEqual(names.map(personName));
    expect(summary.counts).toMatchObject({ candidates: names.length });
  });

  test('for any name', async () => {
    const name = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => personName(text) ?? 'Ana');
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 20 }), async (names) => {
        const { rows } = await readFile(await exported(people(names)));
        expect(rows.map((row) => row.name)).toEqual(names);
      }),
      { numRuns: 100 },
    );
  });

  test('and so do its refused rows, written once more', async () => {
    const rows = [['=nobody', '=1', 'Student', 'Accepted']];
    const first = await readFile(await exported(rows));
    expect(first.rows[0]).toMatchObject({
      refusal: 'invalid_email',
      raw: ['=nobody', '=1', 'Student', 'Accepted', '1'],
    });
    let text = '';
    for await (const piece of csvExport(first.summary.header ?? [], [first.rows[0]?.raw ?? []]))
      text += piece;
    expect(text).toBe(await exported(rows));
  });

  test('starts with the mark of UTF-8, quotes everything and ends its lines as Windows does', async () => {
    const text = await exported([['ana@x.example', 'Ana "A"', null, 'Accepted']]);
    expect(text).toBe(
      '\ufeff"Email","Name","User type","Status","Rollcall export"\r\n"ana@x.example","Ana ""A""","","Accepted","1"\r\n',
    );
    expect(proposedCsvOptions(inspectCsv(Buffer.from(text), true)).roles).toEqual([
      'email',
      'name',
      'userType',
      'ignored',
      'ignored',
    ]);
  });
});
