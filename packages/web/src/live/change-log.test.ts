import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import { expect, test } from 'vitest';
import { epoch, member, packet } from '../fixtures/fixtures.ts';
import { appendToLog, type ChangeLog } from './change-log.ts';
import { foldNews } from './fold-news.ts';
import { openWindow } from './list-window.ts';
import { Newcomers } from './newcomers.ts';
import { showAll } from './shown-rows.ts';

const rows = (count: number) => Array.from({ length: count }, (_, index) => member(index));

test('a log forgets its beginning when it names too many rows, and says up to where', () => {
  let log: ChangeLog = [];
  let forgotten: number | null = null;
  for (let seq = 1; seq <= 100; seq += 1) {
    const next = appendToLog(log, [packet(seq, { members: rows(100) })]);
    log = next.log;
    forgotten = next.forgotten ?? forgotten;
  }
  expect(log).toHaveLength(50);
  expect(log[0]?.to).toBe(51);
  expect(forgotten).toBe(50);
});

test('what has just been told is kept whatever its size', () => {
  const old = appendToLog([], [packet(1, { members: rows(10) })]).log;
  const told = [packet(2, { members: rows(4_000) }), packet(3, { members: rows(4_000) })];
  expect(appendToLog(old, told)).toEqual({ log: told, forgotten: 1 });
});

test('[LIVE-3] news of another epoch leaves a list alone', () => {
  const query = { filter: noMemberFilter, sort: 'added', order: 'descending' } as const;
  const page = { members: [member(1)], nextCursor: null, previousCursor: null, seq: 10, epoch };
  const window = openWindow(query, page, { cursor: null, towards: 'after', skip: 0 }, 0);
  const before = { window, shown: showAll(window) };
  const reader = { seen: { from: 0, to: 10 }, onScreen: new Set<never>(), busy: false };
  const fold = (news: ChangeLog) => foldNews(before, news, reader, new Newcomers(), new Date());
  const told = packet(11, { members: [member(0, { seq: 11 })] });
  const other = '00000000-0000-4000-8000-0000000000ff' as typeof epoch;
  expect(fold([{ ...told, epoch: other }]).shown.rows).toEqual([member(1)]);
  expect(fold([told]).shown.rows).toHaveLength(2);
});

test('who was added is counted once, until seen; who came with a change of another kind is not', () => {
  const newcomers = new Newcomers();
  const told = packet(11, {
    members: [member(1), member(2), member(9)],
    happened: [
      { type: 'member.added', count: 2 },
      { type: 'member.joined', count: 1 },
    ],
  });
  newcomers.hear(told, () => true);
  newcomers.hear(told, () => true);
  expect(newcomers.count).toBe(2);
  expect(newcomers.countWith([member(1).id, member(9).id])).toBe(3);
  newcomers.see([member(1).id]);
  expect(newcomers.count).toBe(1);
  newcomers.hear({ ...told, members: [member(3)] }, () => false);
  expect(newcomers.count).toBe(1);
});
