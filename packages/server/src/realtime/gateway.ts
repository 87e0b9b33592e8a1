import type { Server as HttpServer } from 'node:http';
import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import { launchedSession } from '@rollcall/core/lti/session-header.ts';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import type { RefusalCounter, RefusalKind } from '../audit/count-refusal.ts';
import { readLaunchSessionCookie, readSessionCookie } from '../auth/cookie.ts';
import type { SignedIn } from '../auth/session.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Database } from '../db/tx.ts';
import { isSameOriginCall, type Origins } from '../http/origins.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { readInbox } from '../views/inbox.ts';
import { audienceOf } from './audience.ts';
import type { Listeners } from './check-rights.ts';
import { beat } from './heartbeat.ts';
import { listenTo } from './messages.ts';
import type { Publisher } from './publisher.ts';
import { endSession, type LiveServer, type LiveSocket, rooms, socketsIn } from './rooms.ts';
import { startShownCollector } from './shown-collector.ts';
import { dropLine, type Line, lineOf } from './slow-readers.ts';
import { TermTurns } from './term-turns.ts';
import type { LiveTiming } from './timing.ts';

/** Messages a client may send are small: ids and numbers. In bytes. */
const messageLimit = 64 * 1024;
/** Open sockets of one person, over all devices and tabs; the oldest goes first. */
const socketsPerPerson = 30;
/** How long clients may take to answer the end of their line. In ms. */
const goodbyeMs = 500;
/** A line that has not said who it is by then is closed. In ms. */
const introductionMs = 10_000;

export interface Gateway extends Publisher, Listeners {
  sessionEnded(sessionId: string): void;
  /** Tells clients that the server goes and closes every socket. */
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly db: Database;
  readonly sessions: Sessions;
  readonly origins: Origins;
  readonly log: Logger;
  readonly refusals: RefusalCounter;
  readonly timing: LiveTiming;
  /** Tells the relay that *shown* was written. */
  readonly committed: (place: LicensePlace) => void;
}

export function startGateway(httpServer: HttpServer, options: GatewayOptions): Gateway {
  const { db, log, timing } = options;
  const io: LiveServer = new Server(httpServer, {
    path: '/live',
    serveClient: false,
    maxHttpBufferSize: messageLimit,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    connectTimeout: introductionMs,
    cors: { origin: false },
    allowRequest: (request, decide) => {
      const { host, origin, upgrade, 'sec-fetch-site': site } = request.headers;
      const secFetchSite = Array.isArray(site) ? site[0] : site;
      const own = isSameOriginCall(options.origins, {
        method: request.method ?? '',
        host,
        origin,
        secFetchSite,
      });
      // A browser always names the origin of a websocket; only a polling GET to its own origin carries none.
      const allowed = own && (origin !== undefined || upgrade === undefined);
      if (!allowed) turnAway('foreign_handshake', null, request.socket.remoteAddress);
      decide(null, allowed);
    },
  });
  function turnAway(kind: RefusalKind, socket: LiveSocket | null, remoteAddress = ''): void {
    options.refusals.turnedAway(kind, { personId: socket?.data.who.personId ?? null, remoteAddress });
  }
  const lines = keepLines(io, (remoteAddress) => turnAway('foreign_message', null, remoteAddress));

  const shown = startShownCollector(db, log, timing.shownMs, options.committed);
  const foreignMessage = (socket: LiveSocket) => turnAway('foreign_message', socket);
  io.use((socket, next) => {
    void admit(socket, options).then(
      (admitted) => next(admitted ? undefined : new Error('NOT_SIGNED_IN')),
      (error: unknown) => {
        log.error({ err: error }, 'a handshake could not be checked');
        // The client comes back; what went wrong is not for it to read.
        next(new Error('UNAVAILABLE'));
      },
    );
  });
  io.on('connection', (socket) => {
    listenTo(socket, { db, log, shown, foreignMessage });
    void enter(io, socket, options);
  });

  const audience = audienceOf(io);
  const turns = new TermTurns(db, audience);
  const lookAtTerms = () =>
    void turns.look().catch((error: unknown) => log.warn({ err: error }, 'terms could not be looked at'));
  lookAtTerms();
  const heartbeat = setInterval(() => {
    void beat(io, db).catch((error: unknown) => log.warn({ err: error }, 'a heartbeat failed'));
    lookAtTerms();
  }, timing.heartbeatMs);

  return {
    ...audience,
    sessionEnded: (sessionId) => endSession(io, sessionId),
    async close() {
      clearInterval(heartbeat);
      await shown.stop();
      await closeAll(io, lines);
    },
  };
}

