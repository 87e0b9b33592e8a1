import {
  type ClientToServer,
  closing,
  heartbeat,
  type ServerToClient,
  type WatchInput,
  watchEnded,
} from '@rollcall/core/events/protocol.ts';
import type { LicenseId, MemberId } from '@rollcall/core/ids.ts';
import { type Inbox, inboxRead } from '@rollcall/core/inbox/contract.ts';
import type { FeedPosition } from '@rollcall/core/live/feed.ts';
import { mergeInbox } from '@rollcall/core/live/inbox-merge.ts';
import { launchedSession } from '@rollcall/core/lti/session-header.ts';
import { io, type Socket } from 'socket.io-client';
import { setSignInNeed } from '../api/sign-in-need.ts';
import { isLaunched } from '../page/is-launched.ts';
import { type FeedListener, LicenseFeed } from './license-feed.ts';

/**
 * `live`: connected and in step. `stale`: connected, but something is known to be missing. `reconnecting`: the line
 * is being sought. `offline`: it has not been found for a while, or the device has no network.
 */
export type ConnectionState = 'live' | 'reconnecting' | 'offline' | 'stale';

export interface LiveSnapshot {
  readonly state: ConnectionState;
  /** When the screen was last known to be up to date. */
  readonly asOf: Date | null;
  readonly inbox: Inbox | null;
}

/** Without a line for longer than this, the screen says offline. In ms. */
const offlineAfterMs = 15_000;
/** An answer that takes longer counts as none. In ms. */
const answerTimeoutMs = 10_000;
/** When the server itself has closed or refused the line, it is sought again after this time, spread as widely. In ms. */
const seekAgainMs = 1_000;
const seekAgainMaxMs = 16_000;

/** How exact the time of the last up-to-date moment is kept: a burst must not draw the indicator each time. In ms. */
const asOfStepMs = 1_000;

/** The one socket of a page: the inbox, the watched licences, and how much of both can be trusted. */
export class LiveConnection {
  readonly #socket: Socket<ServerToClient, ClientToServer>;
  readonly #listeners = new Set<() => void>();
  readonly #feeds = new Set<LicenseFeed>();
  #snapshot: LiveSnapshot = { state: 'reconnecting', asOf: null, inbox: null };
  #firstInboxOfConnection = true;
  #lostAt = Date.now();
  #offlineTimer: ReturnType<typeof setTimeout> | undefined;
  #seekTimer: ReturnType<typeof setTimeout> | undefined;
  #refusals = 0;
  #open = false;

