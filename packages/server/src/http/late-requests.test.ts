import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { allowToBeLate, cutWhenLate } from './late-requests.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function arriving(): IncomingMessage {
  const raw = new IncomingMessage(new Socket());
  raw.headers['content-type'] = 'application/octet-stream';
  cutWhenLate(raw);
  return raw;
}

test('[D04] what has not arrived after a minute is cut, whatever it says it is', () => {
  const raw = arriving();
  vi.advanceTimersByTime(59_999);
  expect(raw.destroyed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(raw.destroyed).toBe(true);
});

test('[D04] [CSV-7] a file whose sender is known may take longer', () => {
  const raw = arriving();
  allowToBeLate(raw);
  vi.advanceTimersByTime(10 * 60_000);
  expect(raw.destroyed).toBe(false);
});
