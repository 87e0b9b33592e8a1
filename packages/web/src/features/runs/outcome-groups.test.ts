import { memberOutcome } from '@rollcall/core/members/outcomes.ts';
import { expect, test } from 'vitest';
import { runOutcomeWords } from '../../words/parts/run-outcomes.ts';
import { effectiveCount, groupCounts, planDifferences } from './outcome-groups.ts';
import { countIn, outcomesIn } from './row-filter.ts';

const counts = { added: 5, converted: 2, invited: 1, no_seat: 3, already_member: 7 };

test('every outcome has words for before and for after', () => {
  for (const outcome of memberOutcome.options) {
    expect(runOutcomeWords.runOutcome.plan[outcome]).not.toBe('');
    expect(runOutcomeWords.runOutcome.done[outcome]).not.toBe('');
  }
});

test('the groups hold everybody once', () => {
  const sizes = groupCounts(counts);
  expect(sizes).toEqual({ added: 7, invited: 1, removed: 0, changed: 0, unchanged: 7, refused: 3 });
  expect(Object.values(sizes).reduce((sum, size) => sum + size)).toBe(18);
});

test('only those to whom something happens are counted on the button', () => {
  expect(effectiveCount(counts)).toBe(8);
  expect(effectiveCount({ already_member: 4, duplicate: 1, changed_since: 2 })).toBe(0);
});

test('a filter by group lets all its outcomes through, one by outcome just that', () => {
  expect(outcomesIn('group.added')).toEqual(['added', 'converted']);
  expect(outcomesIn('outcome.no_seat')).toEqual(['no_seat']);
  expect(outcomesIn('all')).toEqual([]);
  expect([
    countIn('all', counts),
    countIn('group.added', counts),
    countIn('outcome.no_seat', counts),
  ]).toEqual([18, 7, 3]);
});

test('what two plans differ in is named, also where an outcome is new or gone', () => {
  expect(planDifferences({ added: 5, duplicate: 1 }, { added: 3, no_seat: 2 })).toEqual([
    { outcome: 'added', before: 5, after: 3 },
    { outcome: 'no_seat', before: 0, after: 2 },
    { outcome: 'duplicate', before: 1, after: 0 },
  ]);
});
