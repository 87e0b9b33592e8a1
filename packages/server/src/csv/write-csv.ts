import { exportHeader, exportVersion, isMarker } from './export-marker.ts';
import { guardFormula } from './formula.ts';

type Cells = readonly (string | null)[];
type Rows = Iterable<Cells> | AsyncIterable<Cells>;

/**
 * A file that is safe to open in a spreadsheet and gives the same values when it is read again (SPEC CSV-8): UTF-8 with
 * its mark, lines ended by CRLF, all fields quoted, an apostrophe before what would be computed, and a last column that
 * tells `readCsv` to take that apostrophe off. Null is an empty cell. A column of the rows that is itself such a mark is
 * left out, so that rows of a re-read export can be written again. Text in pieces, to be encoded as UTF-8.
 */
export function csvExport(header: readonly string[], rows: Rows): AsyncGenerator<string> {
  return csvText([...header, exportHeader], withCell(rows, header.length, exportVersion));
}

async function* withCell(rows: Rows, at: number, cell: string): AsyncGenerator<Cells> {
  for await (const row of rows) yield [...Array.from({ length: at }, (_, index) => row[index] ?? null), cell];
}

/**
 * The same for what is no list: the last column of `header` says what the file is (`runHeader`, `problemHeader`), and
 * the rows fill it themselves.
 */
export async function* csvText(header: readonly string[], rows: Rows): AsyncGenerator<string> {
  const kept = header.flatMap((name, at) => (at === header.length - 1 || !isMarker(name) ? [at] : []));
  const line = (fields: Cells) => `${kept.map((at) => quote(fields[at] ?? '')).join(',')}\r\n`;
  let text = `\ufeff${line(header)}`;
  for await (const row of rows) {
    text += line(row);
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
