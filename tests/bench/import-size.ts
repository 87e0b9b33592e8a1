/** How much is measured. */
export interface ImportSize {
  readonly rounds: number;
  /** Rows of the file whose import is compared with COPY. */
  readonly rows: number;
  /** Rows of the large file; ten times as many. */
  readonly manyRows: number;
  /** Invites that another district's people accept, idle and beside the large import. */
  readonly joins: number;
}
