import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epoch } from '../ids.ts';
import { type FeedPosition, isBehind, judgePacket } from './feed.ts';

const thisEpoch = epoch.parse('6f6a3c86-5d3c-4f0a-9a55-0d6f2f0f6f01');
const otherEpoch = epoch.parse('6f6a3c86-5d3c-4f0a-9a55-0d6f2f0f6f02');
const at = (seq: number): FeedPosition => ({ epoch: thisEpoch, seq });

describe('judgePacket', () => {
  test.each([
    ['the next one', 6, 6, 'apply'],
    ['the next few', 6, 9, 'apply'],
    ['one that overlaps', 3, 7, 'apply'],
    ['one that reaches from the start', 1, 6, 'apply'],
    ['the last one again', 5, 5, 'ignore'],
    ['an older one', 1, 4, 'ignore'],
    ['the one after the next', 7, 7, 'gap'],
    ['a far one', 100, 200, 'gap'],
  ])('[LIVE-2] at 5, %s (%i to %i): %s', (_case, from, to, kind) => {
    const verdict = judgePacket(at(5), { epoch: thisEpoch, from, to });
    expect(verdict).toEqual(kind === 'apply' ? { kind, position: at(to) } : { kind });
  });

  test.each([
    [1, 4],
    [6, 6],
    [9, 9],
  ])('[LIVE-3] a packet of another epoch is never applied (%i to %i)', (from, to) => {
    expect(judgePacket(at(5), { epoch: otherEpoch, from, to })).toEqual({ kind: 'other_epoch' });
  });
});

test('[LIVE-4] a heartbeat shows what was missed', () => {
  expect(isBehind(at(5), { epoch: thisEpoch, head: 6 })).toBe(true);
  expect(isBehind(at(5), { epoch: thisEpoch, head: 5 })).toBe(false);
  expect(isBehind(at(5), { epoch: thisEpoch, head: 4 })).toBe(false);
  expect(isBehind(at(5), { epoch: otherEpoch, head: 5 })).toBe(true);
});

/** Event n changes one row; a row's state is the number of the last event that changed it. */
const histories = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 20 });
const ways = fc.array(
  fc.record({
    from: fc.nat(),
    length: fc.integer({ min: 1, max: 5 }),
    late: fc.nat({ max: 3 }),
    lost: fc.boolean(),
  }),
  { maxLength: 40 },
);

function rowsAfter(
  history: readonly number[],
  from: number,
  to: number,
  readAt: number,
): Map<number, number> {
  const rows = new Map<number, number>();
  const changed = new Set(history.slice(from - 1, to));
  for (const [place, row] of history.slice(0, readAt).entries())
    if (changed.has(row)) rows.set(row, place + 1);
  return rows;
}

test('[I5] [LIVE-2] whatever is doubled, turned round or lost, the client ends with the rows of the head', () => {
  fc.assert(
    fc.property(histories, ways, fc.nat(), (history, sent, start) => {
      const head = history.length;
      let position = at(start % (head + 1));
      const screen = rowsAfter(history, 1, position.seq, position.seq);
      const apply = (from: number, to: number, readAt: number): boolean => {
        const verdict = judgePacket(position, { epoch: thisEpoch, from, to });
        if (verdict.kind === 'apply') {
          position = verdict.position;
          for (const [row, state] of rowsAfter(history, from, to, readAt)) screen.set(row, state);
        }
        return verdict.kind === 'gap';
      };
      const fetchMissing = (upTo: number) => apply(position.seq + 1, upTo, upTo);

      for (const packet of sent) {
        if (packet.lost) continue;
        const from = (packet.from % head) + 1;
        const to = Math.min(from + packet.length - 1, head);
        if (apply(from, to, Math.min(to + packet.late, head))) fetchMissing(to);
        expect(position.seq).toBeLessThanOrEqual(head);
      }
      if (isBehind(position, { epoch: thisEpoch, head })) fetchMissing(head);

      expect(position).toEqual(at(head));
      expect(isBehind(position, { epoch: thisEpoch, head })).toBe(false);
      expect(screen).toEqual(rowsAfter(history, 1, head, head));
    }),
    { numRuns: 2000 },
  );
});
