import type { MemberView } from '@rollcall/core/members/contract.ts';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { TallList } from './use-tall-list.ts';

type Options = {
  readonly count: number;
  readonly rowPx: number;
  readonly tall: TallList;
  readonly rowAt: (position: number) => MemberView | undefined;
  readonly positionOf: (id: string) => number | undefined;
  readonly onOpen: (row: MemberView) => void;
  readonly onTick: (row: MemberView, position: number, range: boolean) => void;
  readonly onBusy: (busy: boolean) => void;
};

/** Where the keyboard stands: a person, or a position whose person is still on the way. */
interface Stop {
  readonly id: string | null;
  readonly position: number;
}

const steps: Readonly<Record<string, (position: number, page: number, last: number) => number>> = {
  ArrowDown: (position) => position + 1,
  ArrowUp: (position) => position - 1,
  PageDown: (position, page) => position + page,
  PageUp: (position, page) => position - page,
  Home: () => 0,
  End: (_, __, last) => last,
};

/**
 * The keyboard in the list: arrows, Page Up and Down, Home and End move, Space ticks, Enter opens. The focus follows a
 * person where they go, and waits for one who is not loaded yet.
 */
export function useRowKeys(options: Options) {
  const { count, rowPx, tall, rowAt, positionOf, onOpen, onTick, onBusy } = options;
  const [stop, setStop] = useState<Stop>({ id: null, position: 0 });
  const [hasFocus, setHasFocus] = useState(false);
  const wants = useRef<number | null>(null);
  const position = Math.min((stop.id === null ? undefined : positionOf(stop.id)) ?? stop.position, count - 1);

  // The row may have been drawn, or read, only after the key was pressed.
  useEffect(() => {
    if (wants.current === null) return;
    const element = document.querySelector<HTMLElement>(`[data-position="${wants.current}"]`);
    if (element === null) return;
    element.focus({ preventScroll: true });
    const row = rowAt(wants.current);
    if (row === undefined) return;
    wants.current = null;
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.position === undefined) return;
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const row = rowAt(position);
    const step = steps[event.key];
    if (step !== undefined) {
      const page = Math.max(1, Math.floor((window.innerHeight - 150) / rowPx));
      const next = Math.min(Math.max(0, step(position, page, count - 1)), count - 1);
      wants.current = next;
      setStop({ id: rowAt(next)?.id ?? null, position: next });
      tall.reveal(next);
    } else if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else if (event.key === ' ' && row !== undefined) onTick(row, position, event.shiftKey);
    else return;
    event.preventDefault();
  };

  return {
    /** Drawn wherever it is while it has the focus. */
    focused: hasFocus ? position : null,
    /** The row that Tab goes to. */
    stop: position,
    handlers: {
      onKeyDown,
      onFocus: (event: FocusEvent<HTMLElement>) => {
        const at = event.target.closest<HTMLElement>('[data-position]');
        if (at === null) return;
        setHasFocus(true);
        onBusy(true);
        setStop({ id: at.dataset.member ?? null, position: Number(at.dataset.position) });
      },
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        if (event.relatedTarget !== null) wants.current = null;
        // The row that had the focus went away under it: its successor takes it, not the page.
        if (wants.current !== null) return;
        setHasFocus(false);
        onBusy(false);
      },
    },
  };
}
