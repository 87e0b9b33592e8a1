import { describe, expect, it } from 'vitest';
import { benchImport } from './import.ts';
import { benchList } from './list.ts';
import { benchLive } from './live.ts';
import { benchOuSync } from './ou-sync.ts';
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

  it('[P-D1] [P-D2] [P-D3] [P-E1] read a short list, count everything, and print a line per goal', async () => {
    const { goals } = await benchList({ rounds: 1, samples: 3, people: [4_000, 400, 50] });
    expect(goals.map(({ name, wrong }) => ({ name, wrong }))).toEqual(
      [
        'P-D1 page ÷ select 1',
        'P-D1 exponent',
        'P-D2 search p95 ÷ scan',
        'P-D3 status counts',
        ...[4_000, 50].flatMap((size) =>
          ['page', 'search', 'count'].map((what) => `P-E1 ${what} of ${size}`),
        ),
      ].map((name) => ({ name, wrong: [] })),
    );
    expect(goals.every((line) => line.ratios.length === 1 && line.ratios.every(Number.isFinite))).toBe(true);
    expect(goals[2]?.counts).toMatch(
      /^200 searches, [1-9]\d* people found per round, 4000 looked at by a scan$/,
    );
  }, 60_000);

  it('[P-A1] [P-A6] import a small file, count everything, and print a line per goal', async () => {
    const { goals, information } = await benchImport({ rounds: 1, rows: 400, manyRows: 4_000, joins: 4 });
    expect(goals.map(({ name, wrong }) => ({ name: name.slice(0, 4), wrong }))).toEqual(
      ['P-A1', 'P-A2', 'P-A5', 'P-A3', 'P-A4', 'P-A6', 'P-A6'].map((name) => ({ name, wrong: [] })),
    );
    expect(goals.every(({ ratios }) => ratios.every(Number.isFinite))).toBe(true);
    expect(information.map(({ name }) => name)).toContain('peak memory');
  }, 60_000);

  it('[P-H1] sync a small directory, count everything, and print a line per goal', async () => {
    const { goals } = await benchOuSync({ rounds: 1, people: 600 });
    expect(goals.map(({ name, wrong }) => ({ name, wrong }))).toEqual(
      ['unchanged', 'one in a hundred renamed', 'all renamed'].map((kind) => ({
        name: `P-H1 ${kind} ÷ COPY`,
        wrong: [],
      })),
    );
    expect(goals.every(({ ratios }) => ratios.every((ratio) => ratio > 0 && Number.isFinite(ratio)))).toBe(
      true,
    );
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
