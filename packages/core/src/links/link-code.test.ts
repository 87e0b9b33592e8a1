import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isReturnPath } from '../identity/return-path.ts';
import { formatLicenseKey, licenseKeyFromBytes, parseLicenseKey } from '../licenses/license-key.ts';
import { codeInPath, formatLinkCode, linkCodeFromBytes, parseLinkCode, pathOfLink } from './link-code.ts';

const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 });

test('[LINK-1] what is shown is read back, in any case and without its hyphens', () => {
  fc.assert(
    fc.property(bytes, (raw) => {
      const code = linkCodeFromBytes(raw);
      expect(parseLinkCode(formatLinkCode(code))).toBe(code);
      expect(parseLinkCode(formatLinkCode(code).toLowerCase())).toBe(code);
      expect(parseLinkCode(code)).toBe(code);
    }),
  );
});

test('[LINK-1] [B06] a key is no link and a link is no key', () => {
  fc.assert(
    fc.property(bytes, (raw) => {
      const key = licenseKeyFromBytes(raw);
      const code = linkCodeFromBytes(raw);
      expect(parseLinkCode(key)).toBeNull();
      expect(parseLinkCode(formatLicenseKey(key))).toBeNull();
      expect(parseLicenseKey(code)).toBeNull();
      expect(parseLicenseKey(formatLinkCode(code))).toBeNull();
    }),
  );
});

test.each([
  '',
  'L',
  'L-0123',
  'X-0123-4567-89AB-CDEF-GHJK',
  'L-0123-4567-89AB-CDEF-GHJU',
  'L'.padEnd(101, '0'),
])('[LINK-1] %j is no link', (typed) => expect(parseLinkCode(typed)).toBeNull());

test('[LINK-1] a link is a place of our own, to which a sign-in comes back', () => {
  fc.assert(
    fc.property(bytes, (raw) => {
      const shown = formatLinkCode(linkCodeFromBytes(raw));
      expect(isReturnPath(pathOfLink(shown))).toBe(true);
      expect(codeInPath(pathOfLink(shown))).toBe(shown);
      expect(codeInPath(`${pathOfLink(shown)}/`)).toBe(shown);
    }),
  );
  for (const other of ['/app/', '/app/join', '/app/join/', '/admin/join/x'])
    expect(codeInPath(other)).toBeNull();
});
