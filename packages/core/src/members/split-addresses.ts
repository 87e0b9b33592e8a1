/** One address as it was pasted: nothing checked yet, so that each line gets its own answer. */
export interface PastedAddress {
  /** 1-based line of the pasted text. */
  readonly line: number;
  /** The piece as it stood there, trimmed. */
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
 * `Name <address>`, the name quoted or not (`"Ruiz, Ana" <ana@school.edu>`). Linear in the length of `text`.
 */
export function splitAddresses(text: string): PastedAddress[] {
  const found: PastedAddress[] = [];
  let line = 0;
  for (const content of text.split(/\r\n|\r|\n|\u2028|\u2029/)) {
    line += 1;
    for (const piece of splitLine(content)) {
      const trimmed = piece.trim();
      if (trimmed !== '') found.push({ line, text: trimmed, ...readPiece(trimmed) });
    }
  }
  return found;
}

/** Cuts a line at separators that stand outside quotes and angle brackets. An unclosed quote is an ordinary sign. */
function splitLine(content: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  let bracketed = false;
  let quotesLeft = content.split('"').length - 1;
  for (const sign of content) {
    if (sign === '"') {
      quotesLeft -= 1;
      quoted = !quoted && quotesLeft > 0;
    } else if (!quoted && sign === '<') bracketed = content.includes('>');
    else if (!quoted && sign === '>') bracketed = false;

    if (!quoted && !bracketed && (sign === ',' || sign === ';' || sign === '\t')) {
      pieces.push(piece);
      piece = '';
    } else piece += sign;
  }
  pieces.push(piece);
  return pieces.flatMap(splitAtSpaces);
}

/** `ana@x.edu ben@x.edu` is two addresses; a piece with a name or without several at signs stays whole. */
function splitAtSpaces(piece: string): string[] {
  if (piece.includes('<') || piece.includes('"')) return [piece];
  const words = piece.trim().split(/\s+/);
  return words.length > 1 && words.every((word) => word.includes('@')) ? words : [piece];
}

function readPiece(text: string): { address: string; name: string | null } {
  const open = text.lastIndexOf('<');
  if (open < 0 || !text.endsWith('>')) return { address: text.replace(/^mailto:/i, ''), name: null };
  const name = text
    .slice(0, open)
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\\(.)/g, '$1')
    .trim();
  return {
    address: text
      .slice(open + 1, -1)
      .trim()
      .replace(/^mailto:/i, ''),
    name: name === '' ? null : name.slice(0, 200),
  };
}
