/** Crockford's base 32: no I, L, O or U, so that a code survives being read out in a classroom. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 20 characters of 5 bits: 100 bits, out of reach of guessing. */
export const secretCodeLength = 20;

/** Makes a bare code of 20 random bytes; the low five bits of each are used. Throws RangeError on another length. */
export function secretCodeFromBytes(bytes: Uint8Array): string {
  if (bytes.length !== secretCodeLength) throw new RangeError(`A code is made of ${secretCodeLength} bytes`);
  return Array.from(bytes, (byte) => alphabet.charAt(byte & 31)).join('');
}

/** XXXX-XXXX-XXXX-XXXX-XXXX, as shown and read out. */
export function formatSecretCode(code: string): string {
  return (code.match(/.{4}/g) ?? []).join('-');
}

/** What was typed, in capitals and without what separates groups; null where it is too long to be a code. */
export function bareCode(raw: string): string | null {
  return raw.length > 100 ? null : raw.toUpperCase().replace(/[\s\p{Pd}]/gu, '');
}

/** The code that a bare text stands for: O is read as 0, I and L as 1. Null if it is none. */
export function readSecretCode(bare: string): string | null {
  const read = bare.replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(read) ? read : null;
}