async function admit(socket: LiveSocket, options: GatewayOptions): Promise<boolean> {
  const who = await whoIs(socket, options);
  if (who === null) return false;
  socket.data.who = who;
  socket.data.watching = new Map();
  return true;
}

/** Whose socket it is: of the session that the page means, which is never the other one (SPEC E04). */
async function whoIs({ handshake, request }: LiveSocket, options: GatewayOptions): Promise<SignedIn | null> {
  const { sessions, origins } = options;
  const { cookie } = request.headers;
  if (handshake.auth.session === launchedSession) {
    const token = readLaunchSessionCookie(cookie);
    return token === null ? null : sessions.resumeLaunch(token);
  }
  const token = readSessionCookie(cookie, origins.secure);
  return token === null ? null : ((await sessions.resume(token, { rotate: false }))?.who ?? null);
}

/** Joins the person's rooms, and then brings the inbox along: what is committed from here on is told to the room. */
async function enter(io: LiveServer, socket: LiveSocket, { db, log }: GatewayOptions): Promise<void> {
  const { who } = socket.data;
  try {
    await socket.join([rooms.person(who.personId), rooms.session(who.sessionId)]);
    const open = socketsIn(io, rooms.person(who.personId));
    for (const oldest of open.slice(0, Math.max(0, open.length - socketsPerPerson))) oldest.disconnect(true);
    const inbox = await readInboxOfSession(db, who);
    if (inbox === null) endSession(io, who.sessionId);
    else socket.emit('inbox', inbox);
  } catch (error) {
    log.error({ err: error }, 'an inbox could not be read');
    socket.disconnect(true);
  }
}

/** Null when the session has ended since the handshake: no end that comes later can miss the socket in its rooms. */
async function readInboxOfSession(db: Database, who: SignedIn): Promise<Inbox | null> {
  return db.withTx({ person: who.personId }, async (tx) => {
    const inbox = await readInbox(tx, who.personId);
    const session = await tx
      .selectFrom('session')
      .select('id')
      .where((where) => where.and({ person_id: who.personId, id: who.sessionId }))
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return session === undefined ? null : inbox;
  });
}

/** Says goodbye and closes every line; one whose other side does not answer is dropped, so that a stop never hangs. */
async function closeAll(io: LiveServer, open: ReadonlySet<Line>): Promise<void> {
  // The library forgets a line when it has asked for its end, which is not yet the end of its connection.
  const lines = [...open];
  io.emit('closing', { reason: 'server_restarts' });
  const late = setTimeout(() => lines.forEach(dropLine), goodbyeMs);
  await io.close();
  clearTimeout(late);
}

/**
 * The lines that are open, also those that have not said who they are. There is one namespace: whoever asks for
 * another is refused by the library, and counted here (SPEC E06).
 */
function keepLines(io: LiveServer, otherNamespace: (remoteAddress: string) => void): ReadonlySet<Line> {
  const lines = new Set<Line>();
  io.engine.on('connection', (line) => {
    const own = lineOf(line);
    lines.add(own);
    line.on('close', () => lines.delete(own));
    line.on('data', (data: unknown) => {
      if (typeof data === 'string' && data.startsWith('0/')) otherNamespace(line.remoteAddress);
    });
  });
  return lines;
}
