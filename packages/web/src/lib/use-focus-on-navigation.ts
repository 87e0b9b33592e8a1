import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/**
 * Moves the focus to the page's content when another page is opened, so that a keyboard goes on there and a screen
 * reader hears that it changed. A change of the search part (a filter, an order) is not another page.
 */
export function useFocusOnNavigation(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    const opened = before.current !== undefined && before.current !== path;
    before.current = path;
    if (opened) document.getElementById('content')?.focus({ preventScroll: true });
  }, [path]);
}
