import { expect, test } from 'vitest';
import { poolUsage } from './pools.ts';
import { noSeatsHeld } from './seats.ts';

const counts = {
  teacher: { accepted: 5, invited: 2, rejected: 100 },
  other: { accepted: 3, invited: 1, rejected: 100 },
  student: { accepted: 40, invited: 10, rejected: 100 },
};

test('[SEAT-2] Accepted uses and Invited reserves a seat; Rejected holds none', () => {
  expect(poolUsage('student', 60, counts, noSeatsHeld)).toEqual({
    total: 60,
    used: 40,
    reserved: 10,
    free: 10,
    over: 0,
  });
});

test('[SEAT-2] Teacher and Other share the staff pool', () => {
  expect(poolUsage('staff', 12, counts, noSeatsHeld)).toEqual({
    total: 12,
    used: 8,
    reserved: 3,
    free: 1,
    over: 0,
  });
});

test('[SEAT-3] an unlimited pool has no number of free seats', () => {
  expect(poolUsage('staff', null, counts, noSeatsHeld)).toEqual({
    total: null,
    used: 8,
    reserved: 3,
    free: null,
    over: 0,
  });
});

test.each([
  [51, 1, 0],
  [50, 0, 0],
  [49, 0, 1],
  [0, 0, 50],
])('[SEAT-5] of %i seats %i are free and the pool is over by %i', (total, free, over) => {
  expect(poolUsage('student', total, counts, noSeatsHeld)).toEqual({
    total,
    used: 40,
    reserved: 10,
    free,
    over,
  });
});
