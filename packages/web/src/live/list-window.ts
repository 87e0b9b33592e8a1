import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { Epoch, MemberId } from '@rollcall/core/ids.ts';
import type { MemberPage, MemberView } from '@rollcall/core/members/contract.ts';
import type { MemberSortKey as SortKey } from '@rollcall/core/members/list-order.ts';
import { matchesMemberFilter } from '@rollcall/core/members/matches-filter.ts';
import { compareRows, type ListQuery } from './list-order.ts';

/** How a page was asked for: asking the same again reads the same place as it is now. */
export interface PageRequest {
  readonly cursor: string | null;
  readonly towards: 'after' | 'before';
  readonly skip: number;
}

/** A part of the list that was read at one moment. It reaches to where the next one begins. */
interface Stretch {
  /** Its beginning: with this row's place, or right behind it. Null: the beginning of the list. */
  readonly from: { readonly place: SortKey; readonly itself: boolean } | null;
  /** The first place that was read: `previousCursor` names it. Null: the page was empty. */
  readonly start: SortKey | null;
  /** The last place that was read, itself included. Null: the end of the list. Counts for the last stretch only. */
  readonly end: SortKey | null;
  /** The licence's number when it was read: older news about it is known already. */
  readonly seq: number;
  readonly previousCursor: string | null;
  readonly nextCursor: string | null;
  readonly request: PageRequest;
}

/** As much of a list as has been read: rows without a hole between two places. */
export interface ListWindow {
  readonly query: ListQuery;
  readonly epoch: Epoch;
  readonly rows: readonly MemberView[];
  readonly stretches: readonly [Stretch, ...Stretch[]];
  /** How many rows go before the first one. Certain at the beginning of the list, elsewhere as good as known. */
  readonly first: number;
}

type Page = Pick<MemberPage, 'members' | 'nextCursor' | 'previousCursor' | 'seq' | 'epoch'>;

/** The window that one page opens. `first`: how many rows are thought to go before it. */
export function openWindow(query: ListQuery, page: Page, request: PageRequest, first: number): ListWindow {
  const start = page.members[0];
  const from = page.previousCursor === null || start === undefined ? null : { place: start, itself: true };
  return {
    query,
    epoch: page.epoch,
    rows: page.members,
    stretches: [stretchOf(page, request, from)],
    first: page.previousCursor === null ? 0 : Math.max(1, first),
  };
}

function stretchOf(page: Page, request: PageRequest, from: Stretch['from']): Stretch {
  const { nextCursor, previousCursor, seq, members } = page;
  return {
    from,
    start: members[0] ?? null,
    end: nextCursor === null ? null : (members.at(-1) ?? null),
    seq,
    previousCursor,
    nextCursor,
    request,
  };
}

/** The request that goes on where the window ends; null where there is nothing more. */
export function requestAfter(window: ListWindow): PageRequest | null {
  const cursor = lastOf(window).nextCursor;
  return cursor === null ? null : { cursor, towards: 'after', skip: 0 };
}

export function requestBefore(window: ListWindow): PageRequest | null {
  const cursor = window.stretches[0].previousCursor;
  return cursor === null ? null : { cursor, towards: 'before', skip: 0 };
}

/** The window with the answer to `requestAfter` at its end. */
export function extendAfter(window: ListWindow, page: Page, request: PageRequest): ListWindow {
  const last = lastOf(window);
  if (page.members.length === 0 || last.end === null) {
    return withLast(window, { ...last, end: null, nextCursor: null });
  }
  const stretch = stretchOf(page, request, { place: last.end, itself: false });
  const { kept, added } = withoutTwins(window.rows, page.members);
  return { ...window, rows: [...kept, ...added], stretches: [...window.stretches, stretch] };
}

