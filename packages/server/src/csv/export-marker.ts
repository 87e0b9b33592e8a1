import { headerWord } from './header-words.ts';

/** Header of the last column of our own exports; its cells hold a version. Survives being saved by a spreadsheet. */
export const exportHeader = 'Rollcall export';
export const exportVersion = '1';

/** The position of the column that our exports carry, -1 without one. */
export function findMarker(header: readonly string[]): number {
  return header.findIndex((field) => headerWord(field) === headerWord(exportHeader));
}
