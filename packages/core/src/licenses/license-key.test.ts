import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatLicenseKey, licenseKeyFromBytes, parseLicenseKey } from './license-key.ts';

const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 });
const key = licenseKeyFromBytes(Uint8Array.from({ length: 20 }, (_, place) => place));

test('[KEY-1] a key is 20 signs of the alphabet in groups of four', () => {
  expect(key).toBe('0123456789ABCDEFGHJK');
  expect(formatLicenseKey(key)).toBe('0123-4567-89AB-CDEF-GHJK');
});

test('[KEY-1] what is shown is read back, in any case and with spaces and hyphens anywhere', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.array(fc.tuple(fc.nat(40), fc.constantFrom(' ', '-', '–', '\t', '\u00a0'))),
      (raw, noise) => {
        const made = licenseKeyFromBytes(raw);
        const typed = noise.reduce(
          (text, [at, sign]) => text.slice(0, at) + sign + text.slice(at),
          formatLicenseKey(made),
        );
        expect(parseLicenseKey(typed)).toBe(made);
        expect(parseLicenseKey(typed.toLowerCase())).toBe(made);
      },
    ),
  );
});

test('[KEY-1] each of the 32 signs is used, so a key holds 100 bits', () => {
  const signs = new Set<string>();
  for (let byte = 0; byte < 256; byte += 1)
    signs.add(licenseKeyFromBytes(new Uint8Array(20).fill(byte)).charAt(0));
  expect([...signs].sort().join('')).toBe('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
});

test('[KEY-1] letters that look like digits are read as those', () => {
  expect(parseLicenseKey('oOiI-lL23-4567-89AB-CDEF')).toBe('00111123456789ABCDEF');
});

test.each([
  ['a U', 'U123456789ABCDEFGHJK'],
  ['19 signs', '0123456789ABCDEFGHJ'],
  ['21 signs', '0123456789ABCDEFGHJKM'],
  ['another sign', '0123456789ABCDEFGHJ_'],
  ['a Cyrillic letter', '0123456789АBCDEFGHJK'],
  ['a fullwidth digit', '０123456789ABCDEFGHJK'],
  ['a second line', '0123456789ABCDEFGHJK\nU'],
  ['nothing', ''],
  ['something endless', '0123456789ABCDEFGHJK'.padEnd(101)],
])('[KEY-1] %s is no key', (_what, typed) => {
  expect(parseLicenseKey(typed)).toBeNull();
});

test('[KEY-1] a key is made of exactly 20 bytes', () => {
  expect(() => licenseKeyFromBytes(new Uint8Array(19))).toThrow(RangeError);
  expect(() => licenseKeyFromBytes(new Uint8Array(21))).toThrow(RangeError);
});
