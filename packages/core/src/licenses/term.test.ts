import { expect, test } from 'vitest';
import { lastMomentBefore, phaseAllows, phaseOf } from './term.ts';

const term = { startsAt: new Date('2026-08-01T00:00:00Z'), endsAt: new Date('2027-07-31T00:00:00Z') };

test.each([
  ['2026-07-31T23:59:59.999Z', 'upcoming'],
  ['2026-08-01T00:00:00.000Z', 'active'],
  ['2027-07-30T23:59:59.999Z', 'active'],
  ['2027-07-31T00:00:00.000Z', 'grace'],
  ['2027-08-29T23:59:59.999Z', 'grace'],
  ['2027-08-30T00:00:00.000Z', 'dormant'],
])('[TERM-1] at %s it is %s', (now, phase) => {
  expect(phaseOf(term, new Date(now))).toBe(phase);
});

test('[TERM-2] what each phase allows', () => {
  expect(phaseAllows).toEqual({
    upcoming: { adding: false, answering: false, features: false },
    active: { adding: true, answering: true, features: true },
    grace: { adding: false, answering: true, features: true },
    dormant: { adding: false, answering: false, features: false },
  });
});

test('[TERM-1] the last day of a term that ends at midnight is the day before', () => {
  const last = lastMomentBefore(new Date('2027-09-01T00:00:00Z'));
  expect(last.toISOString().slice(0, 10)).toBe('2027-08-31');
  expect(phaseOf({ ...term, endsAt: new Date('2027-09-01T00:00:00Z') }, last)).toBe('active');
});
