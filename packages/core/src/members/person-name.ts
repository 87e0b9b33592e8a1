import { storableText } from '../storable-text.ts';

/** Longest name that is kept, in UTF-16 units. */
const nameLengthLimit = 200;

/** Controls and direction marks, which would bend the line a name is shown in. Joiners stay: some scripts need them. */
const invisible = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A name as it is kept: one line, fit to be stored and shown, at most 200 UTF-16 units. Null when nothing is left. */
export function personName(text: string): string | null {
  const name = storableText(text)
    .replace(/[\r\n\t]+/g, ' ')
    .replace(invisible, '')
    .trim()
    .slice(0, nameLengthLimit)
    .replace(/\p{Cs}/gu, '')
    .trimEnd();
  return name === '' ? null : name;
}
