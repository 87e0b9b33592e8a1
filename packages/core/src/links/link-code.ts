import { bareCode, formatSecretCode, readSecretCode, secretCodeFromBytes } from '../licenses/secret-code.ts';

/** Before each code of a link: with it a code is too long to be a key, and a key lacks it (SPEC B06). */
const prefix = 'L';

/** A code in its bare form: the prefix and 20 characters of the alphabet, no hyphens. */
export type LinkCode = string & { readonly __brand: 'LinkCode' };

/** Makes a code of 20 random bytes: 100 bits. Throws RangeError on another length. */
export function linkCodeFromBytes(bytes: Uint8Array): LinkCode {
  return `${prefix}${secretCodeFromBytes(bytes)}` as LinkCode;
}

/** L-XXXX-XXXX-XXXX-XXXX-XXXX, as it stands in the link and can be typed from a projector. */
export function formatLinkCode(code: LinkCode): string {
  return `${prefix}-${formatSecretCode(code.slice(prefix.length))}`;
}

/** Reads a code in any case, with hyphens and spaces anywhere, O for 0, I and L for 1. Null if it is none. */
export function parseLinkCode(raw: string): LinkCode | null {
  const bare = bareCode(raw);
  if (bare === null || !bare.startsWith(prefix)) return null;
  const code = readSecretCode(bare.slice(prefix.length));
  return code === null ? null : (`${prefix}${code}` as LinkCode);
}

const joinPath = '/app/join/';

/** Where a link leads to, on the installation's own origin. */
export function pathOfLink(code: string): string {
  return `${joinPath}${code}`;
}

/** What stands in a path in the place of a code, to be judged by the server; null where the path is no link's. */
export function codeInPath(path: string): string | null {
  const code = path.startsWith(joinPath) ? path.slice(joinPath.length).replace(/\/+$/, '') : '';
  return code === '' ? null : code;
}
