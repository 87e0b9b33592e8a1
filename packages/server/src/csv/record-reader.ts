import type { CsvDelimiter, CsvLimits } from '@rollcall/core/runs/csv-contract.ts';
import { type Parser, parse } from 'csv-parse';
import { lineBreaks } from './decode.ts';
import { findOpenQuote } from './open-quote.ts';
import { unreadable } from './refuse-file.ts';

/** How csv-parse reads what people have: stray quotes and ragged lines are data, any line end ends a line. */
export const lenient = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_quotes: true,
  relax_column_count: true,
};

/** Bytes that are given to the parser at a time; what it holds of an endless record is at most this above the limit. */
const pieceBytes = 64 * 1024;

/**
 * Splits text into records, each with the line on which it starts. Blank lines are records of one empty field. Holds
 * one record and one piece at most: a longer one refuses the file.
 */
export class RecordReader {
  readonly #parser: Parser;
  readonly #delimiter: CsvDelimiter;
  readonly #limits: CsvLimits;
  readonly #onRecord: (fields: string[], line: number) => void;
  /** Pieces from the one in which the open record starts; `#heldFrom` is the offset of the first in the text. */
  #held: Buffer[] = [];
  #heldFrom = 0;
  #fedBytes = 0;
  #recordStart = 0;
  #line = 1;

  /** What `onRecord` throws comes out of `write` and `end`. */
  constructor(
    delimiter: CsvDelimiter,
    limits: CsvLimits,
    onRecord: (fields: string[], line: number) => void,
  ) {
    this.#delimiter = delimiter;
    this.#limits = limits;
    this.#onRecord = onRecord;
    this.#parser = parse({
      ...lenient,
      delimiter,
      on_record: (fields: string[], { bytes }) => this.#take(fields, bytes),
    });
    // Each error comes by the callback of the write that met it.
    this.#parser.on('error', () => undefined);
    this.#parser.resume();
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += pieceBytes)
      await this.#feed(bytes.subarray(at, at + pieceBytes));
  }

  async end(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#parser.once('error', reject).once('end', resolve);
      this.#parser.end();
    }).catch((error: unknown) => {
      throw isOpenQuote(error) ? this.#refuseRecord() : error;
    });
  }

  async #feed(piece: Buffer): Promise<void> {
    this.#held.push(piece);
    this.#fedBytes += piece.length;
    await new Promise<void>((resolve, reject) => {
      this.#parser.write(piece, (error) => (error ? reject(error) : resolve()));
    });
    if (this.#fedBytes - this.#recordStart > this.#limits.lineLength) throw this.#refuseRecord();
    let [first] = this.#held;
    while (first !== undefined && this.#heldFrom + first.length <= this.#recordStart) {
      this.#heldFrom += first.length;
      this.#held.shift();
      [first] = this.#held;
    }
  }

  #take(fields: string[], end: number): null {
    if (end - this.#recordStart > this.#limits.lineLength) throw this.#refuseRecord();
    const line = this.#line;
    this.#onRecord(this.#bounded(fields, line), line);
    // The parser's own count of lines takes a CRLF inside quotes for two.
    this.#line += 1;
    for (const field of fields) if (/[\r\n]/.test(field)) this.#line += lineBreaks(field);
    this.#recordStart = end;
    return null;
  }

  /** Excel leaves rows of empty cells behind the last column: those are no columns. */
  #bounded(fields: string[], line: number): string[] {
    const { columns } = this.#limits;
    if (fields.length <= columns) return fields;
    if (fields.slice(columns).some((field) => field.trim() !== ''))
      throw unreadable('too_many_columns', line);
    return fields.slice(0, columns);
  }

  /** What is wrong with a record that does not end within the limit, or not at all. */
  #refuseRecord(): Error {
    const from = this.#recordStart - this.#heldFrom;
    const text = Buffer.concat(this.#held)
      .subarray(from, from + this.#limits.lineLength)
      .toString('utf8');
    const quote = findOpenQuote(text, this.#delimiter);
    if (quote >= 0) return unreadable('unclosed_quote', this.#line + lineBreaks(text.slice(0, quote)));
    const manyColumns = text.split(this.#delimiter).length > this.#limits.columns;
    return unreadable(manyColumns ? 'too_many_columns' : 'line_too_long', this.#line);
  }
}

function isOpenQuote(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED';
}
