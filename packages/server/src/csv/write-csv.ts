import { exportHeader, exportVersion, findMarker } from './export-marker.ts';
import { guardFormula } from './formula.ts';

/**
 * A file that is safe to open in a spreadsheet and gives the same values when it is read again (SPEC CSV-8): UTF-8 with
 * its mark, lines ended by CRLF, all fields quoted, an apostrophe before what would be computed, and a last column that
 * tells `readCsv` to take that apostrophe off. Null is an empty cell. A column of the rows that is itself such a mark is
 * left out, so that rows of a re-read export can be written again. Text in pieces, to be encoded as UTF-8.
 */
export async function* csvExport(
  header: readonly string[],
  rows: Iterable<readonly (string | null)[]> | AsyncIterable<readonly (string | null)[]>,
): AsyncGenerator<string> {
  const marker = findMarker(header);
  const line = (fields: readonly (string | null)[], mark: string) => {
    const cells = Array.from({ length: header.length }, (_, at) => fields[at] ?? '').filter(
      (_, at) => at !== marker,
    );
    return `${[...cells, mark].map(quote).join(',')}\r\n`;
  };
  let text = `\ufeff${line(header, exportHeader)}`;
  for await (const row of rows) {
    text += line(row, exportVersion);
    if (text.length < pieceLength) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

const pieceLength = 32 * 1024;

function quote(value: string): string {
  return `"${guardFormula(value).replaceAll('"', '""')}"`;
}

/** The sample to download: what a file needs, with people who cannot exist. */
export function sampleFile(): string {
  const lines = [
    'Email,Name,User type',
    'maria.lopez@school.example,Maria López,Teacher',
    'ben.carter@school.example,Ben Carter,Student',
    'front.office@school.example,Front Office,Other',
  ];
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
