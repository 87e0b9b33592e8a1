import type { CanonicalEmail } from '../emails.ts';
import type { PlatformId } from '../ids.ts';
import { isPlaceholderDomain, placeholderDomain } from '../placeholder-domain.ts';

/**
 * The address under which a launched person is on the list: of the registration and a digest of deployment and subject,
 * 32 characters 0–9 and a–f. It is a key and never shown; no input of people can name it.
 */
export function placeholderAddress(platform: PlatformId, digest: string): CanonicalEmail {
  if (!/^[0-9a-f]{32}$/.test(digest)) throw new RangeError('A digest has 32 hexadecimal characters');
  return `u-${digest}@${platform}${placeholderDomain}` as CanonicalEmail;
}

/** The same question as a pattern of SQL's LIKE over a whole address. */
export const placeholderPattern = `%${placeholderDomain}`;

/**
 * What stands for an address on a list: the address itself, or a key by which whoever has none is sorted, and named to the
 * server. It is no address: nothing after its at sign is a domain.
 */
export function listKeyOf(email: string): string {
  return isPlaceholderAddress(email) ? email.slice(0, -placeholderDomain.length) : email;
}

const listKey = /^u-[0-9a-f]{32}@[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a key of a list is that of somebody without an address. */
export function standsForNoAddress(key: string): boolean {
  return listKey.test(key);
}

/** The address that a key of `listKeyOf` stands for; null for what is none of somebody without an address. */
export function placeholderOfKey(key: string): CanonicalEmail | null {
  return standsForNoAddress(key) ? (`${key}${placeholderDomain}` as CanonicalEmail) : null;
}

/** The address behind a key of `listKeyOf`, for comparing with addresses of a list; what is no key is one already. */
export function addressOfListKey(key: string): string {
  return placeholderOfKey(key) ?? key;
}

export function isPlaceholderAddress(email: string): boolean {
  return isPlaceholderDomain(email);
}
