import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnHeight, placeOf, spotOf, tallestPx } from './tall-list.ts';

const viewPx = 800;

test('a list that is not too tall is drawn as it is', () => {
  expect(drawnHeight(4_900_000)).toBe(4_900_000);
  expect(spotOf(1_234_567, 4_900_000, viewPx)).toBe(1_234_567);
  expect(placeOf(1_234_567, 4_900_000, viewPx)).toBe(1_234_567);
});

test('[LIST-9] a list of millions begins and ends where the drawn one does, and keeps its order', () => {
  const whole = fc.integer({ min: tallestPx + 1, max: 500_000_000 });
  const shares = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(whole, shares, (wholePx, [one, other]) => {
      expect(spotOf(0, wholePx, viewPx)).toBe(0);
      expect(spotOf(wholePx - viewPx, wholePx, viewPx)).toBeCloseTo(tallestPx - viewPx, 3);
      const [low, high] = [Math.min(one, other), Math.max(one, other)].map(
        (share) => share * (wholePx - viewPx),
      );
      expect(spotOf(low ?? 0, wholePx, viewPx)).toBeLessThanOrEqual(
        spotOf(high ?? 0, wholePx, viewPx) + 1e-6,
      );
      expect(placeOf(spotOf(low ?? 0, wholePx, viewPx), wholePx, viewPx)).toBeCloseTo(low ?? 0, 3);
    }),
  );
});
