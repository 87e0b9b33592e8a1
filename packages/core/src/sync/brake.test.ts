import { expect, test } from 'vitest';
import { removalsWait } from './brake.ts';

test.each([
  { removals: 0, held: 0, waits: false },
  { removals: 0, held: 500, waits: false },
  { removals: 25, held: 100, waits: false },
  { removals: 26, held: 100, waits: true },
  { removals: 26, held: 260, waits: false },
  { removals: 27, held: 260, waits: true },
  { removals: 20_000, held: 200_000, waits: false },
  { removals: 20_001, held: 200_000, waits: true },
])('[I9] [F19] $removals removals of $held wait for a human: $waits', ({ removals, held, waits }) => {
  expect(removalsWait({ removals, held })).toBe(waits);
});

test.each([1, 3, 25])('[F19] a source of %i that is emptied waits, however small it is', (held) => {
  expect(removalsWait({ removals: held, held })).toBe(true);
  expect(removalsWait({ removals: held - 1, held })).toBe(false);
});
