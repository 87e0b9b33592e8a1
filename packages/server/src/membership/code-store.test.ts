import { describe, expect, it } from 'vitest';
import { Secret } from '../env.ts';
import type { CodeStore } from './code-store.ts';
import { licenseKeys } from './license-key-store.ts';
import { linkCodes } from './link-store.ts';

const secret = new Secret('a secret of this installation, long enough');
const other = new Secret('a secret of another installation, as long');

const stores: readonly (readonly [string, CodeStore<string>])[] = [
  ['keys', licenseKeys as CodeStore<string>],
  ['links', linkCodes as CodeStore<string>],
];

describe.each(stores)('%s at rest', (_kind, codes) => {
  it('[KEY-3] [LINK-1] what was sealed opens with the same secret, and each sealing looks different', () => {
    const code = codes.fresh();
    const sealed = [codes.seal(secret, code), codes.seal(secret, code)];
    for (const one of sealed) {
      expect(codes.open(secret, one)).toBe(code);
      expect(one.toString('latin1')).not.toContain(code);
    }
    expect(sealed[0]?.equals(sealed[1] ?? Buffer.alloc(0))).toBe(false);
  });

  it('[KEY-3] [LINK-1] another secret, a changed byte or a cut opens nothing', () => {
    const sealed = codes.seal(secret, codes.fresh());
    expect(() => codes.open(other, sealed)).toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => codes.open(secret, changed)).toThrow();
      expect(() => codes.open(secret, sealed.subarray(0, at))).toThrow();
    }
  });

  it('[KEY-3] [LINK-1] [B15] is found by a keyed hash that another installation does not share', () => {
    const [one, two] = [codes.fresh(), codes.fresh()];
    expect(codes.hmac(secret, one).equals(codes.hmac(secret, one))).toBe(true);
    expect(codes.hmac(secret, one).equals(codes.hmac(secret, two))).toBe(false);
    expect(codes.hmac(secret, one).equals(codes.hmac(other, one))).toBe(false);
  });

  it('[KEY-1] [LINK-1] codes do not repeat and use the whole alphabet', () => {
    const made = Array.from({ length: 500 }, () => codes.fresh().slice(-20));
    expect(new Set(made).size).toBe(500);
    expect(new Set(made.join('')).size).toBe(32);
  });
});

it('[B06] what is kept of a key is nothing as a link, and the other way round', () => {
  const [key, code] = [licenseKeys.fresh(), linkCodes.fresh()];
  expect(() => linkCodes.open(secret, licenseKeys.seal(secret, key))).toThrow();
  expect(() => licenseKeys.open(secret, linkCodes.seal(secret, code))).toThrow();
  const same = key as string as typeof code;
  expect(linkCodes.hmac(secret, same).equals(licenseKeys.hmac(secret, key))).toBe(false);
});
