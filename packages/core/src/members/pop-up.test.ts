import { expect, test } from 'vitest';
import { mayRearm, rearmableAt } from './pop-up.ts';

const last = new Date('2026-09-01T08:00:00Z');

test('[INVITE-5] the pop-up that never came back may come back at any time', () => {
  expect(mayRearm(null, last)).toBe(true);
});

test.each([
  ['at the same instant', '2026-09-01T08:00:00.000Z', false],
  ['a millisecond before a day has passed', '2026-09-02T07:59:59.999Z', false],
  ['when a day has passed', '2026-09-02T08:00:00.000Z', true],
  ['before, by a clock that was turned back', '2026-08-31T08:00:00.000Z', false],
])('[INVITE-5] [B20] %s', (_when, now, may) => {
  expect(mayRearm(last, new Date(now))).toBe(may);
});

test('[INVITE-5] the time that a too early reminder is told is the first that is allowed', () => {
  const at = rearmableAt(last);
  expect(at.toISOString()).toBe('2026-09-02T08:00:00.000Z');
  expect(mayRearm(last, at)).toBe(true);
  expect(mayRearm(last, new Date(at.getTime() - 1))).toBe(false);
});
