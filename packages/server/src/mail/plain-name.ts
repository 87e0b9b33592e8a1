/** Names in a mail are this long at most. In characters. */
const nameLimit = 80;

/** Control and format characters (line ends, bidi, zero-width), and what makes a mail program see a link. */
const notForNames = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>]+|:\/\//gu;

/**
 * A name that somebody chose, as it may stand in a subject and a text: one line, of ordinary characters, and no link
 * (SPEC MAIL-7). Never empty.
 */
export function plainName(name: string, otherwise: string): string {
  const plain = name.replace(notForNames, ' ').replace(/\s+/gu, ' ').trim();
  const letters = [...plain];
  const short = letters.length > nameLimit ? `${letters.slice(0, nameLimit - 1).join('')}…` : plain;
  return short === '' ? otherwise : short;
}
