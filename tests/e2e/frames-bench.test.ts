import { expect, it } from 'vitest';
import { benchFrames } from '../bench/frames.ts';
import { formatGoal } from '../bench/report.ts';

it('[P-I1] the benchmark of frames runs a small round, sees rows change, and prints its line', async () => {
  const { goals } = await benchFrames({ rounds: 1, people: 2_000, scrollMs: 1_500 });
  expect(goals.map(({ name, wrong }) => ({ name, wrong }))).toEqual([
    { name: 'P-I1 frame p95 with changes ÷ without', wrong: [] },
  ]);
  expect(goals.map(formatGoal).join()).toMatch(/2000 rows, [1-9]\d* changes\/s, 1 rounds$/);
}, 120_000);
