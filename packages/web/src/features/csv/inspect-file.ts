import type { LicenseId } from '@rollcall/core/ids.ts';
import type { CsvEncoding, CsvInspection } from '@rollcall/core/runs/csv-contract.ts';
import { sendBody } from './send-body.ts';

/** As much of a file as is looked at before it is uploaded. */
const headBytes = 256 * 2 ** 10;
/** So many letters fit into it, however they are written. */
const headLetters = headBytes / 4;

/** The file cannot be read any more: it was moved, deleted or changed since it was chosen. */
export class FileGone extends Error {
  override readonly name = 'FileGone';
}

interface Inspecting {
  readonly licenseId: LicenseId;
  readonly file: File;
  /** The encoding that somebody has chosen; null: the one that the bytes suggest. */
  readonly encoding: CsvEncoding | null;
}

/** What the beginning of a file tells. Throws a refusal where the file cannot be read, and `FileGone`. */
export async function inspectFile({ licenseId, file, encoding }: Inspecting): Promise<CsvInspection> {
  const bytes = await readBytes(file);
  const head = encoding === null ? bytes : rewritten(bytes, encoding);
  const whole = file.size <= headBytes && head.length <= headBytes ? 1 : 0;
  const url = `/files/licenses/${licenseId}/csv/inspect?whole=${whole}`;
  // What the own server answers is taken as it is, as with every other call.
  return (await sendBody({ url, body: new Blob([head]) })) as CsvInspection;
}

/** The same letters as UTF-8, so that they are looked at in the chosen reading. */
function rewritten(bytes: Uint8Array, encoding: CsvEncoding): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder(encoding).decode(bytes, { stream: true });
  return new TextEncoder().encode(text.slice(0, headLetters));
}

async function readBytes(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  } catch (cause) {
    throw new FileGone('The file cannot be read', { cause });
  }
}

/** Throws `FileGone` when the file is not as it was when it was chosen. */
export async function expectReadable(file: File): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch (cause) {
    throw new FileGone('The file cannot be read', { cause });
  }
}
