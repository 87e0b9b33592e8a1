import { type MemberOutcome, memberOutcome, outcomeGroup } from '@rollcall/core/members/outcomes.ts';
import type { CsvRole } from '@rollcall/core/runs/csv-contract.ts';
import type { FileColumns } from '@rollcall/core/runs/file-columns.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { isMarker, problemHeader } from '../../csv/export-marker.ts';
import { csvText } from '../../csv/write-csv.ts';
import { type RunRowOfFile, readRunRowsOfFile, widestRefusedRow } from '../../views/run-rows.ts';
import { beginExport, exportFileName } from './begin-export.ts';
import type { ExportFile } from './export-people.ts';
import { pacedText, type WriteText } from './paced-text.ts';
import { problemOf, userTypeNames } from './row-words.ts';
import { getExportedRun, type RunAsked, rowsOfRun } from './run-export.ts';

/** Rows read at once; fewer where they are long. */
const pageRows = 1_000;

const refusedOutcomes: readonly MemberOutcome[] = memberOutcome.options.filter(
  (outcome) => outcomeGroup[outcome] === 'refused',
);

/**
 * The refused rows of a run, to be corrected and uploaded again (SPEC EXPORT-6): in the columns of their file, with what
 * is wrong in a last one that is not read. NOT_FOUND once the rows are kept no longer.
 */
export async function exportRefused(app: AppContext, who: SignedIn, asked: RunAsked): Promise<ExportFile> {
  const { runId } = asked;
  const { place, licenseName, found } = await beginExport(app, who, {
    ...asked,
    exported: 'refused',
    filtered: false,
    find: (tx, at) => getExportedRun(tx, at, runId),
  });
  const make = (write: WriteText) =>
    app.db.withSnapshot({ district: place.districtId }, async (tx) => {
      const width = await widestRefusedRow(tx, place, runId);
      const columns = columnsToWrite(found.columns, width, app.env.csvLimits.columns);
      const rows = rowsOfRun(tx, place, runId, (part) =>
        readRunRowsOfFile(tx, place, { runId, outcomes: refusedOutcomes, limit: pageRows, ...part }),
      );
      const header = [...columns.map((column) => column.header), problemHeader];
      for await (const piece of csvText(header, cellsOf(rows, columns))) await write(piece);
    });
  const text = pacedText(make, { until: app.stopping });
  return { fileName: exportFileName(`run-${found.number}-refused`, licenseName, new Date()), text };
}

interface WrittenColumn {
  readonly header: string;
  readonly role: CsvRole;
  /** Its position in the file. */
  readonly at: number;
}

/** The columns of the file, also those that only some rows have, with room for one more. Marks of ours are none of them. */
function columnsToWrite(columns: FileColumns, width: number, limit: number): WrittenColumn[] {
  const written = Array.from({ length: Math.max(columns.length, width) }, (_, at): WrittenColumn => {
    return { ...(columns[at] ?? { header: '', role: 'ignored' }), at };
  }).filter(({ header }) => !isMarker(header));
  // What is said about a row has to fit into the limit too: it takes the place of a column that is not read.
  const surplus = written.length < limit ? -1 : written.findLastIndex(({ role }) => role === 'ignored');
  return written.filter((_, index) => index !== surplus);
}

async function* cellsOf(
  rows: AsyncIterable<{ readonly row: RunRowOfFile }>,
  columns: readonly WrittenColumn[],
): AsyncGenerator<readonly (string | null)[]> {
  const nameRole = (['name', 'firstName', 'lastName'] as const).find((role) =>
    columns.some((column) => column.role === role),
  );
  const cellFor = (row: RunRowOfFile, role: CsvRole): string | null => {
    if (role === 'email') return row.text;
    if (role === 'userType') return row.ownUserType === null ? null : userTypeNames[row.ownUserType];
    // The parts of a name are joined when they are read: the whole of it may stand in one.
    return role === nameRole ? row.name : null;
  };
  for await (const { row } of rows) {
    const { fields } = row;
    const cells = columns.map(({ at, role }) => (fields === null ? cellFor(row, role) : (fields[at] ?? '')));
    yield [...cells, problemOf(row)];
  }
}
