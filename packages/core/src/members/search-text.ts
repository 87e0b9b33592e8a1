import { storableText } from '../storable-text.ts';
import { foldText } from './fold-text.ts';
import { standsForNoAddress } from './placeholder-address.ts';

/** Shorter words match beginnings of words only: inside, they are in nearly everybody. In letters. */
const beginningsBelow = 3;
const wordLimit = 10;
/** What is searched ends after so many letters: an index of the database holds no more. */
const textLength = 600;

/**
 * What is searched of a person: name, address, and the parts of what stands before the at sign, each after a space; of
 * somebody without an address, the name.
 */
export function searchTextOf(canonicalEmail: string, name: string | null): string {
  const local = canonicalEmail.slice(0, canonicalEmail.lastIndexOf('@'));
  const called = ` ${foldText(name ?? '')} `;
  const text = standsForNoAddress(canonicalEmail)
    ? called
    : `${called}${canonicalEmail} ${local.replace(/[._+-]/g, ' ')}`;
  return text.length <= textLength ? text : [...text].slice(0, textLength).join('');
}

/** The words of a search, as they are looked for: of one or two letters with the space before them. */
export function searchedWords(search: string | null): string[] {
  const words = foldText(storableText(search ?? ''))
    .split(' ')
    .filter((word) => word !== '');
  return words.slice(0, wordLimit).map((word) => ([...word].length < beginningsBelow ? ` ${word}` : word));
}

/** Whether all words of the search are in the address or the name. A search of no word fits everybody. */
export function matchesSearch(
  person: { readonly canonicalEmail: string; readonly name: string | null },
  search: string | null,
): boolean {
  const words = searchedWords(search);
  if (words.length === 0) return true;
  const text = searchTextOf(person.canonicalEmail, person.name);
  return words.every((word) => text.includes(word));
}
