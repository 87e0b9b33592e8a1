import { describe, expect, test } from 'vitest';
import { allPages } from './all-pages.ts';
import type { Page } from './upstream.ts';

/** A list whose page `at` leads to `next(at)`; the first is page 0. */
function listOf(next: (at: number) => number | null) {
  const asked: (string | null)[] = [];
  return {
    asked,
    async read(token: string | null): Promise<Page<number>> {
      asked.push(token);
      const at = Number(token ?? '0');
      const to = next(at);
      return { items: [at], next: to === null ? null : String(to) };
    },
  };
}

async function readAll(limit: number, list: ReturnType<typeof listOf>): Promise<number[]> {
  const items: number[] = [];
  for await (const page of allPages(limit, list.read)) items.push(...page.items);
  return items;
}

describe('the pages of a list', () => {
  test('are read in their order, as many as there may be', async () => {
    expect(
      await readAll(
        3,
        listOf((at) => (at < 2 ? at + 1 : null)),
      ),
    ).toEqual([0, 1, 2]);
  });

  test.each([
    { name: 'has another page behind each', next: (at: number) => at + 1, asked: 5 },
    { name: 'leads from a page to itself', next: () => 1, asked: 2 },
    { name: 'goes round', next: (at: number) => (at % 3) + 1, asked: 4 },
  ])('[I13] [D07] of one that $name end all the same', async ({ next, asked }) => {
    const list = listOf(next);
    await expect(readAll(5, list)).rejects.toMatchObject({ problem: 'incomplete' });
    expect(list.asked).toHaveLength(asked);
  });
});