/** The window with the answer to `requestBefore` at its beginning. */
export function extendBefore(window: ListWindow, page: Page, request: PageRequest): ListWindow {
  const [first, ...others] = window.stretches;
  const start = page.members[0];
  if (start === undefined) {
    return { ...window, first: 0, stretches: [{ ...first, from: null, previousCursor: null }, ...others] };
  }
  const from = page.previousCursor === null ? null : { place: start, itself: true };
  // The page was read up to where the window was read from; what came between since is in the page.
  const border = first.start;
  const behind =
    border === null ? window.rows : window.rows.filter((row) => compareRows(row, border, window.query) >= 0);
  const { kept, added } = withoutTwins(behind, page.members);
  const next = border === null ? first : { ...first, from: { place: border, itself: true } };
  return {
    ...window,
    rows: [...added, ...kept],
    stretches: [stretchOf(page, request, from), next, ...others],
    first: from === null ? 0 : Math.max(1, window.first + window.rows.length - kept.length - added.length),
  };
}

/** Somebody whose place changed between two reads is in both: the newer word counts. */
function withoutTwins(rows: readonly MemberView[], more: readonly MemberView[]) {
  const read = new Map(more.map((row) => [row.id, row]));
  const older = new Set<MemberId>();
  for (const row of rows) {
    const twin = read.get(row.id);
    if (twin === undefined) continue;
    if (twin.seq > row.seq) older.add(row.id);
    else read.delete(row.id);
  }
  const kept = older.size === 0 ? rows : rows.filter(({ id }) => !older.has(id));
  return { kept, added: [...read.values()] };
}

/** Lets go of whole stretches that hold none of the rows at `from`…`to`, as long as more than `limit` are held. */
export function trimWindow(window: ListWindow, from: number, to: number, limit: number): ListWindow {
  let trimmed = window;
  while (trimmed.rows.length > limit) {
    const next = dropFirst(trimmed, from) ?? dropLast(trimmed, to);
    if (next === null) break;
    trimmed = next;
  }
  return trimmed;
}

function dropFirst(window: ListWindow, from: number): ListWindow | null {
  const [, second, ...others] = window.stretches;
  if (second === undefined) return null;
  const kept = window.rows.filter((row) => isInside(row, second.from, window.query));
  const dropped = window.rows.length - kept.length;
  if (window.first + dropped > from) return null;
  return { ...window, rows: kept, stretches: [second, ...others], first: window.first + dropped };
}

function dropLast(window: ListWindow, to: number): ListWindow | null {
  const last = lastOf(window);
  const [first, ...rest] = window.stretches.slice(0, -1);
  const end = (rest.at(-1) ?? first)?.end ?? null;
  if (first === undefined || end === null || window.stretches.length < 2) return null;
  const kept = window.rows.filter(
    (row) => !isInside(row, last.from, window.query) && compareRows(row, end, window.query) <= 0,
  );
  if (window.first + kept.length <= to) return null;
  return { ...window, rows: kept, stretches: [first, ...rest] };
}

/** What a packet did to a window. */
export interface Patched {
  readonly window: ListWindow;
  /** Who is no longer in the window: as the row stands now, or null when it is on no list any more. */
  readonly left: ReadonlyMap<MemberId, MemberView | null>;
  readonly arrived: ReadonlySet<MemberId>;
}

type News = Pick<LicensePacket, 'members' | 'removed'>;

/**
 * The window after a packet (SPEC LIVE-2): what a fresh read between the same two places would give. Rows outside
 * stay out, rows that did not change keep their identity, and a window on which nothing changed is returned as it
 * is. A `bulk` packet names no rows: what is shown has to be read anew then.
 */
