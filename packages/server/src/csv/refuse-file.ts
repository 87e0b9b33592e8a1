import { DomainError } from '@rollcall/core/errors.ts';
import type { CsvProblem } from '@rollcall/core/runs/csv-contract.ts';

/** The refusal of a whole file; `line` is the line of the file, from 1, where that helps. */
export function unreadable(
  problem: CsvProblem,
  line: number | null = null,
): DomainError<'FILE_NOT_READABLE'> {
  return new DomainError('FILE_NOT_READABLE', { problem, line });
}
