import type { CsvProblem } from '@rollcall/core/runs/csv-contract.ts';

/** How files begin that are no text, whatever their names say. */
const signatures: readonly { readonly bytes: readonly number[]; readonly problem: CsvProblem }[] = [
  // Excel workbooks: the present format is a zip archive, the old one a compound file.
  { bytes: [0x50, 0x4b, 0x03, 0x04], problem: 'spreadsheet' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], problem: 'spreadsheet' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], problem: 'not_text' },
  { bytes: [0xff, 0xd8, 0xff], problem: 'not_text' },
  { bytes: [0x47, 0x49, 0x46, 0x38], problem: 'not_text' },
  { bytes: [0x25, 0x50, 0x44, 0x46], problem: 'not_text' },
];

/** Why a file need not even be sent; null when the browser sees nothing against it. */
export async function fileProblem(file: File): Promise<CsvProblem | null> {
  if (file.size === 0) return 'empty';
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const known = signatures.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  return known?.problem ?? null;
}
