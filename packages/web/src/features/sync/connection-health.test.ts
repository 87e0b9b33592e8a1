import { expect, test } from 'vitest';
import { connection } from '../../fixtures/sync-fixtures.ts';
import { connectionHealth, dayAfter, dayIn, nextSummer, pauseStanding } from './connection-health.ts';

const now = new Date('2026-11-22T10:00:00Z');
const lapsesIn = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
const held = { runId: '00000000-0000-4000-9000-000000000001', number: 4, people: 40 };

test.each([
  ['good', {}],
  ['ended', { state: 'ended', lastProblem: { problem: 'quota', at: now.toISOString() } }],
  ['ended', { lapsesAt: lapsesIn(-1) }],
  ['waits', { heldBack: held, lapsesAt: lapsesIn(2) }],
  ['waits', { vanished: [{ id: 'x', name: 'Grade 7', people: 3 }] }],
  ['trouble', { lastProblem: { problem: 'quota', at: now.toISOString() } }],
  ['soon', { lapsesAt: lapsesIn(29) }],
  ['unsaved', { savedAt: null }],
  ['paused', { pause: { from: '2026-11-22', until: '2026-11-22' } }],
  ['good', { pause: { from: '2026-11-23', until: '2026-11-30' } }],
] as const)('[SYNC-8] a connection is said to be "%s" when it is %o', (health, changes) => {
  expect(connectionHealth({ hindrance: null }, connection('ou', changes as never), now)).toBe(health);
});

test('the days of a pause are those of the connection’s zone', () => {
  const pause = { from: '2026-11-22', until: '2026-11-30' };
  const lateInHonolulu = new Date('2026-11-22T09:00:00Z');
  expect(dayIn('Pacific/Honolulu', lateInHonolulu)).toBe('2026-11-21');
  expect(pauseStanding({ pause, timeZone: 'Pacific/Honolulu' }, lateInHonolulu)).toBe('planned');
  expect(pauseStanding({ pause, timeZone: 'UTC' }, lateInHonolulu)).toBe('now');
  expect(pauseStanding({ pause, timeZone: 'UTC' }, new Date('2026-12-01T00:00:00Z'))).toBe('none');
});

test.each([
  ['2026-11-22', { from: '2027-06-15', until: '2027-08-15' }],
  ['2027-02-01', { from: '2027-06-15', until: '2027-08-15' }],
  ['2027-07-04', { from: '2027-07-04', until: '2027-08-15' }],
])('the summer that is meant on %s', (today, summer) => {
  expect(nextSummer(today)).toEqual(summer);
  expect(dayAfter('2027-02-28', 1)).toBe('2027-03-01');
});