export function patchWindow(window: ListWindow, packet: News, now: Date): Patched {
  const { query } = window;
  const removed = new Set(packet.removed);
  const news = new Map(packet.members.map((row) => [row.id, row]));
  const left = new Map<MemberId, MemberView | null>();
  const moved = new Set<MemberId>();
  let changed = false;
  const kept: MemberView[] = [];
  for (const row of window.rows) {
    const next = news.get(row.id);
    if (removed.has(row.id)) left.set(row.id, null);
    else if (next === undefined || next.seq <= row.seq) kept.push(row);
    else if (!matchesMemberFilter(next, query.filter, now)) left.set(row.id, next);
    else if (compareRows(next, row, query) !== 0) moved.add(row.id);
    else {
      changed = true;
      kept.push(next);
    }
    if (!moved.has(row.id)) news.delete(row.id);
  }
  const arrivals = [...news.values()].filter(
    (row) =>
      matchesMemberFilter(row, query.filter, now) && (moved.has(row.id) ? isCovered : isNewHere)(window, row),
  );
  for (const id of moved) if (!arrivals.some((row) => row.id === id)) left.set(id, news.get(id) ?? null);
  const arrived = new Set(arrivals.map(({ id }) => id));
  if (!changed && left.size === 0 && arrived.size === 0) return { window, left, arrived };
  return { window: { ...window, rows: merge(kept, arrivals, query) }, left, arrived };
}

/** Whether a row that is not on the list belongs between its ends, and was not known when that part was read. */
function isNewHere(window: ListWindow, row: MemberView): boolean {
  const stretch = stretchAt(window, row);
  return stretch !== undefined && row.seq > stretch.seq;
}

function isCovered(window: ListWindow, row: MemberView): boolean {
  return stretchAt(window, row) !== undefined;
}

function stretchAt(window: ListWindow, row: SortKey): Stretch | undefined {
  const { end } = lastOf(window);
  if (end !== null && compareRows(row, end, window.query) > 0) return undefined;
  return window.stretches.findLast(({ from }) => isInside(row, from, window.query));
}

function isInside(row: SortKey, from: Stretch['from'], query: ListQuery): boolean {
  if (from === null) return true;
  const place = compareRows(row, from.place, query);
  return place > 0 || (place === 0 && from.itself);
}

/** Rows in their order with others, in any order, put among them. */
export function merge(
  rows: readonly MemberView[],
  more: readonly MemberView[],
  query: Pick<ListQuery, 'sort' | 'order'>,
): readonly MemberView[] {
  if (more.length === 0) return rows;
  const waiting = more.toSorted((one, other) => compareRows(one, other, query));
  const merged: MemberView[] = [];
  let next = 0;
  for (const row of rows) {
    for (let one = waiting[next]; one && compareRows(one, row, query) < 0; one = waiting[next]) {
      merged.push(one);
      next += 1;
    }
    merged.push(row);
  }
  return [...merged, ...waiting.slice(next)];
}

/** What read the row at a position of the list, to read that place anew, and which positions it holds (`ends` is behind). */
export function requestAt(
  window: ListWindow,
  position: number,
): { readonly request: PageRequest; readonly begins: number; readonly ends: number } {
  const row = window.rows[Math.min(Math.max(0, position - window.first), window.rows.length - 1)];
  const stretch = (row && stretchAt(window, row)) ?? window.stretches[0];
  const next = window.stretches[window.stretches.indexOf(stretch) + 1];
  const countBefore = (from: Stretch['from']) => {
    const index = window.rows.findIndex((one) => isInside(one, from, window.query));
    return index < 0 ? window.rows.length : index;
  };
  return {
    request: stretch.request,
    begins: window.first + countBefore(stretch.from),
    ends: window.first + (next === undefined ? window.rows.length : countBefore(next.from)),
  };
}

/** The oldest number at which a part of the window was read. */
export function oldestSeq(window: ListWindow): number {
  return Math.min(...window.stretches.map(({ seq }) => seq));
}

export function lastOf({ stretches }: ListWindow): Stretch {
  return stretches.at(-1) ?? stretches[0];
}

function withLast(window: ListWindow, last: Stretch): ListWindow {
  const [first, ...others] = [...window.stretches.slice(0, -1), last];
  return { ...window, stretches: [first ?? last, ...others] };
}
