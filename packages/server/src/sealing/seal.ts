import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey, type Secret } from '../env.ts';

const ivBytes = 12;
const tagBytes = 16;

/** What is sealed, each under a key of its own. */
export type SealPurpose =
  | 'license-key-seal'
  | 'license-link-seal'
  | 'connection-seal'
  | 'handshake-seal'
  | 'tool-key-seal';

/** For what a sealed text is good. */
export interface Sealing {
  readonly secret: Secret;
  readonly purpose: SealPurpose;
  /** Where it belongs: moved anywhere else, it does not open. */
  readonly place?: string;
}

/** Encrypts a text that has to be read again: AES-256-GCM, as iv, tag, text. */
export function seal({ secret, purpose, place = '' }: Sealing, text: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret, purpose), iv);
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Throws when it was sealed with another secret, for another purpose or place, or was tampered with. */
export function unseal({ secret, purpose, place = '' }: Sealing, sealed: Buffer): string {
  const iv = sealed.subarray(0, ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(secret, purpose), iv, {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  const text = decipher.update(sealed.subarray(ivBytes + tagBytes));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}
