import { describe, expect, it } from 'vitest';
import { networkOf } from './throttle.ts';

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.250', true],
    ['192.0.2.7', '192.0.3.7', false],
    ['192.0.2.7', '::ffff:192.0.2.9', true],
    ['::ffff:192.0.2.7', '::FFFF:192.0.2.9', true],
    ['::ffff:192.0.2.7', '::ffff:192.0.3.7', false],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8:1:2::1', '2001:0DB8:0001:0002:0:0:0:9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['2001:db8::1', '2001:db8:0:0:8::', true],
    ['2001:db8::1', '2001:db8:0:1::1', false],
    ['::1', '::2', true],
    ['::', '0:0:0:0:1:2:3:4', true],
    ['fe80::1%eth0', 'fe80::2%eth1', true],
    ['::ffff:192.0.2.7', '::1', false],
    ['192.0.2.7', '2001:db8::1', false],
  ])('[R11] %s and %s are one network: %s', (one, other, same) => {
    expect(networkOf(one) === networkOf(other)).toBe(same);
  });

  it('[R11] what is no address at all is a network of its own and no error', () => {
    for (const odd of ['', 'unknown', '[2001:db8::1]:443', '999.999', 'a'.repeat(5_000)]) {
      expect(networkOf(odd)).toBe(networkOf(odd));
      expect(networkOf(odd)).not.toBe(networkOf('192.0.2.7'));
    }
  });
});
