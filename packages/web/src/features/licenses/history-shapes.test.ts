import { expect, test } from 'vitest';
import { areaPath, bars, dayAt, linePath, placeOf, roundTop, stacked } from './history-shapes.ts';

test.each([
  [0, 4],
  [4, 4],
  [5, 5],
  [9, 10],
  [12, 15],
  [41, 50],
  [160, 200],
  [1_000_000, 1_000_000],
  [1_000_001, 1_500_000],
])('everything up to %i fits under %i', (highest, top) => {
  expect(roundTop(highest)).toBe(top);
});

test('series stand on each other, and an area reaches from one to the next', () => {
  const [used = [], both = []] = stacked([
    { name: 'used', tone: '', values: [1, 2] },
    { name: 'reserved', tone: '', values: [1, 0] },
  ]);
  expect([used, both]).toEqual([
    [1, 2],
    [2, 2],
  ]);
  expect(areaPath(both, used, 4)).toBe('M0 50L1000 50L1000 50L0 75Z');
  expect(areaPath(used, undefined, 4)).toBe('M0 75L1000 50L1000 100L0 100Z');
});

test('a line has a gap where there is no number', () => {
  expect(linePath([4, null, 0, 4], 4)).toBe('M0 0M666.67 100L1000 0');
});

test('a day without a number has no bar', () => {
  expect(bars([0, 2], undefined, 4)).toEqual([{ x: 575, y: 50, width: 350, height: 50 }]);
  expect(bars([1, 3], [1, 1], 4)).toMatchObject([{ y: 25, height: 50 }]);
});

test.each(['area', 'bars'] as const)('the day at the place of a day is that day (%s)', (kind) => {
  for (const day of [0, 1, 15, 29]) expect(dayAt(placeOf(day, 30, kind) / 100, 30, kind)).toBe(day);
  expect(dayAt(-0.2, 30, kind)).toBe(0);
  expect(dayAt(1.2, 30, kind)).toBe(29);
});
