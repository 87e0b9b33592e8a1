import type { MemberView } from '@rollcall/core/members/contract.ts';
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  type FocusEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

/** So many rows before the end of what is loaded, more is asked for. */
const askAhead = 30;

type RowWindowOptions = {
  readonly rows: readonly MemberView[];
  readonly list: RefObject<HTMLElement | null>;
  readonly estimatePx: number;
  readonly lastSeen: RefObject<number>;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly moreFailed: boolean;
  readonly onMore: () => void;
};

/**
 * The rows that are on screen, out of many. The page itself scrolls. The row that has the focus stays in the
 * document wherever it is, and rows that come or go above the screen do not move what is on it.
 */
export function useRowWindow(options: RowWindowOptions) {
  const { rows, list, estimatePx, lastSeen, hasMore, loadingMore, moreFailed, onMore } = options;
  const [focused, setFocused] = useState<string | null>(null);
  const [top, setTop] = useState(0);
  const focusedIndex = focused === null ? -1 : rows.findIndex(({ id }) => id === focused);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inView = defaultRangeExtractor(range);
      if (focusedIndex < 0 || inView.includes(focusedIndex)) return inView;
      return [...inView, focusedIndex].sort((one, other) => one - other);
    },
    [focusedIndex],
  );
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: rows.length,
    estimateSize: () => estimatePx,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    scrollMargin: top,
    rangeExtractor,
  });

  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = () => setTop(element.getBoundingClientRect().top + window.scrollY);
    measure();
    // What stands above the list may grow: a notice, a wrapped line.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);

  useSteadyScroll(rows, virtualizer);

  const lastIndex = virtualizer.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    lastSeen.current = virtualizer.range?.endIndex ?? 0;
    if (lastIndex >= rows.length - askAhead && hasMore && !loadingMore && !moreFailed) onMore();
  }, [lastIndex, rows.length, hasMore, loadingMore, moreFailed, onMore, lastSeen, virtualizer]);

  return {
    virtualizer,
    top,
    /** Spread on the list: remembers which row has the focus. */
    focusHandlers: {
      onFocus: (event: FocusEvent<HTMLElement>) => setFocused(rowOf(event.target)),
      onBlur: () => setFocused(null),
    },
  };
}

function rowOf(element: Element): string | null {
  return element.closest('[data-member]')?.getAttribute('data-member') ?? null;
}

type Virtualizer = ReturnType<typeof useWindowVirtualizer<HTMLElement>>;

/** Keeps the first row on screen where it is when rows come or go above it. At the top of the list, new rows show. */
function useSteadyScroll(rows: readonly MemberView[], virtualizer: Virtualizer): void {
  const anchor = useRef<{ id: string; start: number } | null>(null);
  const known = useRef(rows);
  useLayoutEffect(() => {
    const before = anchor.current;
    if (known.current !== rows && before !== null) {
      const index = rows.findIndex(({ id }) => id === before.id);
      const start = index < 0 ? undefined : virtualizer.measurementsCache[index]?.start;
      if (start !== undefined && start !== before.start) window.scrollBy({ top: start - before.start });
    }
    known.current = rows;
    const first = virtualizer.getVirtualItemForOffset(window.scrollY);
    const row = first && first.index > 0 ? rows[first.index] : undefined;
    anchor.current = first && row ? { id: row.id, start: first.start } : null;
  });
}
