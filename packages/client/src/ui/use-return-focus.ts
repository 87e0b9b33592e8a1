import { type RefObject, useRef } from 'react';

/**
 * Where the focus goes when a dialog closes: to what had it before, to the trigger of the menu the dialog was
 * chosen from (its item is gone by then), else to the page's content. Never to nowhere.
 */
export function useReturnFocus(
  initialFocus?: RefObject<HTMLElement | null>,
  /** Where else it may go when what had it is gone. */
  neighbour?: () => Element | null,
) {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      before.current = lastingElement(document.activeElement);
      if (!initialFocus?.current) return;
      event.preventDefault();
      initialFocus.current.focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      focusAgain(before.current?.isConnected ? before.current : neighbour?.());
    },
  };
}

/** For a dialog beside the page: the focus stays where it is, and comes back only if it was inside when it closes. */
export function useBesideFocus(content: RefObject<HTMLElement | null>) {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      event.preventDefault();
      before.current = lastingElement(document.activeElement);
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const focused = document.activeElement;
      if (focused !== null && focused !== document.body && !content.current?.contains(focused)) return;
      focusAgain(before.current?.isConnected ? before.current : null);
    },
  };
}

/** The content is the whole page: scrolling it into view would move what is being read. */
function focusAgain(target: Element | null | undefined): void {
  if (target instanceof HTMLElement) target.focus();
  else document.getElementById('content')?.focus({ preventScroll: true });
}

function lastingElement(element: Element | null): Element | null {
  const menuTriggerId = element?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const lasting = menuTriggerId ? document.getElementById(menuTriggerId) : element;
  return lasting === document.body ? null : lasting;
}
