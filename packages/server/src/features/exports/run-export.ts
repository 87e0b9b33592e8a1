import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, RunId } from '@rollcall/core/ids.ts';
import type { RunRow } from '@rollcall/core/runs/contract.ts';
import { type FileColumns, fileColumns, plainColumns } from '@rollcall/core/runs/file-columns.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { countAppliedRows, type RowsWanted } from '../../views/run-rows.ts';

/** Which run's rows are asked for. */
export interface RunAsked {
  readonly licenseId: LicenseId;
  readonly runId: RunId;
}

export interface ExportedRun {
  readonly number: number;
  /** The columns of the file that it came from; those of any file where it came from none, or is kept no longer. */
  readonly columns: FileColumns;
}

/** The run, if it is there and its rows still are: NOT_FOUND once only its counts are kept. */
export async function getExportedRun(
  tx: DistrictTx,
  place: LicensePlace,
  runId: RunId,
): Promise<ExportedRun> {
  const run = await tx
    .selectFrom('run')
    .select(['number', 'columns'])
    .where((where) =>
      where.and({ district_id: place.districtId, license_id: place.licenseId, id: runId }).and(
        where.exists(
          where
            .selectFrom('run_batch')
            .select('batch_no')
            .where((batch) =>
              batch.and({ district_id: place.districtId, license_id: place.licenseId, run_id: runId }),
            ),
        ),
      ),
    )
    .executeTakeFirst();
  if (run === undefined) throw new DomainError('NOT_FOUND', { noun: 'run' });
  const columns = run.columns === null ? plainColumns : fileColumns.parse(run.columns);
  return { number: run.number, columns };
}

type Part = Pick<RowsWanted, 'which' | 'after'>;

/** All rows that `read` gives a part of, in order: what happened to them, and behind the last portion that was applied what would. */
export async function* rowsOfRun<Row extends RunRow>(
  tx: DistrictTx,
  place: LicensePlace,
  runId: RunId,
  read: (part: Part) => Promise<Row[]>,
): AsyncGenerator<{ readonly row: Row; readonly isDone: boolean }> {
  const applied = await countAppliedRows(tx, place, runId);
  for (const which of ['result', 'plan'] as const) {
    let after: number | undefined = which === 'plan' ? applied : 0;
    while (after !== undefined) {
      const rows: Row[] = await read({ which, after });
      for (const row of rows) yield { row, isDone: which === 'result' };
      after = rows.at(-1)?.row;
    }
  }
}