  constructor() {
    this.#socket = io({
      path: '/live',
      ...(isLaunched() ? { auth: { session: launchedSession } } : {}),
      autoConnect: false,
      // A websocket at once costs one handshake; where a school's filter blocks it, long-polling takes over.
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 8_000,
      randomizationFactor: 0.5,
    });
    this.#socket.on('connect', () => this.#connected());
    this.#socket.on('disconnect', (reason) => this.#disconnected(reason));
    this.#socket.on('connect_error', (error) => {
      // Perhaps the token was merely replaced under way: the page asks who is signed in, and lets go when nobody is.
      if (error.message === 'NOT_SIGNED_IN') setSignInNeed('signed_out');
      // The library goes on by itself where the line was not found, and gives up where the server refused it.
      if (!this.#socket.active) this.#seekAgain();
      this.#standing();
    });
    this.#socket.on('inbox', (arrived) => this.receiveInbox(arrived));
    this.#socket.on('packet', (packet) => {
      for (const feed of this.#feeds) feed.receive(packet);
      this.#standing();
    });
    this.#socket.on('heartbeat', (raw) => {
      const beat = heartbeat.safeParse(raw);
      if (beat.success) for (const feed of this.#feeds) feed.heartbeat(beat.data);
      this.#standing();
    });
    this.#socket.on('watchEnded', (raw) => {
      const ended = watchEnded.safeParse(raw);
      if (!ended.success) return;
      for (const feed of this.#feeds) if (feed.licenseId === ended.data.licenseId) feed.end(ended.data.code);
      this.#standing();
    });
    this.#socket.on('closing', (raw) => {
      const notice = closing.safeParse(raw);
      if (notice.success && notice.data.reason === 'signed_out') setSignInNeed('signed_out');
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): LiveSnapshot => this.#snapshot;

  /** Opens the line; called when somebody is signed in. Returns how to close it. */
  open(): () => void {
    const wake = () => this.retry();
    window.addEventListener('online', wake);
    window.addEventListener('offline', wake);
    document.addEventListener('visibilitychange', wake);
    this.#open = true;
    this.#lost();
    this.#socket.connect();
    return () => {
      this.#open = false;
      clearTimeout(this.#seekTimer);
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', wake);
      document.removeEventListener('visibilitychange', wake);
      clearTimeout(this.#offlineTimer);
      this.#socket.disconnect();
      this.#update({ state: 'reconnecting', asOf: null, inbox: null });
    };
  }

  /** Tries the line now instead of at the next turn. */
  retry(): void {
    if (this.#open && !this.#socket.connected && navigator.onLine) this.#socket.connect();
    this.#standing();
  }

  /** Follows a licence until the returned function is called. */
  watch(licenseId: LicenseId, known: FeedPosition | null, listener: FeedListener): () => void {
    const feed = new LicenseFeed({
      licenseId,
      known,
      listener,
      ask: (input) => this.#ask(input),
      onStanding: () => this.#standing(),
    });
    this.#feeds.add(feed);
    if (this.#socket.connected) void feed.catchUp();
    return () => {
      feed.close();
      this.#feeds.delete(feed);
      const stillWatched = [...this.#feeds].some((other) => other.licenseId === licenseId);
      if (!stillWatched && this.#socket.connected) this.#socket.emit('unwatch', { licenseId });
    };
  }

  /** Says that invites are on screen; the server keeps the first time of each. */
  reportShown(memberIds: readonly MemberId[]): void {
    if (memberIds.length > 0) this.#socket.emit('shown', { memberIds });
  }

  /** Takes an inbox that came by socket or by HTTP. One that cannot be read is left aside. */
  receiveInbox(raw: unknown): void {
    const arrived = inboxRead.safeParse(raw);
    if (!arrived.success) return;
    const current = this.#firstInboxOfConnection ? null : this.#snapshot.inbox;
    this.#firstInboxOfConnection = false;
    this.#update({ ...this.#snapshot, inbox: mergeInbox(current, arrived.data) });
  }

  async #ask(input: WatchInput): Promise<unknown> {
    // The library would keep the question for the next line, which begins with questions of its own.
    if (!this.#socket.connected) throw new Error('There is no line');
    return this.#socket.timeout(answerTimeoutMs).emitWithAck('watch', input);
  }

  #connected(): void {
    clearTimeout(this.#offlineTimer);
    clearTimeout(this.#seekTimer);
    this.#refusals = 0;
    this.#firstInboxOfConnection = true;
    for (const feed of this.#feeds) void feed.catchUp();
    this.#standing();
  }

  #disconnected(reason: Socket.DisconnectReason): void {
    this.#lost();
    // The server closed the line itself, so the library leaves it closed: a session may have ended, or the server
    // restarts. A refused handshake tells which.
    if (reason === 'io server disconnect') this.#seekAgain();
  }

  /** Spread over a time, and longer with each refusal, so that a crowd does not come back at once (SPEC F12). */
  #seekAgain(): void {
    if (!this.#open) return;
    const longestMs = Math.min(seekAgainMaxMs, seekAgainMs * 2 ** this.#refusals);
    this.#refusals += 1;
    clearTimeout(this.#seekTimer);
    this.#seekTimer = setTimeout(() => this.retry(), longestMs * (0.3 + 0.7 * Math.random()));
  }

  #lost(): void {
    this.#lostAt = Date.now();
    clearTimeout(this.#offlineTimer);
    this.#offlineTimer = setTimeout(() => this.#standing(), offlineAfterMs + 50);
    this.#standing();
  }

  #standing(): void {
    const state = this.#stateNow();
    const { asOf: known } = this.#snapshot;
    const now = new Date();
    const asOf =
      state === 'live' && (known === null || now.getTime() - known.getTime() > asOfStepMs) ? now : known;
    if (state === this.#snapshot.state && asOf === known) return;
    this.#update({ ...this.#snapshot, state, asOf });
  }

  #stateNow(): ConnectionState {
    if (this.#socket.connected) return [...this.#feeds].every((feed) => feed.inStep) ? 'live' : 'stale';
    if (!navigator.onLine || Date.now() - this.#lostAt > offlineAfterMs) return 'offline';
    return 'reconnecting';
  }

  #update(next: LiveSnapshot): void {
    this.#snapshot = next;
    for (const listener of this.#listeners) listener();
  }
}
