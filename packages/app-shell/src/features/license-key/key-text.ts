import { licenseKeyLength } from '@rollcall/core/licenses/license-key.ts';

/** What stands in the field, without what separates groups. */
function bareOf(text: string): string {
  return text.replace(/[\s\p{Pd}_.]/gu, '').toUpperCase();
}

/** The key as people read it out: groups of four with hyphens. Nothing typed is lost, also what no key has. */
export function inGroups(text: string): string {
  return (bareOf(text).match(/.{1,4}/gsu) ?? []).join('-');
}

/** What keeps a text from being a key, before the server is asked and a try is spent. */
export type KeyProblem =
  | { readonly kind: 'missing' }
  /** The other thing that a school hands out. */
  | { readonly kind: 'link' }
  | { readonly kind: 'strange'; readonly characters: string }
  | { readonly kind: 'tooShort' | 'tooLong'; readonly count: number };

/** Null when the text has the form of a key. Reads it as forgivingly as the server does: O is 0, I and L are 1. */
export function keyProblemOf(text: string): KeyProblem | null {
  const bare = bareOf(text);
  if (bare === '') return { kind: 'missing' };
  if (/\/APP\/JOIN\/|^L[0-9A-TV-Z]{20}$/.test(bare)) return { kind: 'link' };
  const strange = [...new Set(bare.match(/[^0-9A-TV-Z]/gu) ?? [])];
  if (strange.length > 0) return { kind: 'strange', characters: strange.slice(0, 5).join(' ') };
  if (bare.length < licenseKeyLength) return { kind: 'tooShort', count: bare.length };
  if (bare.length > licenseKeyLength) return { kind: 'tooLong', count: bare.length };
  return null;
}
