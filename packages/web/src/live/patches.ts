import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { MemberFilter, MemberPage, MemberSort, MemberView } from '@rollcall/core/members/contract.ts';

/** Which people a list holds, and in which order. */
export interface ListQuery {
  readonly filter: MemberFilter;
  readonly sort: MemberSort;
}

/** What places a row in a list; none of it ever changes for a row. */
type SortKey = Pick<MemberView, 'id' | 'addedAt' | 'canonicalEmail'>;

/** A stretch of the list that was read at one moment, up to and with the place of `end`. */
interface Stretch {
  /** Null: up to the end of the list. */
  readonly end: SortKey | null;
  /** The licence's number when it was read: older news about it is known already. */
  readonly seq: number;
}

/** As much of a list as has been read: without a hole from its beginning to the end of its last stretch. */
export interface LoadedList {
  readonly rows: readonly MemberView[];
  readonly stretches: readonly Stretch[];
}

type Pages = readonly Pick<MemberPage, 'members' | 'nextCursor' | 'seq'>[];

/** The list that pages read one behind the other make. */
export function loadedList(pages: Pages): LoadedList {
  return {
    rows: pages.flatMap((page) => page.members),
    stretches: pages.map(({ members, nextCursor, seq }) => ({
      end: nextCursor === null ? null : (members.at(-1) ?? null),
      seq,
    })),
  };
}

/**
 * The list after a packet (SPEC LIVE-2): what a fresh read of the same stretch would give. Rows behind what is
 * loaded stay out, rows that did not change keep their identity, and a list on which nothing changed is returned
 * as it is. A `bulk` packet names no rows: the list has to be read anew then.
 */
export function applyPacket(
  list: LoadedList,
  packet: Pick<LicensePacket, 'members' | 'removed'>,
  query: ListQuery,
): LoadedList {
  const removed = new Set(packet.removed);
  const news = new Map(packet.members.map((row) => [row.id, row]));
  let changed = false;
  const kept: MemberView[] = [];
  for (const row of list.rows) {
    const next = news.get(row.id);
    news.delete(row.id);
    if (removed.has(row.id)) changed = true;
    else if (next === undefined || next.seq <= row.seq) kept.push(row);
    else {
      changed = true;
      if (matches(next, query)) kept.push(next);
    }
  }
  const arrived = [...news.values()].filter((row) => matches(row, query) && isNewHere(list, row, query.sort));
  if (!changed && arrived.length === 0) return list;
  return { ...list, rows: merge(kept, arrived, query.sort) };
}

function matches(row: MemberView, { filter }: ListQuery): boolean {
  return filter.status === null || filter.status === row.status;
}

/** Whether a row that is not on the list belongs into what is loaded, and was not known when that was read. */
function isNewHere(list: LoadedList, row: MemberView, sort: MemberSort): boolean {
  const stretch = list.stretches.find(({ end }) => end === null || compareRows(row, end, sort) <= 0);
  return stretch !== undefined && row.seq > stretch.seq;
}

function merge(rows: MemberView[], arrived: readonly MemberView[], sort: MemberSort): MemberView[] {
  if (arrived.length === 0) return rows;
  const waiting = arrived.toSorted((one, other) => compareRows(one, other, sort));
  const merged: MemberView[] = [];
  let next = 0;
  for (const row of rows) {
    for (let first = waiting[next]; first && compareRows(first, row, sort) < 0; first = waiting[next]) {
      merged.push(first);
      next += 1;
    }
    merged.push(row);
  }
  return [...merged, ...waiting.slice(next)];
}

/** The server's order: `added` by instant and id, both descending; `email` by the canonical form, byte by byte. */
export function compareRows(one: SortKey, other: SortKey, sort: MemberSort): number {
  if (sort === 'email') return order(one.canonicalEmail, other.canonicalEmail);
  return order(other.addedAt, one.addedAt) || order(other.id, one.id);
}

function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
