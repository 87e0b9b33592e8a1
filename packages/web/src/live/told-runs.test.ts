import type { RunView } from '@rollcall/core/runs/contract.ts';
import { expect, test } from 'vitest';
import { doneRun, plannedRun, run } from '../fixtures/run-fixtures.ts';
import { hearRuns, joinRuns, latestRun, noRunsTold, withUndo } from './told-runs.ts';

const confirmedAt = '2026-11-22T10:00:02.000Z';
const running = (done: number): RunView => run(1, { state: 'running', confirmedAt, done });

test.each([
  ['the end', doneRun(1, {}), running(4)],
  ['the confirmation', run(1, { state: 'queued', confirmedAt }), plannedRun(1, {})],
  ['more rows done', running(3), running(2)],
])('[LIVE-2] of two views of a run %s counts, whichever arrives last', (_what, newer, older) => {
  expect(latestRun({ run: newer, at: 1 }, { run: older, at: 2 })).toBe(newer);
  expect(latestRun({ run: older, at: 2 }, { run: newer, at: 1 })).toBe(newer);
});

test('a plan that is made anew goes back, so there the later word counts', () => {
  const planned = plannedRun(1, {});
  const again = run(1, { state: 'planning' });
  expect(latestRun({ run: planned, at: 1 }, { run: again, at: 2 })).toBe(again);
  expect(latestRun({ run: planned, at: 3 }, { run: again, at: 2 })).toBe(planned);
});

test('a packet without runs changes nothing; one with runs keeps the last word about each', () => {
  const told = hearRuns(noRunsTold, { runs: [running(1)] }, 1);
  expect(hearRuns(told, {}, 2)).toBe(told);
  const next = hearRuns(told, { runs: [running(3), run(2)] }, 2);
  expect([...next.values()].map((known) => [known.run.number, known.run.done])).toEqual([
    [1, 3],
    [2, 0],
  ]);
});

test('runs that began since the list was read come first, and those on it are as last told', () => {
  const pages = [{ runs: [run(3), running(1)], nextCursor: null }];
  const told = hearRuns(noRunsTold, { runs: [run(5), run(4), doneRun(1, {})] }, 9);
  const joined = joinRuns(pages, 5, told).map(({ number, state }) => [number, state]);
  expect(joined).toEqual([
    [5, 'planning'],
    [4, 'planning'],
    [3, 'planning'],
    [1, 'done'],
  ]);
});

test('news about a run on a page that is not read yet does not put it on top', () => {
  const pages = [{ runs: [run(9), run(8)], nextCursor: 8 }];
  const told = hearRuns(noRunsTold, { runs: [doneRun(2, {})] }, 9);
  expect(joinRuns(pages, 5, told).map(({ number }) => number)).toEqual([9, 8]);
});

test('a run knows how the run that undoes it stands, and only the last of several', () => {
  const undoes = { id: run(1).id, number: 1, kind: 'csv_add' } as const;
  const undo = (number: number, changes: Partial<RunView>) =>
    run(number, { kind: 'undo', undoes, ...changes });
  const told = hearRuns(
    noRunsTold,
    { runs: [undo(3, { state: 'done' }), undo(2, { state: 'discarded' })] },
    1,
  );
  expect(withUndo(doneRun(1, {}), told).undoneBy).toEqual({ id: run(3).id, number: 3, state: 'done' });
  const later = { id: run(4).id, number: 4, state: 'running' } as const;
  expect(withUndo(doneRun(1, {}, { undoneBy: later }), told).undoneBy).toBe(later);
  expect(withUndo(doneRun(5, {}), told).undoneBy).toBeNull();
});
