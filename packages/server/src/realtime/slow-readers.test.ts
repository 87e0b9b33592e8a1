import { describe, expect, test, vi } from 'vitest';
import { cutWhenSlow, type Line } from './slow-readers.ts';

/** A socket for which these texts wait. */
function waiting(texts: readonly unknown[]) {
  const terminate = vi.fn<() => void>();
  const line = {
    writeBuffer: texts.map((data) => ({ data })),
    close: vi.fn<Line['close']>(),
    transport: { socket: { terminate } },
  } satisfies Line;
  const disconnect = vi.fn<() => never>();
  // All of a socket that is looked at: `Line` says which parts of its line those are.
  cutWhenSlow({ disconnect, conn: line } as unknown as Parameters<typeof cutWhenSlow>[0]);
  return { isCut: disconnect.mock.calls.length > 0, line, terminate };
}

describe('a reader', () => {
  test.each([
    ['that keeps up', []],
    ['for whom a few large packets wait', Array(7).fill('x'.repeat(400_000))],
    ['for whom many small packets wait', Array(500).fill('x'.repeat(1_000))],
  ])('[F11] %s is left alone', (_what, texts) => {
    expect(waiting(texts).isCut).toBe(false);
  });

  test.each([
    ['for whom more than a megabyte waits', Array(11).fill('x'.repeat(100_000))],
    ['for whom more packets wait than it will ever read', Array(501).fill('')],
  ])('[F11] [E10] %s is cut at once, without waiting for it to read', (_what, texts) => {
    const { isCut, line, terminate } = waiting(texts);
    expect(isCut).toBe(true);
    expect(line.close).toHaveBeenCalledExactlyOnceWith(true);
    expect(terminate).toHaveBeenCalledOnce();
  });
});
