import {
  type CsvInspection,
  type CsvLimits,
  type CsvOptions,
  type CsvSummary,
  csvInspection,
  csvOptions,
  csvSummary,
  defaultCsvLimits,
  proposedCsvOptions,
} from '@rollcall/core/runs/csv-contract.ts';
import type { CsvBatch } from '@rollcall/server/csv/csv-batch.ts';
import { inspectCsv } from '@rollcall/server/csv/inspect-csv.ts';
import { readCsv } from '@rollcall/server/csv/read-csv.ts';

/** One row as a test wants to see it. */
export interface ReadRow {
  readonly line: number;
  readonly email: string | null;
  readonly shown: string | null;
  readonly name: string | null;
  readonly userType: string | null;
  readonly refusal: string | null;
  readonly reason: string | null;
  readonly raw: string[] | null;
}

export interface ReadFile {
  readonly inspection: CsvInspection;
  readonly batches: CsvBatch[];
  readonly rows: ReadRow[];
  readonly summary: CsvSummary;
}

/** Reads an array literal as PostgreSQL does. */
function elementsOf(literal: string): (string | null)[] {
  const found = literal.slice(1, -1).matchAll(/"((?:[^"\\]|\\[\s\S])*)"|([^,]+)/g);
  return [...found].map(([, quoted, bare]) => {
    if (quoted !== undefined) return quoted.replace(/\\([\s\S])/g, '$1');
    return bare === undefined || bare === 'NULL' ? null : bare;
  });
}

function rowsOf(batch: CsvBatch): ReadRow[] {
  const columns = [batch.lines, batch.emails, batch.shown, batch.names, batch.userTypes].map(elementsOf);
  const [lines = [], emails = [], shown = [], names = [], userTypes = []] = columns;
  const [refusals = [], reasons = [], raws = []] = [batch.refusals, batch.reasons, batch.raws].map(
    elementsOf,
  );
  return lines.map((line, at) => ({
    line: Number(line),
    email: emails[at] ?? null,
    shown: shown[at] ?? null,
    name: names[at] ?? null,
    userType: userTypes[at] ?? null,
    refusal: refusals[at] ?? null,
    reason: reasons[at] ?? null,
    raw: raws[at] == null ? null : (JSON.parse(raws[at]) as string[]),
  }));
}

export async function* inPieces(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

export interface HowToRead {
  /** Instead of what the inspection proposes. */
  readonly options?: Partial<CsvOptions>;
  readonly limits?: Partial<CsvLimits>;
}

/** Inspects a file and reads it as proposed. */
export async function readFile(content: Uint8Array | string, how: HowToRead = {}): Promise<ReadFile> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const inspection = csvInspection.parse(inspectCsv(bytes, true));
  const options = csvOptions.parse({ ...proposedCsvOptions(inspection), ...how.options });
  const batches: CsvBatch[] = [];
  const summary = await readCsv(
    inPieces(bytes),
    options,
    { ...defaultCsvLimits, ...how.limits },
    async (batch) => {
      batches.push(batch);
    },
  );
  return { inspection, batches, rows: batches.flatMap(rowsOf), summary: csvSummary.parse(summary) };
}

/** Reads a stream that needs no inspection: addresses in the first column, under a header. */
export async function readStream(
  source: AsyncIterable<Uint8Array>,
  how: HowToRead = {},
): Promise<{ summary: CsvSummary; batches: CsvBatch[] }> {
  const options: CsvOptions = {
    encoding: 'utf-8',
    delimiter: ',',
    hasHeader: true,
    roles: ['email'],
    ...how.options,
  };
  const batches: CsvBatch[] = [];
  const summary = await readCsv(source, options, { ...defaultCsvLimits, ...how.limits }, async (batch) => {
    batches.push(batch);
  });
  return { summary, batches };
}
