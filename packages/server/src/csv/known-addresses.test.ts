import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KnownAddresses } from './known-addresses.ts';

test('[CSV-3] says of each address what a set of strings would say', () => {
  const address = fc.string({ unit: fc.constantFrom('a', 'b', '.', '@'), maxLength: 5 });
  fc.assert(
    fc.property(fc.array(address, { maxLength: 200 }), (addresses) => {
      const known = new KnownAddresses();
      const set = new Set<string>();
      for (const each of addresses) {
        expect(known.add(each)).toBe(!set.has(each));
        set.add(each);
      }
    }),
  );
});

test('[CSV-6] knows 300,000 addresses that differ in a digit, in a few megabytes', () => {
  const known = new KnownAddresses();
  const before = process.memoryUsage().arrayBuffers;
  let fresh = 0;
  for (let at = 0; at < 300_000; at += 1) fresh += known.add(`p${at}@x.example`) ? 1 : 0;
  expect(fresh).toBe(300_000);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30 * 2 ** 20);
  for (let at = 0; at < 300_000; at += 997) expect(known.add(`p${at}@x.example`)).toBe(false);
});
