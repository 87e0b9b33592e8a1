import type { Server as HttpServer } from 'node:http';
import type { ClientToServer, ServerToClient } from '@rollcall/core/events/protocol.ts';
import type { LicenseId, PersonId } from '@rollcall/core/ids.ts';
import { personId } from '@rollcall/core/ids.ts';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import { readSessionCookie } from '../auth/cookie.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Database } from '../db/tx.ts';
import { isSameOriginCall, type Origins } from '../http/origins.ts';
import { readInbox } from '../views/inbox.ts';
import { readHeads } from './heads.ts';
import type { Publisher } from './publish-batch.ts';
import { type LiveSocket, rooms, type SocketData } from './rooms.ts';
import { type ShownCollector, startShownCollector } from './shown-collector.ts';
import type { LiveTiming } from './timing.ts';
import { watchLicense } from './watch-license.ts';

/** Messages a client may send are small: ids and numbers. In bytes. */
const messageLimit = 64 * 1024;
/** Open sockets of one person, over all devices and tabs; the oldest goes first. */
const socketsPerPerson = 30;
/** A socket that reads slower than this backlog of packets is cut; it comes back to a snapshot. */
const backlogLimit = 500;

export interface Gateway extends Publisher {
  sessionEnded(sessionId: string): void;
  /** Tells clients that the server goes and closes every socket. */
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly db: Database;
  readonly sessions: Sessions;
  readonly origins: Origins;
  readonly log: Logger;
  readonly timing: LiveTiming;
  /** Tells the relay that *shown* was written. */
  readonly committed: () => void;
}

export function startGateway(httpServer: HttpServer, options: GatewayOptions): Gateway {
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>(httpServer, {
    path: '/live',
    serveClient: false,
    maxHttpBufferSize: messageLimit,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    cors: { origin: false },
    allowRequest: (request, decide) => {
      const { host, origin, 'sec-fetch-site': site } = request.headers;
      const secFetchSite = Array.isArray(site) ? site[0] : site;
      decide(
        null,
        isSameOriginCall(options.origins, { method: request.method ?? '', host, origin, secFetchSite }),
      );
    },
  });
  const shown = startShownCollector(options.db, options.log, options.committed);

  io.use((socket, next) => {
    void admitSocket(socket, options).then(
      (admitted) => next(admitted ? undefined : new Error('NOT_SIGNED_IN')),
      next,
    );
  });
  io.on('connection', (socket) => {
    void welcome(io, socket, options, shown);
  });

  const heartbeat = setInterval(() => {
    void beat(io, options).catch((error: unknown) => options.log.error({ err: error }, 'a heartbeat failed'));
  }, options.timing.heartbeatMs);
  const expiry = setInterval(() => closeExpired(io), options.timing.sweepMs);

  return {
    packet(packet) {
      cutSlowReaders(io, packet.licenseId);
      io.to(rooms.license(packet.licenseId)).emit('packet', packet);
    },
    inbox(person, inbox) {
      io.to(rooms.person(person)).emit('inbox', inbox);
    },
    connectedPeople() {
      const people = new Set<PersonId>();
      for (const socket of io.sockets.sockets.values()) people.add(socket.data.who.personId);
      return people;
    },
    dropFormerAdmins(licenseId, admins) {
      for (const id of io.sockets.adapter.rooms.get(rooms.license(licenseId)) ?? []) {
        const socket = io.sockets.sockets.get(id);
        if (socket === undefined || admins.has(socket.data.who.personId)) continue;
        socket.data.watching.delete(licenseId as LicenseId);
        void socket.leave(rooms.license(licenseId));
        socket.emit('watchEnded', { licenseId });
      }
    },
    dropSessions(sessionIds) {
      for (const id of sessionIds) endSession(io, id);
    },
    sessionEnded: (sessionId) => endSession(io, sessionId),
    async close() {
      clearInterval(heartbeat);
      clearInterval(expiry);
      await shown.stop();
      io.emit('closing', { reason: 'server_restarts' });
      await io.close();
    },
  };
}

