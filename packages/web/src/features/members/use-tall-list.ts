import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { drawnHeight, placeOf, spotOf } from './tall-list.ts';

/** Rows drawn beyond the screen, so that a scroll does not show an edge. */
const overscan = 12;
/** Drawn rows change in steps of so many. */
const step = 4;
/** A list that is pressed together finds its true spot again when the reader rests. In ms. */
const restMs = 160;
/** What covers the top of the screen: the app's bar and the table's head. In px. */
const coveredPx = 96;

interface Drawn {
  /** The first and the last position drawn, and how much higher than its place the list is drawn. */
  readonly from: number;
  readonly to: number;
  readonly offsetPx: number;
}

export interface TallList extends Drawn {
  readonly heightPx: number;
  /** Scrolls so far that a position is wholly on screen. */
  readonly reveal: (position: number) => void;
  readonly scrollToTop: () => void;
}

type Options = {
  readonly count: number;
  readonly rowPx: number;
  readonly list: RefObject<HTMLElement | null>;
  /** Told which positions are on screen, whenever that changes. */
  readonly onSee: (from: number, to: number) => void;
  /** Names the row at a position, and finds it again, so that it stays where it is when others come or go above it. */
  readonly idAt: (position: number) => string | undefined;
  readonly positionOf: (id: string) => number | undefined;
};

/** The positions of a list that are on screen, out of any number, where the page itself scrolls. Rows are equally high. */
export function useTallList({ count, rowPx, list, onSee, idAt, positionOf }: Options): TallList {
  const wholePx = count * rowPx;
  const [drawn, setDrawn] = useState<Drawn>({ from: 0, to: Math.min(count, 30) - 1, offsetPx: 0 });
  const now = useRef({ top: 0, spot: 0, offsetPx: 0, from: -1, to: -1 });
  const latest = useRef({ count, wholePx, rowPx, onSee });
  latest.current = { count, wholePx, rowPx, onSee };

  const look = useCallback(() => {
    const { current } = now;
    const { count: all, onSee: see } = latest.current;
    const { from, to } = seenNow(now, latest.current);
    if (from !== current.from || to !== current.to) {
      current.from = from;
      current.to = to;
      see(from, to);
    }
    const first = Math.max(0, Math.floor((from - overscan) / step) * step);
    const last = Math.min(all - 1, Math.ceil((to + overscan) / step) * step);
    const { offsetPx } = current;
    setDrawn((before) =>
      before.from === first && before.to === last && before.offsetPx === offsetPx
        ? before
        : { from: first, to: last, offsetPx },
    );
  }, []);

  useTrueSpot(now, latest, look);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = () => {
      now.current.top = element.getBoundingClientRect().top + window.scrollY;
      look();
    };
    measure();
    // What stands above the list may grow: a notice, a wrapped line.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', measure);
    };
  }, [list, look]);

  useLayoutEffect(look, [look, count, rowPx]);
  useSteadyRows(now, rowPx, idAt, positionOf, look);

  const reveal = useCallback(
    (position: number) => {
      revealPosition(now, latest.current, position);
      look();
    },
    [look],
  );
  const scrollToTop = useCallback(() => window.scrollTo({ top: 0 }), []);
  return { ...drawn, heightPx: drawnHeight(wholePx), reveal, scrollToTop };
}

type Now = RefObject<{ top: number; spot: number; offsetPx: number; from: number; to: number }>;

interface Sizes {
  readonly count: number;
  readonly wholePx: number;
  readonly rowPx: number;
}

/** The positions on screen, after a scroll to wherever it went. */
function seenNow(
  { current }: Now,
  { count, wholePx, rowPx }: Sizes,
): { readonly from: number; readonly to: number } {
  const viewPx = window.innerHeight;
  const spot = window.scrollY - current.top;
  // A short way moves as far as the hand does; a long one goes to the place that the bar points at.
  if (Math.abs(spot - current.spot) > 1.5 * viewPx) current.offsetPx = placeOf(spot, wholePx, viewPx) - spot;
  current.spot = spot;
  const place = Math.min(Math.max(0, spot + current.offsetPx), Math.max(0, wholePx - rowPx));
  const last = Math.max(0, count - 1);
  const from = Math.min(Math.floor((place + (spot > 0 ? coveredPx : 0)) / rowPx), last);
  const to = Math.min(Math.floor((spot + current.offsetPx + viewPx) / rowPx), last);
  return { from, to: Math.max(from, to) };
}

function revealPosition(now: Now, { wholePx, rowPx }: Sizes, position: number): void {
  const { current } = now;
  const place = position * rowPx;
  const top = current.spot + current.offsetPx;
  const lowest = window.innerHeight - 2 * rowPx;
  if (place < top + coveredPx) goTo(now, wholePx, place - coveredPx);
  else if (place > top + lowest) goTo(now, wholePx, place - lowest);
}

/** Puts a place to the top of the screen: a short way as it is, a long one where the bar belongs. */
function goTo(now: Now, wholePx: number, place: number): void {
  const { current } = now;
  const isNear = Math.abs(place - current.spot - current.offsetPx) <= window.innerHeight;
  const spot = isNear ? place - current.offsetPx : spotOf(place, wholePx, window.innerHeight);
  current.offsetPx = place - spot;
  current.spot = spot;
  window.scrollTo({ top: current.top + spot });
}

/** After a rest, the list is drawn where the bar says it is; nothing on screen moves by it. */
function useTrueSpot(now: Now, latest: RefObject<{ wholePx: number }>, look: () => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      const { current } = now;
      if (current.offsetPx === 0) return;
      const place = current.spot + current.offsetPx;
      const spot = spotOf(place, latest.current.wholePx, window.innerHeight);
      if (Math.abs(spot - current.spot) < 1) return;
      current.offsetPx = place - spot;
      current.spot = spot;
      // Both within one frame, or the rows would be seen to jump and jump back.
      flushSync(look);
      window.scrollTo({ top: current.top + spot });
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(rest, restMs);
    };
    window.addEventListener('scroll', wait, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', wait);
    };
  }, [now, latest, look]);
}

/** Keeps the first row on screen where it is when rows come or go above it. At the top of the list, new rows show. */
function useSteadyRows(
  now: Now,
  rowPx: number,
  idAt: Options['idAt'],
  positionOf: Options['positionOf'],
  look: () => void,
): void {
  const anchor = useRef<{ id: string; position: number } | null>(null);
  useLayoutEffect(() => {
    const { current } = now;
    const before = anchor.current;
    const position = before === null ? undefined : positionOf(before.id);
    if (before !== null && position !== undefined && position !== before.position) {
      const movedPx = (position - before.position) * rowPx;
      current.spot += movedPx;
      window.scrollBy({ top: movedPx });
      look();
    }
    const id = current.from > 0 ? idAt(current.from) : undefined;
    anchor.current = id === undefined ? null : { id, position: current.from };
  });
}
