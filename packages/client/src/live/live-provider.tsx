import type { LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import type { FeedPosition } from '@rollcall/core/live/feed.ts';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { api } from '../api/api.ts';
import type { FeedListener } from './license-feed.ts';
import type { ConnectionState, LiveConnection, LiveSnapshot } from './live-connection.ts';

/** The socket's library is a third of what the page needs: the page is drawn while it is on its way. */
const loadConnection = () => import('./live-connection.ts');
void loadConnection().catch(() => {
  // Asked for again below, where somebody waits for it.
});

interface Live {
  /** Null until it has been loaded. */
  readonly connection: LiveConnection | null;
  /** What is true without it. */
  readonly before: LiveSnapshot;
  loadNow(): void;
}

const LiveContext = createContext<Live | null>(null);

/** Without a line, the inbox is asked for by HTTP this often. In ms. */
const pollMs = 20_000;
/** When the connection's own code was out of reach, it is asked for again after this time. In ms. */
const loadAgainMs = 3_000;

const loading: LiveSnapshot = { state: 'reconnecting', asOf: null, inbox: null };
const outOfReach: LiveSnapshot = { state: 'offline', asOf: null, inbox: null };

/**
 * Opens the page's one socket while it is mounted. Mount it around what only a signed-in person sees: the session's
 * cookie is what the socket is let in by.
 */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [connection, setConnection] = useState<LiveConnection | null>(null);
  const [before, setBefore] = useState(loading);
  const [attempt, setAttempt] = useState(0);
  // Each attempt loads anew.
  useEffect(() => {
    let close: (() => void) | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    loadConnection().then(
      (loaded) => {
        if (gone) return;
        const opened = new loaded.LiveConnection();
        close = opened.open();
        setConnection(opened);
      },
      () => {
        if (gone) return;
        setBefore(outOfReach);
        again = setTimeout(() => setAttempt((count) => count + 1), loadAgainMs);
      },
    );
    return () => {
      gone = true;
      clearTimeout(again);
      close?.();
    };
  }, [attempt]);
  const live = useMemo(
    () => ({ connection, before, loadNow: () => setAttempt((count) => count + 1) }),
    [connection, before],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('LiveProvider is missing above this component');
  return live;
}

const subscribeToNothing = () => () => {};

function useLiveSnapshot<Part>(pick: (snapshot: LiveSnapshot) => Part): Part {
  const { connection, before } = useLive();
  return useSyncExternalStore(connection?.subscribe ?? subscribeToNothing, () =>
    pick(connection?.getSnapshot() ?? before),
  );
}

/** Whether the screen is up to date, and since when it may not be. */
export function useConnection(): {
  readonly state: ConnectionState;
  readonly asOf: Date | null;
  retry(): void;
} {
  const { connection, loadNow } = useLive();
  const state = useLiveSnapshot((snapshot) => snapshot.state);
  const asOf = useLiveSnapshot((snapshot) => snapshot.asOf);
  const retry = useCallback(() => {
    if (connection === null) loadNow();
    else connection.retry();
  }, [connection, loadNow]);
  return { state, asOf, retry };
}

/** The person's inbox, replaced live. Null until the first one arrives. */
export function useInbox(): Inbox | null {
  return useLiveSnapshot((snapshot) => snapshot.inbox);
}

/** Reads the inbox by HTTP now: after an answer while the line is down. Rejects when the server is out of reach too. */
export function useInboxRefresh(): () => Promise<void> {
  const { connection } = useLive();
  const utils = api.useUtils();
  return useCallback(async () => {
    const inbox = await utils.invite.inbox.fetch(undefined, { staleTime: 0 });
    connection?.receiveInbox(inbox);
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
  const { connection } = useLive();
  return useCallback((memberIds) => connection?.reportShown(memberIds), [connection]);
}

/**
 * Follows a licence while mounted. `known` is where the data on screen stands (its `epoch` and `seq`): what came
 * since is replayed. Pass `undefined` while that data is loading; null when nothing was read, and the first answer
 * then calls `onSnapshot`. Only the first known position counts: from there on the feed keeps its own.
 */
export function useWatchLicense(
  licenseId: LicenseId,
  listener: FeedListener,
  known: FeedPosition | null | undefined,
): void {
  const { connection } = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  const first = useRef(known);
  if (first.current === undefined) first.current = known;
  const ready = known !== undefined;
  useEffect(() => {
    if (!ready || connection === null) return;
    return connection.watch(licenseId, first.current ?? null, {
      onPacket: (packet) => latest.current.onPacket(packet),
      onSnapshot: () => latest.current.onSnapshot(),
      onEnded: (code) => latest.current.onEnded?.(code),
    });
  }, [connection, licenseId, ready]);
}
