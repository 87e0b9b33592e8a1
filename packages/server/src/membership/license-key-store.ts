import { createHmac, randomBytes } from 'node:crypto';
import {
  type LicenseKey,
  licenseKeyFromBytes,
  licenseKeyLength,
  parseLicenseKey,
} from '@rollcall/core/licenses/license-key.ts';
import { deriveKey, type Secret } from '../env.ts';
import { seal, unseal } from '../sealing/seal.ts';

export function newLicenseKey(): LicenseKey {
  return licenseKeyFromBytes(randomBytes(licenseKeyLength));
}

/** The keyed hash by which an entered key is found: a dump of the table cannot be tried against guesses. */
export function licenseKeyHmac(secret: Secret, key: LicenseKey): Buffer {
  return createHmac('sha256', deriveKey(secret, 'license-key-hmac')).update(key).digest();
}

/** Encrypts a key for the admin who must read it out. */
export function sealLicenseKey(secret: Secret, key: LicenseKey): Buffer {
  return seal({ secret, purpose: 'license-key-seal' }, key);
}

/** Throws when the row was sealed with another secret or tampered with. */
export function openLicenseKey(secret: Secret, sealed: Buffer): LicenseKey {
  const key = parseLicenseKey(unseal({ secret, purpose: 'license-key-seal' }, sealed));
  if (key === null) throw new Error('A stored license key is not one');
  return key;
}
