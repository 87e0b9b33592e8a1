import type { CsvCounts } from '@rollcall/core/runs/csv-contract.ts';
import { ArrayLiteral } from './array-literal.ts';
import { type CsvBatch, csvBatchRows } from './csv-batch.ts';
import type { CsvRow } from './row-reader.ts';

function noCounts(): { -readonly [Key in keyof CsvCounts]: number } {
  return { candidates: 0, invalid_email: 0, duplicate: 0, invalid_user_type: 0 };
}

/** Gathers rows into batches; hands each on when it is full. */
export class BatchBuilder {
  readonly #onBatch: (batch: CsvBatch) => void;
  readonly #columns = {
    lines: new ArrayLiteral(),
    emails: new ArrayLiteral(),
    shown: new ArrayLiteral(),
    names: new ArrayLiteral(),
    userTypes: new ArrayLiteral(),
    refusals: new ArrayLiteral(),
    reasons: new ArrayLiteral(),
    raws: new ArrayLiteral(),
  };
  #counts = noCounts();
  #size = 0;
  #batches = 0;
  #rows = 0;
  readonly totals = noCounts();

  constructor(onBatch: (batch: CsvBatch) => void) {
    this.#onBatch = onBatch;
  }

  get rows(): number {
    return this.#rows;
  }

  get batches(): number {
    return this.#batches;
  }

  add(row: CsvRow, fields: readonly string[], line: number): void {
    const to = this.#columns;
    to.lines.addNumber(line);
    to.emails.addText(row.email);
    to.shown.addText(row.shown);
    to.names.addText(row.name);
    to.userTypes.addText(row.userType);
    to.refusals.addText(row.refusal);
    to.reasons.addText(row.reason);
    to.raws.addText(row.refusal === null ? null : JSON.stringify(fields));
    this.#counts[row.refusal ?? 'candidates'] += 1;
    this.totals[row.refusal ?? 'candidates'] += 1;
    this.#size += 1;
    this.#rows += 1;
    if (this.#size === csvBatchRows) this.flush();
  }

  /** Hands on what is there, if anything. */
  flush(): void {
    if (this.#size === 0) return;
    const from = this.#columns;
    const batch = {
      batchNo: this.#batches,
      firstRow: this.#rows - this.#size + 1,
      size: this.#size,
      lines: from.lines.take(),
      emails: from.emails.take(),
      shown: from.shown.take(),
      names: from.names.take(),
      userTypes: from.userTypes.take(),
      refusals: from.refusals.take(),
      reasons: from.reasons.take(),
      raws: from.raws.take(),
      counts: this.#counts,
    };
    this.#counts = noCounts();
    this.#size = 0;
    this.#batches += 1;
    this.#onBatch(batch);
  }
}
