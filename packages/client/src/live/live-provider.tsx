import type { LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import type { FeedPosition } from '@rollcall/core/live/feed.ts';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { api } from '../api/api.ts';
import type { FeedListener } from './license-feed.ts';
import { type ConnectionState, LiveConnection } from './live-connection.ts';

const LiveContext = createContext<LiveConnection | null>(null);

/** Without a line, the inbox is asked for by HTTP this often. In ms. */
const pollMs = 20_000;

/**
 * Opens the page's one socket while it is mounted. Mount it around what only a signed-in person sees: the session's
 * cookie is what the socket is let in by.
 */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [connection] = useState(() => new LiveConnection());
  useEffect(() => connection.open(), [connection]);
  return <LiveContext value={connection}>{children}</LiveContext>;
}

function useLive(): LiveConnection {
  const connection = useContext(LiveContext);
  if (connection === null) throw new Error('LiveProvider is missing above this component');
  return connection;
}

/** Whether the screen is up to date, and since when it may not be. */
export function useConnection(): {
  readonly state: ConnectionState;
  readonly asOf: Date | null;
  retry(): void;
} {
  const connection = useLive();
  const { state, asOf } = useSyncExternalStore(connection.subscribe, connection.getSnapshot);
  const retry = useCallback(() => connection.retry(), [connection]);
  return { state, asOf, retry };
}

/** The person's inbox, replaced live. Null until the first one arrives. */
export function useInbox(): Inbox | null {
  const connection = useLive();
  return useSyncExternalStore(connection.subscribe, () => connection.getSnapshot().inbox);
}

/** Reads the inbox by HTTP now: after an answer while the line is down. Rejects when the server is out of reach too. */
export function useInboxRefresh(): () => Promise<void> {
  const connection = useLive();
  const utils = api.useUtils();
  return useCallback(async () => {
    connection.receiveInbox(await utils.invite.inbox.fetch(undefined, { staleTime: 0 }));
  }, [connection, utils]);
}

/** Reads the inbox by HTTP regularly while the line is down. Use it once per page. */
export function useInboxFallback(): void {
  const { state } = useConnection();
  const refresh = useInboxRefresh();
  const down = state === 'reconnecting' || state === 'offline';
  useEffect(() => {
    if (!down) return;
    // A failed poll is not news: the indicator says already that the line is down.
    const timer = setInterval(() => void refresh().catch(() => {}), pollMs);
    return () => clearInterval(timer);
  }, [down, refresh]);
}

/** Says that invites are on screen now. */
export function useReportShown(): (memberIds: readonly MemberId[]) => void {
  const connection = useLive();
  return useCallback((memberIds) => connection.reportShown(memberIds), [connection]);
}

/**
 * Follows a licence while mounted. `known` is where the data on screen stands (its `epoch` and `seq`): what came
 * since is replayed. Pass `undefined` while that data is loading; null when nothing was read, and the first answer
 * then calls `onSnapshot`. Only the first known position counts: from there on the feed keeps its own.
 */
export function useWatchLicense(
  licenseId: LicenseId,
  listener: FeedListener,
  known: FeedPosition | null | undefined = null,
): void {
  const connection = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  const first = useRef(known);
  if (first.current === undefined) first.current = known;
  const ready = known !== undefined;
  useEffect(() => {
    if (!ready) return;
    return connection.watch(licenseId, first.current ?? null, {
      onPacket: (packet) => latest.current.onPacket(packet),
      onSnapshot: () => latest.current.onSnapshot(),
      onEnded: (code) => latest.current.onEnded?.(code),
    });
  }, [connection, licenseId, ready]);
}
