import type { MemberId } from '@rollcall/core/ids.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { type ListWindow, merge, type Patched } from './list-window.ts';

/** Why a row that does not belong on the list any more is still on screen. */
export type Mark =
  /** Not on the licence any more. */
  | 'left'
  /** Does not match any more: its status, its user type or something else is another. */
  | 'status'
  | 'userType'
  | 'other';

/**
 * The rows of a window as they are shown. Who leaves the list while being looked at stays, marked, until the reader
 * goes on; who comes where the reader is busy is held back until they want to see it.
 */
export interface ShownRows {
  readonly rows: readonly MemberView[];
  readonly stayed: ReadonlyMap<MemberId, { readonly row: MemberView; readonly mark: Mark }>;
  readonly held: ReadonlySet<MemberId>;
}

const noMarks: ShownRows['stayed'] = new Map();
const nobody: ReadonlySet<MemberId> = new Set();

/** All rows of a window, and nothing else. */
export function showAll(window: ListWindow): ShownRows {
  return { rows: window.rows, stayed: noMarks, held: nobody };
}

/** What is shown of a window that has become longer or shorter at its ends. */
export function showWindow(before: ShownRows, window: ListWindow): ShownRows {
  return compose(window, before.stayed, before.held);
}

export interface Reader {
  /** Whether the row is on screen. */
  readonly sees: (id: MemberId) => boolean;
  /** Whether this new row may be put among the others at once. */
  readonly takes: (row: MemberView) => boolean;
}

/** What is shown after a packet: in place, without a row on screen going or coming under the reader's hand. */
export function showPatched(before: ShownRows, patched: Patched, reader: Reader): ShownRows {
  const { window, left, arrived } = patched;
  if (before.held.size === 0 && before.stayed.size === 0 && left.size === 0 && arrived.size === 0)
    return { ...before, rows: window.rows };
  const here = new Map(window.rows.map((row) => [row.id, row]));
  const old =
    left.size === 0 ? new Map<MemberId, MemberView>() : new Map(before.rows.map((row) => [row.id, row]));
  const stayed = new Map([...before.stayed].filter(([id]) => !here.has(id)));
  for (const [id, now] of left) {
    const row = old.get(id);
    if (row !== undefined && reader.sees(id)) stayed.set(id, { row: now ?? row, mark: markOf(row, now) });
  }
  const held = new Set([...before.held].filter((id) => here.has(id)));
  for (const id of arrived) {
    const row = here.get(id);
    // Who was on screen all the time, marked, takes their place again.
    if (row !== undefined && !before.stayed.has(id) && !reader.takes(row)) held.add(id);
  }
  return compose(window, stayed, held);
}

/** News about people who stayed on screen though they are not on the list: the window does not know them. */
export function showStayed(
  before: ShownRows,
  window: ListWindow,
  news: { readonly members: readonly MemberView[]; readonly removed: readonly MemberId[] },
): ShownRows {
  if (before.stayed.size === 0) return before;
  const stayed = new Map(before.stayed);
  for (const row of news.members) {
    const known = stayed.get(row.id);
    if (known !== undefined && known.row.seq < row.seq) stayed.set(row.id, { row, mark: known.mark });
  }
  for (const id of news.removed) {
    const known = stayed.get(id);
    if (known !== undefined) stayed.set(id, { ...known, mark: 'left' });
  }
  return compose(window, stayed, before.held);
}

function markOf(row: MemberView, now: MemberView | null): Mark {
  if (now === null) return 'left';
  if (now.status !== row.status) return 'status';
  return now.userType === row.userType ? 'other' : 'userType';
}

/** Lets those go who stayed and are not looked at any more. The same object when nobody goes. */
export function letGo(before: ShownRows, window: ListWindow, goes: (id: MemberId) => boolean): ShownRows {
  const going = [...before.stayed.keys()].filter(goes);
  if (going.length === 0) return before;
  const stayed = new Map(before.stayed);
  for (const id of going) stayed.delete(id);
  return compose(window, stayed, before.held);
}

/** Puts those who were held back into their places, if they are to come. The same object when nobody comes. */
export function showHeld(
  before: ShownRows,
  window: ListWindow,
  comes: (row: MemberView) => boolean,
): ShownRows {
  if (before.held.size === 0) return before;
  const staying = window.rows.filter((row) => before.held.has(row.id) && !comes(row));
  if (staying.length === before.held.size) return before;
  return compose(window, before.stayed, new Set(staying.map(({ id }) => id)));
}

function compose(window: ListWindow, stayed: ShownRows['stayed'], held: ReadonlySet<MemberId>): ShownRows {
  const rows = held.size === 0 ? window.rows : window.rows.filter(({ id }) => !held.has(id));
  if (stayed.size === 0) return { rows, stayed: noMarks, held };
  const marked = [...stayed.values()].map(({ row }) => row);
  return { rows: merge(rows, marked, window.query), stayed, held };
}
