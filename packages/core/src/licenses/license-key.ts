import {
  bareCode,
  formatSecretCode,
  readSecretCode,
  secretCodeFromBytes,
  secretCodeLength,
} from './secret-code.ts';

export const licenseKeyLength = secretCodeLength;

/** A key in its bare form: 20 characters of the alphabet, no hyphens. */
export type LicenseKey = string & { readonly __brand: 'LicenseKey' };

/** Makes a key of 20 random bytes. Throws RangeError on another length. */
export function licenseKeyFromBytes(bytes: Uint8Array): LicenseKey {
  return secretCodeFromBytes(bytes) as LicenseKey;
}

/** XXXX-XXXX-XXXX-XXXX-XXXX, as shown and read out. */
export function formatLicenseKey(key: LicenseKey): string {
  return formatSecretCode(key);
}

/** Reads a key as people type it: any case, hyphens and spaces anywhere, O for 0, I and L for 1. Null if it is none. */
export function parseLicenseKey(raw: string): LicenseKey | null {
  const bare = bareCode(raw);
  return bare === null ? null : (readSecretCode(bare) as LicenseKey | null);
}
