import type { FeedListener } from '@rollcall/client/live/license-feed.ts';
import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { FeedPosition } from '@rollcall/core/live/feed.ts';
import { act } from '@testing-library/react';
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';

// Stands in for the module with the live connection: the test says what is told, and whether the line is up.
// `vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../test-kit/fake-live.tsx'))`

type State = 'live' | 'reconnecting' | 'offline' | 'stale';
interface Watcher {
  readonly licenseId: LicenseId;
  readonly known: FeedPosition | null;
  readonly listener: { readonly current: FeedListener };
}

let connection = { state: 'live' as State, asOf: new Date('2026-11-22T10:00:00Z'), retry: () => {} };
const listeners = new Set<() => void>();
const watchers = new Set<Watcher>();

export const fakeLive = {
  /** From where each licence is followed. */
  watched: () => [...watchers].map(({ licenseId, known }) => ({ licenseId, known })),
  tell: (packet: LicensePacket) =>
    act(() => {
      for (const { licenseId, listener } of watchers)
        if (licenseId === packet.licenseId) listener.current.onPacket(packet);
    }),
  snapshot: () =>
    act(() => {
      for (const { listener } of watchers) listener.current.onSnapshot();
    }),
  setState: (state: State) =>
    act(() => {
      connection = { ...connection, state };
      for (const listener of listeners) listener();
    }),
  reset() {
    connection = { ...connection, state: 'live' };
    watchers.clear();
    listeners.clear();
  },
};

export function LiveProvider({ children }: { readonly children: ReactNode }) {
  return children;
}

export function useConnection() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connection,
  );
}

export function useWatchLicense(
  licenseId: LicenseId,
  listener: FeedListener,
  known: FeedPosition | null | undefined,
): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  const first = useRef(known);
  if (first.current === undefined) first.current = known;
  const ready = known !== undefined;
  useEffect(() => {
    if (!ready) return;
    const watcher = { licenseId, known: first.current ?? null, listener: latest };
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  }, [licenseId, ready]);
}
