import { expect, test } from 'vitest';
import type { DemoPerson } from './people.ts';
import { classListFile, leaversFile, type SampleFile, wholeDistrictFile } from './sample-files.ts';

const maria: DemoPerson = {
  label: 'maria',
  name: 'Maria Santos',
  email: 'maria.santos@lakeview.example',
  role: 'teacher',
  district: 'Lakeview',
  opens: ['app'],
};

/** The rows below the headings, as the browser would read them with the right encoding. */
function rowsOf(file: SampleFile, encoding: string, separator: string): string[][] {
  const text = new TextDecoder(encoding, { fatal: true }).decode(file.bytes());
  return text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(separator));
}

const isAddress = (text = '') => /^[^@\s]+@[^@\s]+\.example$/.test(text);

test('[CSV-1] the class list is as Excel saves it, with some rows that cannot be used and everybody who has an app', () => {
  const file = classListFile([maria], 'lakeview.example');
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(file.bytes())).toThrow();
  const rows = rowsOf(file, 'windows-1252', ';');
  expect(rows).toHaveLength(file.people);
  expect(rows[0]).toEqual(['1', 'Maria Santos', maria.email, 'Teacher', '7a']);
  expect(rows.map(([, name]) => name)).toContain('Zoë Müller');
  expect(rows.filter(([, , email]) => !isAddress(email))).toHaveLength(file.wrong);
  expect(file.wrong).toBeGreaterThan(2);
});

test('[CSV-3] those who leave are on the class list, each once', () => {
  const listed = new Set(
    rowsOf(classListFile([], 'lakeview.example'), 'windows-1252', ';').map((row) => row[2]),
  );
  const leaving = rowsOf(leaversFile('lakeview.example'), 'utf-8', ',').map(([email]) => email);
  expect(new Set(leaving).size).toBe(leaving.length);
  expect(leaving.filter((email) => !listed.has(email))).toEqual([]);
});

test('[CSV-6] the large file names each person once', () => {
  const file = wholeDistrictFile('riverbend.example');
  const rows = rowsOf(file, 'utf-8', ',');
  expect(new Set(rows.map(([email]) => email)).size).toBe(file.people);
  expect(rows.filter(([email]) => !isAddress(email))).toHaveLength(file.wrong);
});
