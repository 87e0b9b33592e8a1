import {
  type CsvDelimiter,
  type CsvEncoding,
  type CsvInspection,
  type CsvLimits,
  type CsvQuestion,
  csvDelimiter,
  defaultCsvLimits,
} from '@rollcall/core/runs/csv-contract.ts';
import { parse } from 'csv-parse/sync';
import { encodingOfMark, isUtf8Text, looksLikeUtf16 } from './decode.ts';
import { isDelimiterLine } from './delimiter-line.ts';
import { isListExport } from './export-marker.ts';
import { findNotText } from './not-text.ts';
import { proposeColumns } from './propose-columns.ts';
import { lenient } from './record-reader.ts';
import { unreadable } from './refuse-file.ts';

/** Bytes from the beginning of a file that an inspection wants to see. */
export const inspectedBytes = 256 * 1024;

const shownRows = 8;
const shownCellLength = 200;
/** Of a cell, to tell what it is: the longest address with a name beside it. */
const readCellLength = 500;
/** Records that are looked at to tell what the columns hold. */
const sampleRecords = 200;

/** What somebody answered, or chose otherwise than proposed. */
export interface CsvAnswers {
  readonly encoding?: CsvEncoding;
  readonly delimiter?: CsvDelimiter;
}

/**
 * What the first `inspectedBytes` of a file tell (all of it when `isWhole`): how it is to be read, and what only a
 * person can know. With an answer the rest is proposed anew. Throws FILE_NOT_READABLE where no answer could help.
 */
export function inspectCsv(
  head: Uint8Array,
  isWhole: boolean,
  answers: CsvAnswers = {},
  limits: CsvLimits = defaultCsvLimits,
): CsvInspection {
  const problem = findNotText(head);
  if (problem !== undefined) throw unreadable(problem);
  const { encoding, isSure } = guessEncoding(head, isWhole);
  const chosen = answers.encoding ?? encoding;
  const text = decodeHead(head, chosen, isWhole);
  if (text.includes('\0')) throw unreadable('not_text');
  if (text.trim() === '' && isWhole) throw unreadable('empty');

  const delimiter = answers.delimiter ?? guessDelimiter(text, limits);
  const records = readRecords(text, delimiter, limits);
  if (records.length === 0) throw unreadable('empty');
  const proposal = proposeColumns(records, limits);
  const header = proposal.hasHeader ? (records[0] ?? []) : [];
  if (proposal.hasHeader && records.length === 1 && isWhole) throw unreadable('header_only');

  const questions: CsvQuestion[] = [...proposal.questions];
  if (!isSure && answers.encoding === undefined) questions.unshift(askEncoding(head, isWhole));
  return {
    encoding: chosen,
    delimiter,
    hasHeader: proposal.hasHeader,
    columns: proposal.columns,
    rows: records.slice(0, shownRows).map((fields) => fields.map((field) => field.slice(0, shownCellLength))),
    questions,
    isOurExport: isListExport(header),
    ignored: proposal.ignored,
    duplicateHeaders: proposal.duplicateHeaders,
    limitBytes: limits.bytes,
  };
}

function guessEncoding(head: Uint8Array, isWhole: boolean): { encoding: CsvEncoding; isSure: boolean } {
  const marked = encodingOfMark(head) ?? looksLikeUtf16(head);
  if (marked !== undefined) return { encoding: marked, isSure: true };
  const isUtf8 = isUtf8Text(head, isWhole);
  return { encoding: isUtf8 ? 'utf-8' : 'windows-1252', isSure: isUtf8 };
}

function decodeHead(head: Uint8Array, encoding: CsvEncoding, isWhole: boolean): string {
  return new TextDecoder(encoding).decode(head, { stream: !isWhole });
}

/** The lines on which the readings differ, as each of them has it. */
function askEncoding(head: Uint8Array, isWhole: boolean): CsvQuestion {
  const different = (['windows-1252', 'utf-8'] as const).map((encoding) => ({
    encoding,
    lines: decodeHead(head, encoding, isWhole)
      .split(/\r\n|\r|\n/)
      .filter((line) => /[^\t -~]/.test(line))
      .slice(0, 5)
      .map((line) => line.slice(0, shownCellLength)),
  }));
  return { question: 'encoding', readings: different };
}

/** The delimiter that cuts the first lines into the most columns that agree; Excel's own `sep=` line decides alone. */
function guessDelimiter(text: string, limits: CsvLimits): CsvDelimiter {
  const said = /^sep=(.)\s*[\r\n]/i.exec(text)?.[1];
  const [saidSo] = csvDelimiter.options.filter((delimiter) => delimiter === said);
  if (saidSo !== undefined) return saidSo;
  const scored = csvDelimiter.options.map((delimiter) => {
    const records = readRecords(text.slice(0, 32 * 1024), delimiter, limits).slice(0, 20);
    const [first = []] = records;
    const agreeing = records.filter((fields) => fields.length === first.length).length;
    // An address is in a cell of its own where the delimiter is right, and inside a longer one where it is not.
    const addresses = records.filter((fields) =>
      fields.some((field) => /^\s*[^\s,;@]+@[^\s,;@]+\s*$/.test(field)),
    );
    const width = first.length > 1 ? agreeing / records.length : 0;
    return { delimiter, score: width + (2 * addresses.length) / Math.max(1, records.length) };
  });
  return scored.reduce((best, other) => (other.score > best.score + 0.01 ? other : best)).delimiter;
}

/** The records at the beginning, without blank ones, as wide as a file may be; the last may be cut off and is left out unless it is the only one. */
function readRecords(text: string, delimiter: CsvDelimiter, { columns }: CsvLimits): string[][] {
  const records: string[][] = [];
  const take = (fields: string[]) => {
    if (fields.some((field) => field.trim() !== '') && !isDelimiterLine(fields))
      records.push(fields.slice(0, columns).map((field) => field.slice(0, readCellLength)));
    return null;
  };
  const lines = text.slice(0, lastWholeLine(text));
  try {
    parse(lines, { ...lenient, delimiter, to: sampleRecords, on_record: take });
  } catch (error) {
    // A quote that is still open where the head ends may be closed later: the reading tells, with its line.
    if (records.length === 0) throw unreadable('unclosed_quote', 1);
    if (!(error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED')) throw error;
  }
  return records;
}

function lastWholeLine(text: string): number {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return text.length > 1024 && end > 0 ? end + 1 : text.length;
}
