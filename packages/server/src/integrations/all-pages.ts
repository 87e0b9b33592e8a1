import { type Page, SyncFailure } from './upstream.ts';

/**
 * The pages of a list, one after the other. Throws SyncFailure `incomplete` for a list that leads back into itself, or has
 * more than so many pages.
 */
export async function* allPages<Item>(
  limit: number,
  read: (token: string | null) => Promise<Page<Item>>,
): AsyncGenerator<Page<Item>> {
  const asked = new Set<string | null>();
  for (let token: string | null = null; ; ) {
    if (asked.has(token) || asked.size >= limit) throw new SyncFailure('incomplete', { retryAfterMs: null });
    asked.add(token);
    const page: Page<Item> = await read(token);
    yield page;
    if (page.next === null) return;
    token = page.next;
  }
}
