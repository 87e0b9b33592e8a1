import type { CsvLimits, CsvOptions, CsvProblem, CsvSummary } from '@rollcall/core/runs/csv-contract.ts';
import type { CsvBatch } from './csv-batch.ts';

/** Of one file, from the server to the thread that reads it. `file` tells one file from the one before. */
export type ToCsvThread =
  | { readonly type: 'open'; readonly file: number; readonly options: CsvOptions; readonly limits: CsvLimits }
  | { readonly type: 'bytes'; readonly file: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'end'; readonly file: number }
  /** A batch has been dealt with: another one may come. */
  | { readonly type: 'batchDone'; readonly file: number }
  /** Nobody wants the rest. */
  | { readonly type: 'drop'; readonly file: number };

export type FromCsvThread =
  /** The bytes have been read: more may come. */
  | { readonly type: 'bytesDone'; readonly file: number }
  | { readonly type: 'batch'; readonly file: number; readonly batch: CsvBatch }
  | { readonly type: 'done'; readonly file: number; readonly summary: CsvSummary }
  | {
      readonly type: 'refused';
      readonly file: number;
      readonly problem: CsvProblem;
      readonly line: number | null;
    }
  /** A defect. Where it happened, without the message: that could quote the file. */
  | { readonly type: 'failed'; readonly file: number; readonly error: string; readonly trace: string };

/** Batches on their way to whoever asked; above this the thread waits. */
export const batchesUnderway = 2;
/** Pieces of bytes on their way to the thread; above this the source waits. */
export const piecesUnderway = 4;
/** Bytes in a piece. */
export const pieceBytes = 64 * 1024;
