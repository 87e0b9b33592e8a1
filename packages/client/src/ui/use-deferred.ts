import { useEffect, useState } from 'react';

/** What is loaded later: not yet, here, or out of reach. */
export type Deferred<Part> = { readonly part: Part | null; readonly failed: boolean };

/** After a failure it is tried again after this time, while it is still wanted. In ms. */
const againMs = 4_000;

/**
 * Loads a part of the app once it is wanted. While the network is gone it says so and keeps trying. `load` has to be
 * the same function at each call.
 */
export function useDeferred<Part extends object>(load: () => Promise<Part>, wanted: boolean): Deferred<Part> {
  const [state, setState] = useState<Deferred<Part>>({ part: null, failed: false });
  const missing = state.part === null;
  useEffect(() => {
    if (!wanted || !missing) return;
    let current = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const attempt = () => {
      load().then(
        (part) => current && setState({ part, failed: false }),
        () => {
          if (!current) return;
          setState({ part: null, failed: true });
          again = setTimeout(attempt, againMs);
        },
      );
    };
    attempt();
    return () => {
      current = false;
      clearTimeout(again);
    };
  }, [load, wanted, missing]);
  return state;
}
