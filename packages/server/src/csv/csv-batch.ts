import type { CsvCounts } from '@rollcall/core/runs/csv-contract.ts';

/** Rows in a batch; the last one of a file has fewer. */
export const csvBatchRows = 5000;

/**
 * Consecutive rows of a file. The columns are literals of PostgreSQL arrays, each of `size` elements, to be bound as
 * parameters and cast (`$1::int[]`): rows become strings in the worker, and the thread of the server never loops over
 * them.
 */
export interface CsvBatch {
  /** From 0, without gaps. */
  readonly batchNo: number;
  /** Number of the first row, from 1; the header and blank lines are not counted. */
  readonly firstRow: number;
  readonly size: number;
  /** int[]: line of the file on which the row starts, from 1. */
  readonly lines: string;
  /** text[]: canonical addresses; null where refused as `invalid_email`. */
  readonly emails: string;
  /**
   * text[]: the spelling for display, null where it is the canonical one; of rows refused as `invalid_email` what stands
   * in the place of the address, shortened.
   */
  readonly shown: string;
  /** text[]: names, or null. */
  readonly names: string;
  /** text[]: 'teacher', 'student', 'other', or null where the file says nothing. */
  readonly userTypes: string;
  /** text[]: why a row is refused (`csvRowRefusal`), else null. */
  readonly refusals: string;
  /** text[]: what is wrong with the address of a row refused as `invalid_email` (`EmailRefusal`), else null. */
  readonly reasons: string;
  /** text[]: for refused rows the fields as they stood there, as a JSON array of strings; else null. */
  readonly raws: string;
  readonly counts: CsvCounts;
}
