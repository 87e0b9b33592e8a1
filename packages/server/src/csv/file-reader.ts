import type { CsvLimits, CsvOptions, CsvSummary } from '@rollcall/core/runs/csv-contract.ts';
import { BatchBuilder } from './batch-builder.ts';
import type { CsvBatch } from './csv-batch.ts';
import { TextReader } from './decode.ts';
import { isDelimiterLine } from './delimiter-line.ts';
import { findMarker, isListExport } from './export-marker.ts';
import { unguardFormula } from './formula.ts';
import { beginningLength, findNotText } from './not-text.ts';
import { RecordReader } from './record-reader.ts';
import { unreadable } from './refuse-file.ts';
import { RowReader } from './row-reader.ts';

/**
 * Reads one file, from bytes to batches, on the thread that it is called on: `readCsv` puts it into a worker. How the
 * bytes are cut makes no difference. Throws FILE_NOT_READABLE; batches handed on before then count for nothing.
 */
export class FileReader {
  readonly #options: CsvOptions;
  readonly #limits: CsvLimits;
  readonly #text: TextReader;
  readonly #records: RecordReader;
  readonly #rows: RowReader;
  readonly #batches: BatchBuilder;
  #marker = -1;
  #isList = false;
  #header: string[] | null = null;
  #isFirstRecord = true;
  #blankLines = 0;
  /** The file's first bytes, until there are enough to tell what it is. */
  #head: Buffer | null = Buffer.alloc(0);

  constructor(options: CsvOptions, limits: CsvLimits, onBatch: (batch: CsvBatch) => void) {
    this.#options = options;
    this.#limits = limits;
    this.#text = new TextReader(options.encoding);
    this.#records = new RecordReader(options.delimiter, limits, (fields, line) => this.#take(fields, line));
    this.#batches = new BatchBuilder(onBatch);
    this.#rows = new RowReader(options.roles);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#head === null) return this.#records.write(this.#text.read(bytes, false));
    const head = Buffer.concat([this.#head, bytes]);
    this.#head = head;
    if (head.length >= beginningLength) await this.#begin(head, false);
  }

  async end(): Promise<CsvSummary> {
    if (this.#head === null) await this.#records.write(this.#text.read(new Uint8Array(0), true));
    else await this.#begin(this.#head, true);
    await this.#records.end();
    this.#batches.flush();
    const { rows, batches, totals } = this.#batches;
    if (rows === 0) throw unreadable(this.#header === null ? 'empty' : 'header_only');
    return { rows, batches, counts: totals, header: this.#header, ignored: this.#ignored() };
  }

  async #begin(head: Uint8Array, isLast: boolean): Promise<void> {
    const problem = findNotText(head);
    if (problem !== undefined) throw unreadable(problem);
    this.#head = null;
    await this.#records.write(this.#text.read(head, isLast));
  }

  #take(fields: string[], line: number): void {
    const isFirst = this.#isFirstRecord;
    this.#isFirstRecord = false;
    if (isFirst && isDelimiterLine(fields)) return;
    if (fields.every((field) => field.trim() === '')) {
      this.#passBlank(line);
      return;
    }
    if (this.#options.hasHeader && this.#header === null) {
      this.#header = fields;
      this.#marker = findMarker(fields);
      this.#isList = isListExport(fields);
      return;
    }
    if (this.#batches.rows === this.#limits.rows) throw unreadable('too_many_rows', line);
    const values = this.#isWrittenByUs(fields) ? fields.map(unguardFormula) : fields;
    this.#batches.add(this.#rows.read(values), values, line);
  }

  /**
   * Of a list row by row: lines that somebody added by hand carry no version, and their apostrophes stay. Of rows to be
   * corrected all of them: who has mended one may well clear the cell that said what was wrong.
   */
  #isWrittenByUs(fields: readonly string[]): boolean {
    if (this.#marker < 0) return false;
    return !this.#isList || (fields[this.#marker] ?? '') !== '';
  }

  /** Spreadsheets end in as many blank rows as they have; more than that is nothing that ends. */
  #passBlank(line: number): void {
    this.#blankLines += 1;
    if (this.#blankLines > 2 * this.#limits.rows) throw unreadable('too_many_rows', line);
  }

  #ignored(): string[] {
    const header = this.#header ?? [];
    return header.filter(
      (name, at) =>
        name.trim() !== '' && at !== this.#marker && (this.#options.roles[at] ?? 'ignored') === 'ignored',
    );
  }
}
