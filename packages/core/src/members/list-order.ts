import type { MemberOrder, MemberSort, MemberView } from './contract.ts';
import { foldText } from './fold-text.ts';

/** What places a row in a list. */
export type MemberSortKey = Pick<MemberView, 'id' | 'addedAt' | 'canonicalEmail' | 'name'>;

const nameKeyLength = 100;
/** Behind every name: whoever has none stands at the end of the ascending list. */
const behindAllNames = '\u{10FFFF}';

/** By what the list is sorted under `name`; equal keys go by address. */
export function memberNameKey(name: string | null): string {
  return name === null ? behindAllNames : [...foldText(name)].slice(0, nameKeyLength).join('');
}

const ascending: Readonly<Record<MemberSort, (one: MemberSortKey, other: MemberSortKey) => number>> = {
  added: (one, other) => compareText(one.addedAt, other.addedAt) || compareText(one.id, other.id),
  email: (one, other) => compareText(one.canonicalEmail, other.canonicalEmail),
  name: (one, other) =>
    compareText(memberNameKey(one.name), memberNameKey(other.name)) ||
    compareText(one.canonicalEmail, other.canonicalEmail),
};

/** The server's order. Descending is ascending read from its end. */
export function compareMembers(
  one: MemberSortKey,
  other: MemberSortKey,
  sort: MemberSort,
  order: MemberOrder,
): number {
  const compared = ascending[sort](one, other);
  return order === 'ascending' ? compared : -compared;
}

/** By code point, as the database compares bytes; a plain `<` goes by UTF-16 unit. */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  const a = one.charCodeAt(at);
  const b = other.charCodeAt(at);
  if (Number.isNaN(a)) return -1;
  if (Number.isNaN(b)) return 1;
  const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
  if (isSurrogate(a) !== isSurrogate(b)) return isSurrogate(a) ? 1 : -1;
  return a < b ? -1 : 1;
}
