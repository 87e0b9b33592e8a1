import type {
  ClientToServer,
  Closing,
  Heartbeat,
  LicensePacket,
  ServerToClient,
  WatchAnswer,
  WatchEnded,
} from '@rollcall/core/events/protocol.ts';
import type { LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import { io, type Socket } from 'socket.io-client';
import { vi } from 'vitest';

export interface SocketOptions {
  readonly transports?: readonly ('websocket' | 'polling')[];
  /** Whether a lost line is sought again, as a page does. */
  readonly reconnection?: boolean;
  /** In place of, or beside, the headers that a browser sends from the server's own page. Undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** What a page says of itself in the handshake. */
  readonly auth?: Readonly<Record<string, unknown>>;
  /** Another namespace than the one that exists. */
  readonly namespace?: string;
}

/** A client's end of a socket, which keeps all that it hears. */
export interface TestSocket extends Disposable {
  readonly raw: Socket<ServerToClient, ClientToServer>;
  readonly inboxes: readonly Inbox[];
  readonly packets: readonly LicensePacket[];
  readonly heartbeats: readonly Heartbeat[];
  readonly watchEnds: readonly WatchEnded[];
  readonly notices: readonly Closing[];
  /** Everything that was heard, as one text to search. */
  heard(): string;
  lastInbox(): Inbox;
  watch(licenseId: LicenseId, after?: { epoch: string; seq: number } | null): Promise<WatchAnswer>;
  /** Any input at all, as somebody who writes a client of their own may send. */
  watchRaw(input: unknown): Promise<WatchAnswer>;
  shown(...memberIds: readonly MemberId[]): void;
  close(): void;
}

/** The longest that anything live may take in a test. In ms. */
const patienceMs = 8_000;

/** Waits until a condition holds, or fails with what it expects. */
export async function until<Value>(condition: () => Value | Promise<Value>): Promise<Value> {
  return vi.waitFor(condition, { timeout: patienceMs, interval: 15 });
}

/** Opens a socket as a signed-in page does, and waits for the inbox that comes with it. */
export async function connectSocket(
  port: number,
  token: string | null,
  options: SocketOptions = {},
): Promise<TestSocket> {
  const socket = openSocket(port, token, options);
  const first = Promise.withResolvers<void>();
  socket.raw.once('inbox', () => first.resolve());
  socket.raw.once('connect_error', first.reject);
  try {
    await first.promise;
  } catch (error) {
    socket.close();
    throw error;
  }
  return socket;
}

/** Opens a socket and waits for nothing. */
export function openSocket(port: number, token: string | null, options: SocketOptions = {}): TestSocket {
  const origin = `http://127.0.0.1:${port}`;
  const cookie = token === null ? undefined : `rollcall=${token}`;
  const headers = Object.entries({ origin, cookie, ...options.headers }).filter(
    (header): header is [string, string] => header[1] !== undefined,
  );
  const raw: Socket<ServerToClient, ClientToServer> = io(`${origin}${options.namespace ?? ''}`, {
    path: '/live',
    transports: [...(options.transports ?? ['websocket'])],
    reconnection: options.reconnection ?? false,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    forceNew: true,
    extraHeaders: Object.fromEntries(headers),
    ...(options.auth === undefined ? {} : { auth: { ...options.auth } }),
  });
  return collect(raw);
}

function collect(raw: Socket<ServerToClient, ClientToServer>): TestSocket {
  const everything: unknown[] = [];
  const inboxes: Inbox[] = [];
  const packets: LicensePacket[] = [];
  const heartbeats: Heartbeat[] = [];
  const watchEnds: WatchEnded[] = [];
  const notices: Closing[] = [];
  raw.onAny((...message: unknown[]) => everything.push(message));
  raw.on('inbox', (inbox) => inboxes.push(inbox));
  raw.on('packet', (packet) => packets.push(packet));
  raw.on('heartbeat', (beat) => heartbeats.push(beat));
  raw.on('watchEnded', (end) => watchEnds.push(end));
  raw.on('closing', (notice) => notices.push(notice));

  const watchRaw = (input: unknown) =>
    raw.timeout(patienceMs).emitWithAck('watch', input) as Promise<WatchAnswer>;
  return {
    raw,
    inboxes,
    packets,
    heartbeats,
    watchEnds,
    notices,
    heard: () => JSON.stringify(everything),
    lastInbox() {
      const last = inboxes.at(-1);
      if (last === undefined) throw new Error('No inbox has come yet');
      return last;
    },
    watch: (licenseId, after = null) =>
      watchRaw({ licenseId, epoch: after?.epoch ?? null, after: after?.seq ?? null }),
    watchRaw,
    shown: (...memberIds) => void raw.emit('shown', { memberIds }),
    close: () => void raw.disconnect(),
    [Symbol.dispose]: () => void raw.disconnect(),
  };
}

/** With what a handshake is refused; throws when it succeeds. */
export async function handshakeRefusal(
  port: number,
  token: string | null,
  options: SocketOptions = {},
): Promise<string> {
  using socket = openSocket(port, token, options);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  socket.raw.once('connect_error', (error) => resolve(error.message));
  socket.raw.once('connect', () => reject(new Error('The handshake was expected to be refused')));
  // Awaited here, so that the socket outlives the wait.
  return await promise;
}
