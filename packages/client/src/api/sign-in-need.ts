import { useSyncExternalStore } from 'react';

/** Why the page cannot go on without a sign-in: there is none, or it is too old for the dashboard. */
export type SignInNeed = 'none' | 'signed_out' | 'too_old';

let need: SignInNeed = 'none';
const listeners = new Set<() => void>();

/** Called where a call, or the socket, is told that the session no longer serves. */
export function setSignInNeed(next: SignInNeed): void {
  if (need === next) return;
  need = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the page must ask for before it can go on. */
export function useSignInNeed(): SignInNeed {
  return useSyncExternalStore(
    subscribe,
    () => need,
    () => 'none',
  );
}
