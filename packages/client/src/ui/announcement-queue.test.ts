import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAnnouncementQueue } from './announcement-queue.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const said: string[] = [];
  return { said, queue: createAnnouncementQueue({ say: (text) => said.push(text) }) };
}

const joined = (name: string) => ({
  text: `${name} joined`,
  group: 'joined',
  summary: (count: number) => `${count} people joined`,
});

test('a burst of one group is said once, with its count', () => {
  const { said, queue } = setUp();
  for (let index = 0; index < 100; index += 1) queue.add(joined(`Person ${index}`));
  expect(said).toEqual([]);
  vi.advanceTimersByTime(400);
  expect(said).toEqual(['100 people joined']);
  vi.advanceTimersByTime(60_000);
  expect(said).toHaveLength(1);
});

test('entries that speak of several people add up', () => {
  const { said, queue } = setUp();
  queue.add({ ...joined('Twelve'), count: 12 });
  queue.add(joined('Amara'));
  vi.advanceTimersByTime(400);
  expect(said).toEqual(['13 people joined']);
});

test('a single one is said in its own words', () => {
  const { said, queue } = setUp();
  queue.add(joined('Amara'));
  vi.advanceTimersByTime(400);
  expect(said).toEqual(['Amara joined']);
});

test('a stream that never pauses is still heard within the longest wait', () => {
  const { said, queue } = setUp();
  for (let passedMs = 0; passedMs < 2000; passedMs += 100) {
    queue.add(joined('Somebody'));
    vi.advanceTimersByTime(100);
  }
  expect(said).toEqual(['20 people joined']);
});

test('groups do not swallow each other, and equal texts are said once', () => {
  const { said, queue } = setUp();
  queue.add({ text: 'Copied' });
  queue.add(joined('Amara'));
  queue.add({ text: 'Copied' });
  vi.advanceTimersByTime(400);
  expect(said).toEqual(['Copied Amara joined']);
});

test('without a summary the latest of a group counts', () => {
  const { said, queue } = setUp();
  queue.add({ text: 'Reconnecting', group: 'connection' });
  queue.add({ text: 'Live', group: 'connection' });
  vi.advanceTimersByTime(400);
  expect(said).toEqual(['Live']);
});

test('after stop nothing more is said', () => {
  const { said, queue } = setUp();
  queue.add(joined('Amara'));
  queue.stop();
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([]);
});
