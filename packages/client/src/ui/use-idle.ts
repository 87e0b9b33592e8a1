import { useEffect, useState } from 'react';

/** At the latest after this time, however busy the page is. In ms. */
const atLatestMs = 2_000;

/** False until the page has been drawn and has nothing better to do: the moment to load what is wanted next. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const rest = () => setIdle(true);
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(rest, 200);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(rest, { timeout: atLatestMs });
    return () => cancelIdleCallback(handle);
  }, []);
  return idle;
}
