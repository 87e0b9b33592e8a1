import type { CsvProblem } from '@rollcall/core/runs/csv-contract.ts';

/** Bytes by which files that are no text begin; what a workbook is packed in counts as one. */
const beginnings: readonly (readonly [CsvProblem, readonly number[]])[] = [
  // zip: .xlsx, .ods, .numbers; and the older .xls
  ['spreadsheet', [0x50, 0x4b, 0x03, 0x04]],
  ['spreadsheet', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['not_text', [0x50, 0x4b, 0x05, 0x06]],
  ['not_text', [0x1f, 0x8b]],
  ['not_text', [0x89, 0x50, 0x4e, 0x47]],
  ['not_text', [0xff, 0xd8, 0xff]],
  ['not_text', [0x47, 0x49, 0x46, 0x38]],
  ['not_text', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['not_text', [0x42, 0x5a, 0x68]],
  ['not_text', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['not_text', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['not_text', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
];

/** Bytes that `findNotText` wants to see, unless the file has fewer. */
export const beginningLength = 16;

/** Names of parts by which a zip is known as something other than a workbook. */
const otherPackage = /(?:word|ppt)\//;

/** What a file is when its first bytes say that it is no text; undefined when they don't. */
export function findNotText(head: Uint8Array): CsvProblem | undefined {
  const found = beginnings.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))?.[0];
  if (found !== 'spreadsheet' || head[0] !== 0x50) return found;
  return otherPackage.test(Buffer.from(head.subarray(0, 4096)).toString('latin1')) ? 'not_text' : found;
}
