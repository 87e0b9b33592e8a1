import { storableText } from '../storable-text.ts';
import { personName } from './person-name.ts';

/** One address as it was pasted: nothing checked yet, so that each line gets its own answer. */
export interface PastedAddress {
  /** 1-based line of the pasted text. */
  readonly line: number;
  /** The piece as it stood there, trimmed; fit to be stored (no NUL, no half surrogate pairs). */
  readonly text: string;
  /** The part that should be an address. */
  readonly address: string;
  /** The name beside it, as mail clients write it: `Ana Ruiz <ana@school.edu>`. Null without one. */
  readonly name: string | null;
}

/** Most addresses that one paste may hold; a longer list is a file. */
export const pasteLimit = 1000;
/** Longest pasted text, in UTF-16 units: 1,000 addresses with long names fit many times. */
export const pasteLengthLimit = 400_000;

/**
 * Splits what people paste (SPEC ADDR-2): one address a line, or separated by comma, semicolon or tab, bare or as
 * `Name <address>`, the name bare, quoted or as `Ruiz, Ana`. Nothing pasted disappears: what cannot be read is a
 * piece of its own. Linear in the length of `text`.
 */
export function splitAddresses(text: string): PastedAddress[] {
  const found: PastedAddress[] = [];
  let line = 0;
  for (const content of text.split(/\r\n|\r|\n|\u2028|\u2029/)) {
    line += 1;
    for (const piece of joinSurnames(splitLine(content)).flatMap(splitAtSpaces)) {
      if (piece !== '') found.push({ line, text: storableText(piece), ...readPiece(piece) });
    }
  }
  return found;
}

/** A trimmed piece of a line and what ended it. */
interface Piece {
  readonly text: string;
  readonly end: ',' | ';' | '\t' | '>' | '';
}

/** Cuts a line at separators outside a quoted name and behind each `<address>`. */
function splitLine(content: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  const cut = (at: number, end: Piece['end'], next: number) => {
    pieces.push({ text: content.slice(start, at).trim(), end });
    start = next;
  };
  for (let at = 0; at < content.length; at += 1) {
    const sign = content.charAt(at);
    if (sign === ',' || sign === ';' || sign === '\t') cut(at, sign, at + 1);
    else if (sign === '>') cut(at + 1, '>', at + 1);
    else if (start === at && sign === '"') at = endOfQuotedName(content, at);
    else if (start === at && sign.trim() === '') start += 1;
  }
  cut(content.length, '', content.length);
  return pieces;
}

/**
 * Where the quoted name that opens at `open` closes, a backslash escaping the sign after it. `open` itself when no
 * name does: the quote is then an ordinary sign. A scan ends at the next quote that could open, so all are linear.
 */
function endOfQuotedName(content: string, open: number): number {
  for (let at = open + 1; at < content.length; at += 1) {
    const sign = content.charAt(at);
    if (sign === '"') return /^\s{0,20}(?:[<,;\t]|$)/.test(content.slice(at + 1, at + 22)) ? at : open;
    if (sign === '\\') at += 1;
  }
  return open;
}

const surname = /^(?!.*\.\S)[\p{L}\p{M}'’. -]{1,100}$/u;
const givenNameAndAddress = /^[^<>"@]*[^<>"@\s][^<>"@]*<[^<>]*@[^<>]*>$/;

/** `Ruiz, Ana <ana@school.edu>`, as Outlook writes it without quotes, is one person: the comma is part of the name. */
function joinSurnames(pieces: readonly Piece[]): string[] {
  const texts: string[] = [];
  let before: Piece | null = null;
  for (const piece of pieces) {
    if (before?.end === ',' && surname.test(before.text) && givenNameAndAddress.test(piece.text)) {
      texts[texts.length - 1] = `${before.text}, ${piece.text}`;
    } else texts.push(piece.text);
    before = piece;
  }
  return texts;
}

/** `ana@x.edu ben@x.edu` is two addresses, and so are those in front of a name; other pieces stay whole. */
function splitAtSpaces(piece: string): string[] {
  const open = piece.indexOf('<');
  const words = (open < 0 ? piece : piece.slice(0, open)).trim().split(/\s+/);
  if (words.length < 2 || piece.includes('"')) return [piece];
  const named = words.findIndex((word) => !word.includes('@'));
  if (open < 0) return named < 0 ? words : [piece];
  return named > 0 ? [...words.slice(0, named), words.slice(named).join(' ') + piece.slice(open)] : [piece];
}

const quotedName = /^"((?:[^"\\]|\\.)*)"\s*<([^<>]*)>$/u;
const bareName = /^([^<>]*)<([^<>]*)>$/u;

/** The address and the name in one piece, bare or as mail clients write it: `Ana Ruiz <ana@school.edu>`. */
export function readPiece(piece: string): { address: string; name: string | null } {
  const quoted = quotedName.exec(piece);
  const named = quoted ?? bareName.exec(piece);
  if (named === null) return { address: bareAddress(piece.replace(/^"([^"]*)"$/, '$1')), name: null };
  const name = quoted === null ? (named[1] ?? '') : (named[1] ?? '').replace(/\\(.)/gu, '$1');
  return { address: bareAddress(named[2] ?? ''), name: personName(name) };
}

function bareAddress(text: string): string {
  return text.trim().replace(/^mailto:/i, '');
}
