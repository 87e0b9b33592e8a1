import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * One stop of the Tab key for a whole row of buttons; arrow keys, Home and End go on from there, as people know it
 * from toolbars. The stop is where the focus was last.
 */
export function useToolbarFocus(row: RefObject<HTMLElement | null>): {
  onKeyDown(event: KeyboardEvent): void;
  onFocus(event: { readonly target: EventTarget }): void;
} {
  const [stop, setStop] = useState(0);
  useEffect(() => {
    for (const [place, button] of buttonsIn(row).entries()) button.tabIndex = place === stop ? 0 : -1;
  });
  const go = (place: number) => {
    const buttons = buttonsIn(row);
    buttons.at(place % buttons.length)?.focus();
  };
  return {
    onKeyDown: (event) => {
      const place = placeOf(row, event.target);
      const step = steps[event.key];
      if (place < 0 || (step === undefined && event.key !== 'Home' && event.key !== 'End')) return;
      event.preventDefault();
      go(step === undefined ? (event.key === 'Home' ? 0 : -1) : place + step);
    },
    onFocus: ({ target }) => {
      const place = placeOf(row, target);
      if (place >= 0) setStop(place);
    },
  };
}

function buttonsIn(row: RefObject<HTMLElement | null>): HTMLButtonElement[] {
  return [...(row.current?.querySelectorAll('button') ?? [])];
}

function placeOf(row: RefObject<HTMLElement | null>, target: EventTarget): number {
  return target instanceof HTMLButtonElement ? buttonsIn(row).indexOf(target) : -1;
}
