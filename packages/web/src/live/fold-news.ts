import type { MemberId } from '@rollcall/core/ids.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { matchesMemberFilter } from '@rollcall/core/members/matches-filter.ts';
import type { ChangeLog } from './change-log.ts';

import { compareRows } from './list-order.ts';
import { type ListWindow, patchWindow } from './list-window.ts';
import type { Newcomers } from './newcomers.ts';
import type { Seen } from './next-read.ts';
import { type ShownRows, showPatched, showStayed } from './shown-rows.ts';

/** Where somebody is in the list, and whether they work in it. */
export interface ReaderPlace {
  readonly seen: Seen;
  readonly onScreen: ReadonlySet<MemberId>;
  /** A row has the focus or rows are ticked: nothing comes under their hand. */
  readonly busy: boolean;
}

interface Rows {
  readonly window: ListWindow;
  readonly shown: ShownRows;
}

/** The rows after these packets; those of another epoch count from elsewhere and are left out. */
export function foldNews(
  rows: Rows,
  news: ChangeLog,
  reader: ReaderPlace,
  newcomers: Newcomers,
  now: Date,
): Rows {
  let { window, shown } = rows;
  for (const packet of news) {
    if (packet.epoch !== window.epoch) continue;
    newcomers.hear(packet, (row) => matchesMemberFilter(row, window.query.filter, now));
    newcomers.forget(packet.removed);
    shown = showStayed(shown, window, packet);
    const patched = patchWindow(window, packet, now);
    if (patched.window === window) continue;
    const sees = (id: MemberId) => reader.onScreen.has(id);
    shown = showPatched(shown, patched, { sees, takes: taker({ window, shown }, reader, newcomers) });
    window = patched.window;
  }
  return { window, shown };
}

/**
 * New rows come in where nobody looks, and where somebody looks only while they are idle and the list is calm: those
 * are seen as they come.
 */
function taker(rows: Rows, reader: ReaderPlace, newcomers: Newcomers) {
  const isOutOfSight = outOfSight(rows, reader.seen);
  return (row: MemberView) => {
    if (rows.shown.rows.length === 0 || isOutOfSight(row)) return true;
    if (reader.busy || !newcomers.isCalm()) return false;
    newcomers.see([row.id]);
    return true;
  };
}

/** Whether a row's place lies above or below what is on screen. */
export function outOfSight({ window, shown }: Rows, seen: Seen): (row: MemberView) => boolean {
  const { query, first } = window;
  const top = seen.from > 0 ? shown.rows[seen.from - first] : undefined;
  const bottom = shown.rows[seen.to - first];
  return (row) =>
    (top !== undefined && compareRows(row, top, query) < 0) ||
    (bottom !== undefined && compareRows(row, bottom, query) > 0);
}
