import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultCsvLimits } from '@rollcall/core/runs/csv-contract.ts';
import { RecordReader } from '@rollcall/server/csv/record-reader.ts';
import { expect, test } from 'vitest';

const spectrum = path.dirname(fileURLToPath(import.meta.resolve('csv-spectrum')));
const names = globSync('*.csv', { cwd: path.join(spectrum, 'csvs') }).map((file) => file.slice(0, -4));

/** Where the suite's own JSON does not belong to its CSV: another telephone number, and no list. */
const corrections: Readonly<Record<string, unknown>> = {
  location_coordinates: [
    {
      'Contact Phone Number': '2095257564',
      'Location Coordinates': `37\ufffd36'37.8"N 121\ufffd2'17.9"W`,
      Cities: 'Modesto',
      Counties: 'Stanislaus',
    },
  ],
};

test('csv-spectrum is there, whole', () => {
  expect(names.length).toBeGreaterThanOrEqual(12);
});

test.each(names)('[CSV-1] csv-spectrum: %s', async (name) => {
  const records: string[][] = [];
  const reader = new RecordReader(',', defaultCsvLimits, (fields) => records.push(fields));
  await reader.write(readFileSync(path.join(spectrum, 'csvs', `${name}.csv`), 'utf8'));
  await reader.end();
  const [header = [], ...rows] = records;
  const objects = rows.map((fields) => Object.fromEntries(header.map((key, at) => [key, fields[at]])));
  const published: unknown = JSON.parse(readFileSync(path.join(spectrum, 'json', `${name}.json`), 'utf8'));
  expect(objects).toEqual(corrections[name] ?? published);
});
