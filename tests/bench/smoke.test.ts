import { describe, expect, it } from 'vitest';
import { benchLive } from './live.ts';
import { formatGoal, quantile, verdictOf } from './report.ts';

describe('the benchmarks', () => {
  it('[P-B1] [P-B3] run a small round, count everything, and print a line per goal', async () => {
    const { goals, information } = await benchLive({ rounds: 1, samples: 4, writers: [2], commits: 12 });
    expect(goals.map(({ name, wrong }) => ({ name, wrong }))).toEqual([
      { name: 'P-B1 p50', wrong: [] },
      { name: 'P-B1 p99', wrong: [] },
      { name: 'P-B3 2 writers', wrong: [] },
    ]);
    for (const line of goals) {
      expect(line.ratios).toHaveLength(1);
      expect(line.ratios.every((ratio) => Number.isFinite(ratio) && ratio > 0)).toBe(true);
      expect(formatGoal(line)).toMatch(
        /^P-B\d .+ {2}\d+\.\d\d \(.+\) {2}[≤≥] [\d.]+ {2}(met|missed) {2}\d+ /,
      );
    }
    expect(goals[2]?.counts).toMatch(/^12 events told in \d+ packets, 1 rounds$/);
    expect(information.map(({ name }) => name)).toContain('Join → admin’s cell');
  }, 60_000);

  it('judge the median of the rounds, and fail on a wrong count however fast it was', () => {
    const line = { name: 'x', counts: '', wrong: [], goal: { atMost: 2 } } as const;
    expect(verdictOf({ ...line, ratios: [1, 9, 2] })).toBe('met');
    expect(verdictOf({ ...line, ratios: [1, 9, 3] })).toBe('missed');
    expect(verdictOf({ ...line, ratios: [0.1], wrong: ['one was lost'] })).toBe('failed');
    expect(verdictOf({ ...line, ratios: [0.9, 0.8, 0.95], goal: { atLeast: 0.9 } })).toBe('met');
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(
      quantile(
        Array.from({ length: 100 }, (_, index) => index + 1),
        0.99,
      ),
    ).toBe(99);
  });
});
