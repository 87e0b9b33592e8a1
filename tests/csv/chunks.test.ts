import type { CsvEncoding } from '@rollcall/core/runs/csv-contract.ts';
import { defaultCsvLimits } from '@rollcall/core/runs/csv-contract.ts';
import type { CsvBatch } from '@rollcall/server/csv/csv-batch.ts';
import { FileReader } from '@rollcall/server/csv/file-reader.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf16be, utf16le, windows1252 } from './real-files.ts';

/** What reading gives: batches and summary, or the refusal. Bytes are handed over cut at the places named. */
async function read(bytes: Uint8Array, encoding: CsvEncoding, cuts: readonly number[]): Promise<string> {
  const batches: CsvBatch[] = [];
  const limits = { ...defaultCsvLimits, lineLength: 300 };
  const roles = ['email', 'name', 'userType'] as const;
  const reader = new FileReader(
    { encoding, delimiter: ',', hasHeader: true, roles: [...roles] },
    limits,
    (batch) => batches.push(batch),
  );
  try {
    let from = 0;
    for (const to of [...cuts].sort((a, b) => a - b)) {
      await reader.write(bytes.subarray(from, to));
      from = Math.max(from, to);
    }
    await reader.write(bytes.subarray(from));
    return JSON.stringify([batches, await reader.end()]);
  } catch (error) {
    return JSON.stringify(error instanceof Error && 'details' in error ? error.details : String(error));
  }
}

const text =
  'Email,Name\r\n"ana@x.example","Zoë ""🌱"" Ñ"\r\n\r\nben@x.example,"two\r\nlines",student\rcy@x.example,𝒞y\n"di@x.example"';
const encodings: readonly [CsvEncoding, Uint8Array][] = [
  ['utf-8', Buffer.from(`\ufeff${text}`)],
  ['utf-16le', utf16le(text)],
  ['utf-16be', utf16be(text)],
  ['windows-1252', windows1252(text)],
];

test.each(encodings)(
  '[CSV-1] %s: cut in two at every byte, the batches are the same',
  async (encoding, bytes) => {
    const whole = await read(bytes, encoding, []);
    expect(whole).toContain('ana@x.example');
    for (let cut = 0; cut <= bytes.length; cut += 1)
      expect(await read(bytes, encoding, [cut]), `cut at ${cut}`).toBe(whole);
  },
);

const pieces = fc.constantFrom(
  'a@x.example',
  'Ñ',
  '🌱',
  '"',
  '""',
  ',',
  '\r',
  '\n',
  '\r\n',
  ' ',
  'x'.repeat(90),
  '=',
  "'",
);
const contents = fc
  .array(pieces, { maxLength: 30 })
  .map((parts) => Buffer.from(`Email,Name\n${parts.join('')}`));
const broken = fc
  .tuple(contents, fc.nat(), fc.constantFrom(0xff, 0xc3, 0x80, 0xf0, 0x00))
  .map(([bytes, at, bad]) => {
    bytes[at % bytes.length] = bad;
    return bytes;
  });

test('[CSV-1] [D04] any text cut anywhere gives the same batches, or the same refusal on the same line', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(contents, broken),
      fc.array(fc.nat(400), { maxLength: 20 }),
      async (bytes, cuts) => {
        const places = cuts.map((cut) => Math.min(cut, bytes.length));
        expect(await read(bytes, 'utf-8', places)).toBe(await read(bytes, 'utf-8', []));
      },
    ),
    { numRuns: 600 },
  );
});
