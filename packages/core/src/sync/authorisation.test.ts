import { expect, test } from 'vitest';
import { authorisationStanding } from './authorisation.ts';

const now = new Date('2026-11-22T02:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

test.each([
  { days: 31, standing: { kind: 'fine' } },
  { days: 30, standing: { kind: 'lapses_soon', within: 30, daysLeft: 30 } },
  { days: 14.5, standing: { kind: 'lapses_soon', within: 30, daysLeft: 14 } },
  { days: 14, standing: { kind: 'lapses_soon', within: 14, daysLeft: 14 } },
  { days: 3, standing: { kind: 'lapses_soon', within: 3, daysLeft: 3 } },
  { days: 0.5, standing: { kind: 'lapses_soon', within: 3, daysLeft: 0 } },
  { days: 0, standing: { kind: 'lapsed' } },
  { days: -1, standing: { kind: 'lapsed' } },
] as const)('[SYNC-8] $days days before its end an authorisation is $standing.kind', ({ days, standing }) => {
  expect(authorisationStanding(inDays(days), now)).toEqual(standing);
});
