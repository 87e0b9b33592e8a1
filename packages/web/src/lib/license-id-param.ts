import type { LicenseId } from '@rollcall/core/ids.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id in an address, or null when no licence can have it. */
export function readLicenseId(text: string): LicenseId | null {
  return uuid.test(text) ? (text.toLowerCase() as LicenseId) : null;
}
