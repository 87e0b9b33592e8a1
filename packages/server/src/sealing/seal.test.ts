import { expect, test } from 'vitest';
import { Secret } from '../env.ts';
import { type Sealing, seal, unseal } from './seal.ts';

const sealing: Sealing = {
  secret: new Secret('a secret of the tests, thirty-two characters long'),
  purpose: 'connection-seal',
  place: 'one',
};

test('[SYNC-10] a sealed text says nothing, differs each time, and opens with what sealed it', () => {
  const sealed = seal(sealing, 'token-canary');
  expect(sealed.toString('latin1')).not.toContain('canary');
  expect(seal(sealing, 'token-canary').equals(sealed)).toBe(false);
  expect(unseal(sealing, sealed)).toBe('token-canary');
});

test.each<[string, Partial<Sealing>]>([
  ['another place', { place: 'other' }],
  ['another purpose', { purpose: 'handshake-seal' }],
  ['another secret', { secret: new Secret('another secret, which is also long enough for us') }],
])('[SYNC-10] [B06] %s does not open it', (_what, change) => {
  const sealed = seal(sealing, 'token');
  expect(() => unseal({ ...sealing, ...change }, sealed)).toThrow();
});

test('[B06] what was changed, cut short or made up does not open', () => {
  const sealed = seal(sealing, 'token');
  for (const at of [0, 13, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8((changed.readUInt8(at) + 1) % 256, at);
    expect(() => unseal(sealing, changed)).toThrow();
  }
  for (const length of [0, 12, 20, sealed.length - 1])
    expect(() => unseal(sealing, sealed.subarray(0, length))).toThrow();
});
