import { expect, test } from 'vitest';
import { canonicalEmail } from '../emails.ts';
import { platformId } from '../ids.ts';
import { isPlaceholderAddress, placeholderAddress } from './placeholder-address.ts';

const platform = platformId.parse('6f6a3c86-5d3c-4f0a-9a55-0d6f2f0f6f01');
const digest = '0123456789abcdef0123456789abcdef';

test('[ASSIGN-6] somebody without an address stands under one that nobody can have', () => {
  const address = placeholderAddress(platform, digest);
  expect(address).toBe(`u-${digest}@${platform}.lms.invalid`);
  expect(isPlaceholderAddress(address)).toBe(true);
  expect(isPlaceholderAddress('ana@lms.invalid.example')).toBe(false);
});

test.each([
  `u-${digest}@${platform}.lms.invalid`,
  `U-${digest}@${platform}.LMS.Invalid`,
  `u-${digest}@${platform}.lms.invalid.`,
  `x@b\u00fccher.lms.invalid`,
])('[ASSIGN-6] and nobody can name it: %s', (typed) => {
  expect(canonicalEmail(typed)).toEqual({ ok: false, reason: 'after_the_at_sign' });
});

test('[ASSIGN-6] a digest is one', () => {
  expect(() => placeholderAddress(platform, 'Ana')).toThrow(RangeError);
});
