import { describe, expect, it } from 'vitest';
import { Secret } from '../env.ts';
import { licenseKeyHmac, newLicenseKey, openLicenseKey, sealLicenseKey } from './license-key-store.ts';

const secret = new Secret('a secret of this installation, long enough');
const other = new Secret('a secret of another installation, as long');

describe('keys at rest', () => {
  it('[KEY-3] what was sealed opens with the same secret, and each sealing looks different', () => {
    const key = newLicenseKey();
    const sealed = [sealLicenseKey(secret, key), sealLicenseKey(secret, key)];
    for (const one of sealed) {
      expect(openLicenseKey(secret, one)).toBe(key);
      expect(one.toString('latin1')).not.toContain(key);
    }
    expect(sealed[0]?.equals(sealed[1] ?? Buffer.alloc(0))).toBe(false);
  });

  it('[KEY-3] another secret, a changed byte or a cut opens nothing', () => {
    const sealed = sealLicenseKey(secret, newLicenseKey());
    expect(() => openLicenseKey(other, sealed)).toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openLicenseKey(secret, changed)).toThrow();
      expect(() => openLicenseKey(secret, sealed.subarray(0, at))).toThrow();
    }
  });

  it('[KEY-3] [B15] is found by a keyed hash that another installation does not share', () => {
    const [one, two] = [newLicenseKey(), newLicenseKey()];
    expect(licenseKeyHmac(secret, one).equals(licenseKeyHmac(secret, one))).toBe(true);
    expect(licenseKeyHmac(secret, one).equals(licenseKeyHmac(secret, two))).toBe(false);
    expect(licenseKeyHmac(secret, one).equals(licenseKeyHmac(other, one))).toBe(false);
  });

  it('[KEY-1] keys do not repeat and use the whole alphabet', () => {
    const keys = Array.from({ length: 500 }, newLicenseKey);
    expect(new Set(keys).size).toBe(500);
    expect(new Set(keys.join('')).size).toBe(32);
  });
});
