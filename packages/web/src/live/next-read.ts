import type { MemberPlaces } from '@rollcall/core/members/contract.ts';
import { type ListWindow, type PageRequest, requestAfter, requestAt, requestBefore } from './list-window.ts';

/** A page that is to be read, and what is done with it. */
export type NextRead =
  | {
      /** The page replaces what is loaded. */
      readonly kind: 'open' | 'anew';
      readonly request: PageRequest;
      /** The position of its first row, counted from the beginning of the list … */
      readonly begins?: number;
      /** … or the position behind its last row. */
      readonly ends?: number;
    }
  | { readonly kind: 'after'; readonly request: PageRequest }
  | { readonly kind: 'before'; readonly request: PageRequest }
  /** Where to jump is not known before the places are. */
  | { readonly kind: 'places' };

/** The positions on screen. */
export interface Seen {
  readonly from: number;
  readonly to: number;
}

/** So many rows before the end of what is loaded, more is asked for. */
const askAhead = 60;
/** Further away than this from what is loaded, it is left behind and read elsewhere. */
const jumpBeyond = 250;
/** So many rows before the first one on screen a jump begins. */
const jumpBefore = 40;
/** The contract passes over no more rows than this. */
const skipLimit = 1_000;

const fromTheBeginning: PageRequest = { cursor: null, towards: 'after', skip: 0 };
export const fromTheEnd: PageRequest = { cursor: null, towards: 'before', skip: 0 };

/** Whether what is on screen lies so far from what is loaded that reading on would not get there. */
export function isFarAway(window: ListWindow, length: number, seen: Seen): boolean {
  return seen.from > window.first + length + jumpBeyond || seen.to < window.first - jumpBeyond;
}

/** The page to open the list with, at these positions. `total`: how many there are as far as known. */
export function readToOpen(seen: Seen, total: number | null, places: MemberPlaces | null): NextRead {
  const begins = Math.max(0, seen.from - jumpBefore);
  if (begins < 100) return { kind: 'open', request: fromTheBeginning, begins: 0 };
  if (total !== null && seen.to >= total - jumpBefore)
    return { kind: 'open', request: fromTheEnd, ends: total };
  if (begins <= skipLimit) return { kind: 'open', request: { ...fromTheBeginning, skip: begins }, begins };
  if (places === null) return { kind: 'places' };
  const nearest = Math.min(Math.floor(begins / places.every), places.cursors.length);
  const cursor = places.cursors[nearest - 1] ?? null;
  const skip = Math.min(begins - nearest * places.every, skipLimit);
  return { kind: 'open', request: { cursor, towards: 'after', skip }, begins };
}

/** The page that goes on at the end nearer to what is on screen; null when enough is loaded. */
export function readToExtend(window: ListWindow, length: number, seen: Seen): NextRead | null {
  const after = seen.to > window.first + length - askAhead ? requestAfter(window) : null;
  if (after !== null) return { kind: 'after', request: after };
  const before = seen.from < window.first + askAhead ? requestBefore(window) : null;
  return before === null ? null : { kind: 'before', request: before };
}

/** The page that shows what is on screen as it is now. */
export function readAgain(window: ListWindow, seen: Seen): NextRead {
  const { request, begins, ends } = requestAt(window, seen.from);
  return request.towards === 'after' ? { kind: 'anew', request, begins } : { kind: 'anew', request, ends };
}
