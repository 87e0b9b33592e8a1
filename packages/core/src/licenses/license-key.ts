/** Crockford's base 32: no I, L, O or U, so that a key survives being read out in a classroom. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 20 characters of 5 bits: 100 bits, out of reach of guessing. */
export const licenseKeyLength = 20;

/** A key in its bare form: 20 characters of the alphabet, no hyphens. */
export type LicenseKey = string & { readonly __brand: 'LicenseKey' };

/** Makes a key of 20 random bytes; the low five bits of each are used. Throws RangeError on another length. */
export function licenseKeyFromBytes(bytes: Uint8Array): LicenseKey {
  if (bytes.length !== licenseKeyLength)
    throw new RangeError(`A license key is made of ${licenseKeyLength} bytes`);
  return Array.from(bytes, (byte) => alphabet.charAt(byte & 31)).join('') as LicenseKey;
}

/** XXXX-XXXX-XXXX-XXXX-XXXX, as shown and read out. */
export function formatLicenseKey(key: LicenseKey): string {
  return (key.match(/.{4}/g) ?? []).join('-');
}

/** Reads a key as people type it: any case, hyphens and spaces anywhere, O for 0, I and L for 1. Null if it is none. */
export function parseLicenseKey(raw: string): LicenseKey | null {
  if (raw.length > 100) return null;
  const bare = raw
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(bare) ? (bare as LicenseKey) : null;
}
