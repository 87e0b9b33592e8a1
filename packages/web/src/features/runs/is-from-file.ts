import type { RunView } from '@rollcall/core/runs/contract.ts';

/** Whether the people of a run are the rows of a file: then they are spoken of as such, and those refused are a file. */
export function isFromFile({ kind }: Pick<RunView, 'kind'>): boolean {
  return kind === 'csv_add' || kind === 'csv_remove';
}
