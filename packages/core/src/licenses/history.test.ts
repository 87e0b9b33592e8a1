import { expect, test } from 'vitest';
import { dayAfter, dayByDay, type HistoryPoint } from './history.ts';
import { noSeatsHeld } from './seats.ts';

const nobody = { accepted: 0, invited: 0, rejected: 0 };

function point(day: string, accepted: number, joined = 0): HistoryPoint {
  const counts = { teacher: nobody, student: { ...nobody, accepted }, other: nobody };
  return { day, staffSeats: 10, studentSeats: null, counts, seatsHeld: noSeatsHeld, joined, declined: 0 };
}

test('[HISTORY-2] a day without a change is as the one before it, and nothing was answered on it', () => {
  const points = [point('2026-02-26', 4, 2), point('2026-03-01', 9, 5)];
  expect(dayByDay({ today: '2026-03-02', points })).toEqual([
    point('2026-02-26', 4, 2),
    point('2026-02-27', 4),
    point('2026-02-28', 4),
    point('2026-03-01', 9, 5),
    point('2026-03-02', 9),
  ]);
});

test('[HISTORY-2] a history of today alone is one point', () => {
  expect(dayByDay({ today: '2026-03-01', points: [point('2026-03-01', 1)] })).toEqual([
    point('2026-03-01', 1),
  ]);
});

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-03-01', -1, '2026-02-28'],
])('the day %s and %i days are %s', (day, days, then) => {
  expect(dayAfter(day, days)).toBe(then);
});
