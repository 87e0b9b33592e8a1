import { headerWord } from './header-words.ts';

/** Header of the last column of a list that we export; its cells hold a version. Survives being saved by a spreadsheet. */
export const exportHeader = 'Rollcall export';
export const exportVersion = '1';

/**
 * Headers of the last columns of what we write beside lists: the rows of a run, and those of them that were refused.
 * Read again they are rows like any others, and not how a list stands.
 */
export const runHeader = 'Rollcall run';
export const problemHeader = 'Rollcall: problem';

const markers: ReadonlySet<string> = new Set([exportHeader, runHeader, problemHeader].map(headerWord));

/** Whether a column is one that only our own files carry. */
export function isMarker(header: string): boolean {
  return markers.has(headerWord(header));
}

/** The position of the column that our own files carry, -1 without one. */
export function findMarker(header: readonly string[]): number {
  return header.findIndex(isMarker);
}

/** Whether the file says of itself that it is how a list of ours stood. */
export function isListExport(header: readonly string[]): boolean {
  return header.some((field) => headerWord(field) === headerWord(exportHeader));
}
