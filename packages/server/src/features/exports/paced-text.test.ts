import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { pacedText } from './paced-text.ts';

const piece = 'x'.repeat(64 * 1024);

test('[EXPORT-3] is made no faster than it is read', async () => {
  let made = 0;
  const text = pacedText(async (write) => {
    for (; made < 100; made += 1) await write(piece);
  });
  await vi.waitFor(() => expect(text.readableLength).toBeGreaterThan(0));
  const before = made;
  expect(before).toBeLessThan(10);
  let bytes = 0;
  for await (const chunk of text) bytes += (chunk as Buffer).length;
  expect(made).toBe(100);
  expect(bytes).toBe(100 * piece.length);
});

test('[EXPORT-3] a reader who goes away stops the making', async () => {
  const ended = Promise.withResolvers<unknown>();
  const text = pacedText(async (write) => {
    try {
      for (;;) await write(piece);
    } catch (error) {
      ended.resolve(error);
      throw error;
    }
  });
  await once(text, 'readable');
  text.destroy();
  expect(await ended.promise).toBeInstanceOf(Error);
});

test('[EXPORT-3] what cannot be made to its end does not end like a whole one', async () => {
  const text = pacedText(async (write) => {
    await write('half');
    throw new Error('the database is gone');
  });
  await expect(async () => {
    for await (const chunk of text) expect(String(chunk)).toBe('half');
  }).rejects.toThrow('the database is gone');
});

test.each([
  ['a reader who stands still', { stalledAfterMs: 5 }],
  ['a server that stops', { until: AbortSignal.timeout(5) }],
])('[EXPORT-3] %s ends it', async (_what, options) => {
  const text = pacedText(async (write) => {
    for (;;) await write(piece);
  }, options);
  const [error] = await once(text, 'error');
  expect(error).toBeInstanceOf(Error);
  expect(text.destroyed).toBe(true);
});

/** Pieces for ever, read as a piece every few ms. */
async function readSlowly(patience: Parameters<typeof pacedText>[1]): Promise<unknown> {
  const text = pacedText(async (write) => {
    for (;;) await write(piece);
  }, patience);
  const failed = once(text, 'error');
  const reading = setInterval(() => text.read(piece.length), 2);
  const [error] = await failed;
  clearInterval(reading);
  return error;
}

test.each([
  ['takes a little now and then', { paceGraceMs: 20, leastBytesPerMs: 1e9 }],
  ['is quick enough and never done', { longestMs: 40 }],
])('[EXPORT-3] a reader who %s is given up, and is no defect', async (_what, patience) => {
  expect(await readSlowly(patience)).toMatchObject({ name: 'TimeoutError' });
});

test('[EXPORT-3] a reader who leaves the end unread keeps no place', async () => {
  const text = pacedText((write) => write('the end'), { tailMs: 5 });
  const [error] = await once(text, 'error');
  expect(error).toMatchObject({ name: 'TimeoutError' });
});
