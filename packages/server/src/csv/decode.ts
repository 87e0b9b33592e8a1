import { isUtf8 } from 'node:buffer';
import type { CsvEncoding } from '@rollcall/core/runs/csv-contract.ts';
import { unreadable } from './refuse-file.ts';

/** The encoding that a file names by its first bytes, if it does. */
export function encodingOfMark(head: Uint8Array): CsvEncoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: mostly Latin text, so that every other byte is zero nearly always. */
export function looksLikeUtf16(head: Uint8Array): CsvEncoding | undefined {
  const pairs = Math.min(Math.floor(head.length / 2), 2048);
  if (pairs < 2) return undefined;
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at += 1) {
    if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  }
  const [high = 0, low = 0] = zeros;
  if (low > pairs * 0.7 && high < pairs * 0.05) return 'utf-16le';
  return high > pairs * 0.7 && low < pairs * 0.05 ? 'utf-16be' : undefined;
}

/** Whether the bytes are UTF-8. When more follow, a character may be cut off at the end. */
export function isUtf8Text(head: Uint8Array, isWhole: boolean): boolean {
  if (isUtf8(head)) return true;
  if (isWhole) return false;
  return [1, 2, 3].some((cut) => {
    const first = head[head.length - cut];
    return first !== undefined && first >= 0xc0 && isUtf8(head.subarray(0, -cut));
  });
}

/**
 * Turns a file's bytes into text, piece by piece. The mark at the beginning is taken off. Bytes that are no UTF-8, and a
 * NUL in any encoding, refuse the file with their line; UTF-16 that is broken gives replacement characters, as half a
 * surrogate pair has no other reading.
 */
export class TextReader {
  readonly #decoder: TextDecoder;
  readonly #lines = new LineCounter();
  /** The end of the piece before: a character that goes on in the next one. */
  #rest: Uint8Array = new Uint8Array(0);
  readonly #encoding: CsvEncoding;

  constructor(encoding: CsvEncoding) {
    this.#encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  }

  read(bytes: Uint8Array, isLast: boolean): string {
    const text = this.#decode(bytes, isLast);
    const nul = text.indexOf('\0');
    if (nul >= 0) throw unreadable('not_text', this.#lines.lineAfter(text.slice(0, nul)));
    this.#lines.pass(text);
    return text;
  }

  #decode(bytes: Uint8Array, isLast: boolean): string {
    try {
      const text = this.#decoder.decode(bytes, { stream: !isLast });
      if (this.#encoding === 'utf-8') this.#rest = bytes.slice(Math.max(0, bytes.length - 3));
      return text;
    } catch {
      throw unreadable('encoding_unclear', this.#lines.lineAfter(this.#readable(bytes)));
    }
  }

  /** What can be read of the piece in which the decoder failed: up to the last line end before the bad byte. */
  #readable(bytes: Uint8Array): string {
    const start = goesOnFor(this.#rest, bytes);
    let end = start;
    for (let at = start; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte !== 0x0a && byte !== 0x0d) continue;
      if (!isUtf8(bytes.subarray(end, at + 1))) break;
      end = at + 1;
    }
    return Buffer.from(bytes.subarray(start, end)).toString('utf8');
  }
}

/** How many bytes at the start of `bytes` belong to a character that began in `before`. */
function goesOnFor(before: Uint8Array, bytes: Uint8Array): number {
  for (let back = 1; back <= before.length; back += 1) {
    const byte = before[before.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    const missing = Math.max(0, length - back);
    const foreign = bytes.subarray(0, missing).findIndex((next) => (next & 0xc0) !== 0x80);
    return foreign < 0 ? Math.min(missing, bytes.length) : foreign;
  }
  return 0;
}

/** Counts lines that end in LF, CR or CRLF, also where CR and LF come apart. */
class LineCounter {
  #line = 1;
  #endsInCr = false;

  /** The line on which what follows `text` stands. */
  lineAfter(text: string): number {
    const joined = this.#endsInCr && text.startsWith('\n') ? text.slice(1) : text;
    return this.#line + lineBreaks(joined);
  }

  pass(text: string): void {
    if (text === '') return;
    this.#line = this.lineAfter(text);
    this.#endsInCr = text.endsWith('\r');
  }
}

/** How many line breaks a text holds. */
export function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== 0x0a) count += 1;
  }
  return count;
}
