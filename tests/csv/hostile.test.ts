import { gzipSync } from 'node:zlib';
import { DomainError } from '@rollcall/core/errors.ts';
import type { CsvProblem } from '@rollcall/core/runs/csv-contract.ts';
import { inspectCsv, inspectedBytes } from '@rollcall/server/csv/inspect-csv.ts';
import { describe, expect, test } from 'vitest';
import { type HowToRead, inPieces, readStream } from './read-file.ts';
import { utf16le } from './real-files.ts';

const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(100)]);
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** Repeats a piece until so many bytes have been given; counts what was taken. */
function endless(beginning: string, piece: string, bytes: number) {
  const given = { bytes: 0 };
  async function* pieces() {
    yield Buffer.from(beginning);
    const block = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)));
    while (given.bytes < bytes) {
      given.bytes += block.length;
      yield block;
    }
  }
  return { given, source: pieces() };
}

async function refusalOf(reading: Promise<unknown>): Promise<{ problem: CsvProblem; line: number | null }> {
  const error = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DomainError) return error.details as { problem: CsvProblem; line: number | null };
  throw error ?? new Error('The file was read');
}

const head = 'Email,Name\r\nana@x.example,Ana\r\n';

describe('what is no file of people', () => {
  test.each<[string, CsvProblem, number | null, Uint8Array | string, HowToRead?]>([
    ['nothing', 'empty', null, ''],
    ['blank lines', 'empty', null, '\r\n , \r\n\r\n'],
    ['a picture', 'not_text', null, png],
    ['a packed file', 'not_text', null, gzipSync(head)],
    ['a workbook', 'spreadsheet', null, zip],
    ['NULs among the text', 'not_text', 3, `${head}be\0n@x.example\r\n`],
    ['headings only', 'header_only', null, 'Email,Name\r\n'],
    ['an open quote', 'unclosed_quote', 4, `${head}"a\nb","ben\r\ncy`],
    [
      'an open quote in a long file',
      'unclosed_quote',
      3,
      `${head}"ben@x.example\r\n${'cy@x.example\r\n'.repeat(20_000)}`,
    ],
    ['a line that is too long', 'line_too_long', 3, `${head}${'x'.repeat(70_000)}\r\n`],
    ['too many columns', 'too_many_columns', 3, `${head}${'a,'.repeat(65)}\r\n`],
    ['a million columns', 'too_many_columns', 3, `${head}${'a,'.repeat(1_000_000)}\r\n`],
    [
      'too many rows',
      'too_many_rows',
      4,
      `${head}ben@x.example\r\ncy@x.example\r\n`,
      { limits: { rows: 2 } },
    ],
    ['too many bytes', 'too_large', null, head, { limits: { bytes: 20 } }],
    [
      'letters of another encoding',
      'encoding_unclear',
      3,
      Buffer.from(`${head}jos\xe9@x.example\r\n`, 'latin1'),
    ],
    ['half a letter at the end', 'encoding_unclear', 3, Buffer.from(`${head}jos\xc3`, 'latin1')],
    ['UTF-16 read as UTF-8', 'encoding_unclear', 1, utf16le(head)],
  ])('[D04] [CSV-5] %s: %s', async (_what, problem, line, content, how) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    expect(await refusalOf(readStream(inPieces(bytes), how))).toEqual({ problem, line });
  });

  test.each<[CsvProblem, Uint8Array | string]>([
    ['empty', ''],
    ['not_text', png],
    ['not_text', 'Email\0\0\r\n'],
    ['spreadsheet', zip],
    ['header_only', 'Email\r\n'],
    ['no_email_column', 'Name,Class\r\nAna,7b\r\n'],
    ['unclosed_quote', '"Email\r\nana@x.example\r\n'],
  ])('[D04] [CSV-5] the inspection says %s at once', (problem, content) => {
    const look = () => inspectCsv(typeof content === 'string' ? Buffer.from(content) : content, true);
    expect(look).toThrow(expect.objectContaining({ details: expect.objectContaining({ problem }) }));
  });

  test('[D04] [CSV-5] a source that breaks off is told as such, a refusing one is left its refusal', async () => {
    async function* broken(error: Error) {
      yield Buffer.from(head);
      throw error;
    }
    expect(await refusalOf(readStream(broken(new Error('aborted'))))).toEqual({
      problem: 'interrupted',
      line: null,
    });
    const own = new DomainError('TOO_LARGE', { limitBytes: 1 });
    await expect(readStream(broken(own))).rejects.toBe(own);
  });
});

test.each(['a,', ',', '"', '""', '[', "'", '=', '<', 'a@x.example,', 'a@x.example ', '\r', ' ', '@'])(
  '[D04] [CSV-7] the beginning of a file of nothing but %j is looked at in a moment',
  (piece) => {
    const bytes = Buffer.from(piece.repeat(inspectedBytes / piece.length));
    const startedAt = performance.now();
    try {
      const inspection = inspectCsv(bytes, false);
      expect(JSON.stringify(inspection).length).toBeLessThan(100_000);
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
    }
    expect(performance.now() - startedAt).toBeLessThan(1000);
  },
);

describe('what does not end', () => {
  const gigabyte = 2 ** 30;

  test.each([
    ['one line', head, 'x', 'line_too_long', 3],
    ['one line of delimiters', head, ',', 'too_many_columns', 3],
    ['one open quote', `${head}"`, 'x,\r\n', 'unclosed_quote', 3],
    ['one cell of quotes', `${head}"`, '""', 'line_too_long', 3],
  ])(
    '[D04] [CSV-6] %s of a gigabyte is refused at the limit',
    async (_what, beginning, piece, problem, line) => {
      const { given, source } = endless(beginning, piece, gigabyte);
      expect(await refusalOf(readStream(source))).toEqual({ problem, line });
      expect(given.bytes).toBeLessThan(2 ** 20);
    },
  );

  test.each(['\r\n', ',,,\n'])(
    '[D04] [CSV-6] a gigabyte of blank lines ends at twice the rows',
    async (blank) => {
      const { given, source } = endless(head, blank, gigabyte);
      const limits = { rows: 20_000 };
      expect(await refusalOf(readStream(source, { limits }))).toEqual({
        problem: 'too_many_rows',
        line: 40_003,
      });
      expect(given.bytes).toBeLessThan(2 ** 20);
    },
  );

  test('[D04] 100,000 rows of one person are one candidate', async () => {
    const { source } = endless('Email\n', 'Ana@X.example\n', 100_000 * 14);
    const { summary, batches } = await readStream(source);
    expect(summary.rows).toBeGreaterThanOrEqual(100_000);
    expect(summary.counts).toMatchObject({ candidates: 1, duplicate: summary.rows - 1 });
    expect(batches.map(({ size }) => size).reduce((sum, size) => sum + size)).toBe(summary.rows);
  });

  test('[D04] 100,000 people are 100,000 candidates, in batches without gaps', async () => {
    async function* people() {
      yield Buffer.from('Email\n');
      for (let at = 0; at < 100_000; at += 1) yield Buffer.from(`p${at}@x.example\n`);
    }
    const { summary, batches } = await readStream(people());
    expect(summary).toMatchObject({
      rows: 100_000,
      batches: 20,
      counts: { candidates: 100_000, duplicate: 0 },
    });
    expect(batches.map(({ batchNo, firstRow }) => firstRow - batchNo * 5000)).toEqual(Array(20).fill(1));
  });
});