async function admitSocket(socket: LiveSocket, options: GatewayOptions): Promise<boolean> {
  const token = readSessionCookie(socket.request.headers.cookie, options.origins.secure);
  const session = token === null ? null : await options.sessions.resume(token, { rotate: false });
  if (session === null) return false;
  socket.data.who = session.who;
  socket.data.watching = new Map();
  return true;
}

/** Joins the person's rooms and brings the inbox along, so that opening the app costs no further call. */
async function welcome(
  io: Server,
  socket: LiveSocket,
  options: GatewayOptions,
  shown: ShownCollector,
): Promise<void> {
  const { who } = socket.data;
  await socket.join([rooms.person(who.personId), rooms.session(who.sessionId)]);
  closeOldest(io, who.personId);
  socket.on('watch', (input, answer) => {
    if (typeof answer !== 'function') return;
    void watchLicense(options.db, socket, input).then(answer, (error: unknown) => {
      options.log.error({ err: error }, 'a watch failed');
      socket.disconnect(true);
    });
  });
  socket.on('unwatch', (input) => unwatch(socket, input));
  socket.on('shown', (input) => shown.add(who.personId, input));
  try {
    socket.emit(
      'inbox',
      await options.db.withTx({ person: who.personId }, (tx) => readInbox(tx, who.personId)),
    );
  } catch (error) {
    options.log.error({ err: error }, 'an inbox could not be read');
    socket.disconnect(true);
  }
}

function unwatch(socket: LiveSocket, input: unknown): void {
  for (const id of socket.data.watching.keys()) {
    if (typeof input !== 'object' || input === null || !('licenseId' in input) || input.licenseId !== id)
      continue;
    socket.data.watching.delete(id);
    void socket.leave(rooms.license(id));
  }
}

function endSession(io: Server, sessionId: string): void {
  const room = io.in(rooms.session(sessionId));
  room.emit('closing', { reason: 'signed_out' });
  room.disconnectSockets(true);
}

function closeExpired(io: Server): void {
  const now = Date.now();
  for (const socket of io.sockets.sockets.values() as Iterable<LiveSocket>) {
    if (socket.data.who.endsAt.getTime() <= now) endSession(io, socket.data.who.sessionId);
  }
}

function closeOldest(io: Server, person: string): void {
  const open = [...(io.sockets.adapter.rooms.get(rooms.person(personId.parse(person))) ?? [])];
  for (const id of open.slice(0, Math.max(0, open.length - socketsPerPerson))) {
    io.sockets.sockets.get(id)?.disconnect(true);
  }
}

/** Whoever does not read is cut to a snapshot: the backlog of one must not become everybody's memory. */
function cutSlowReaders(io: Server, licenseId: string): void {
  for (const id of io.sockets.adapter.rooms.get(rooms.license(licenseId)) ?? []) {
    const socket = io.sockets.sockets.get(id);
    const waiting = (socket?.conn as { writeBuffer?: unknown[] } | undefined)?.writeBuffer?.length ?? 0;
    if (waiting > backlogLimit) socket?.disconnect(true);
  }
}

async function beat(io: Server, options: GatewayOptions): Promise<void> {
  const sockets = ([...io.sockets.sockets.values()] as LiveSocket[]).filter(
    (socket) => socket.data.watching.size > 0,
  );
  if (sockets.length === 0) return;
  const watched = new Map(sockets.flatMap((socket) => [...socket.data.watching]));
  const { epoch, heads } = await readHeads(options.db, watched);
  for (const socket of sockets) {
    const mine = [...socket.data.watching.keys()].flatMap((id) => {
      const head = heads.get(id);
      return head === undefined ? [] : [[id, head] as const];
    });
    socket.emit('heartbeat', { epoch, heads: Object.fromEntries(mine) });
  }
}
