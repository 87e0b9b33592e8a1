import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import {
  type LicenseKey,
  licenseKeyFromBytes,
  licenseKeyLength,
  parseLicenseKey,
} from '@rollcall/core/licenses/license-key.ts';
import { deriveKey, type Secret } from '../env.ts';

const ivBytes = 12;
const tagBytes = 16;

export function newLicenseKey(): LicenseKey {
  return licenseKeyFromBytes(randomBytes(licenseKeyLength));
}

/** The keyed hash by which an entered key is found: a dump of the table cannot be tried against guesses. */
export function licenseKeyHmac(secret: Secret, key: LicenseKey): Buffer {
  return createHmac('sha256', deriveKey(secret, 'license-key-hmac')).update(key).digest();
}

/** Encrypts a key for the admin who must read it out: AES-256-GCM, as iv, tag, text. */
export function sealLicenseKey(secret: Secret, key: LicenseKey): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret, 'license-key-seal'), iv);
  const text = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** Throws when the row was sealed with another secret or tampered with. */
export function openLicenseKey(secret: Secret, sealed: Buffer): LicenseKey {
  const decipher = createDecipheriv(
    'aes-256-gcm',
    deriveKey(secret, 'license-key-seal'),
    sealed.subarray(0, ivBytes),
  );
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  const text = Buffer.concat([
    decipher.update(sealed.subarray(ivBytes + tagBytes)),
    decipher.final(),
  ]).toString('utf8');
  const key = parseLicenseKey(text);
  if (key === null) throw new Error('A stored license key is not one');
  return key;
}
