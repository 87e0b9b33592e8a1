import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { runHeader } from '../../csv/export-marker.ts';
import { csvText } from '../../csv/write-csv.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { readRunRows } from '../../views/run-rows.ts';
import { beginExport, exportFileName } from './begin-export.ts';
import type { ExportFile } from './export-people.ts';
import { pacedText, type WriteText } from './paced-text.ts';
import { addressProblem, outcomeNames, userTypeNames } from './row-words.ts';
import { getExportedRun, type RunAsked, rowsOfRun } from './run-export.ts';

/** Rows read at once: no more than a portion of a run. */
const pageRows = 5_000;

/** What happened to each row of a run, whole and of one moment (SPEC EXPORT-5). NOT_FOUND once its rows are kept no longer. */
export async function exportResults(app: AppContext, who: SignedIn, asked: RunAsked): Promise<ExportFile> {
  const { runId } = asked;
  const { place, licenseName, found } = await beginExport(app, who, {
    ...asked,
    exported: 'results',
    filtered: false,
    find: (tx, at) => getExportedRun(tx, at, runId),
  });
  const make = (write: WriteText) =>
    app.db.withSnapshot({ district: place.districtId }, async (tx) => {
      for await (const piece of csvText(resultsHeader, resultRows(tx, place, asked, found.number)))
        await write(piece);
    });
  const text = pacedText(make, { until: app.stopping });
  return { fileName: exportFileName(`run-${found.number}-results`, licenseName, new Date()), text };
}

const resultsHeader = ['Line', 'Email', 'Name', 'User type', 'Result', 'Code', 'Reason', runHeader] as const;

async function* resultRows(
  tx: DistrictTx,
  place: LicensePlace,
  { runId }: RunAsked,
  number: number,
): AsyncGenerator<readonly (string | null)[]> {
  const rows = rowsOfRun(tx, place, runId, (part) =>
    readRunRows(tx, place, { runId, outcomes: [], limit: pageRows, ...part }),
  );
  for await (const { row, isDone } of rows) {
    yield [
      row.line === null ? null : String(row.line),
      row.text,
      row.name,
      row.userType === null ? null : userTypeNames[row.userType],
      isDone ? outcomeNames[row.outcome] : 'Not done',
      isDone ? row.outcome : null,
      addressProblem(row),
      String(number),
    ];
  }
}
