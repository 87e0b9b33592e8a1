import type { PersonId } from '@rollcall/core/ids.ts';
import { adminSignInMs } from '../auth/session.ts';
import type { Listeners, Watcher } from './check-rights.ts';
import type { Publisher } from './publisher.ts';
import { endSession, endWatch, type LiveServer, rooms, socketsIn } from './rooms.ts';
import { cutWhenSlow } from './slow-readers.ts';

/** The connected sockets, as whoever tells sees them: who is there, what they are sent, and when they must go. */
export function audienceOf(io: LiveServer): Publisher & Listeners {
  return {
    packet(packet) {
      const room = rooms.license(packet.licenseId);
      for (const socket of socketsIn(io, room)) cutWhenSlow(socket);
      io.to(room).emit('packet', packet);
    },
    inbox(person, { inbox, sessions }) {
      const room = rooms.person(person);
      for (const socket of socketsIn(io, room)) {
        if (sessions.has(socket.data.who.sessionId)) cutWhenSlow(socket);
        else endSession(io, socket.data.who.sessionId);
      }
      io.to(room).emit('inbox', inbox);
    },
    isWatched: (licenseId) => io.sockets.adapter.rooms.has(rooms.license(licenseId)),
    isConnected: (person) => io.sockets.adapter.rooms.has(rooms.person(person)),
    connectedPeople: () => {
      const people = new Set<PersonId>();
      for (const socket of io.sockets.sockets.values()) people.add(socket.data.who.personId);
      return [...people];
    },
    keepListeners(licenseId, { admins, sessions }) {
      for (const socket of socketsIn(io, rooms.license(licenseId))) {
        const { personId, sessionId } = socket.data.who;
        if (!admins.has(personId)) endWatch(socket, licenseId, 'NOT_FOUND');
        else if (!sessions.has(sessionId)) endSession(io, sessionId);
      }
    },
    dropSessions(sessionIds) {
      for (const id of sessionIds) {
        if (io.sockets.adapter.rooms.has(rooms.session(id))) endSession(io, id);
      }
    },
    openSessions: () => {
      const sessions = new Set<string>();
      for (const socket of io.sockets.sockets.values()) sessions.add(socket.data.who.sessionId);
      return [...sessions];
    },
    watchers: () => watchersOf(io),
    endWatches(ended) {
      for (const { licenseId, personId } of ended) {
        for (const socket of socketsIn(io, rooms.license(licenseId))) {
          if (socket.data.who.personId !== personId) continue;
          for (const watched of socket.data.watching.keys()) {
            if (watched === licenseId) endWatch(socket, watched, 'NOT_FOUND');
          }
        }
      }
    },
  };
}

/** Everybody who watches something. Whose sign-in has become too old for the dashboard stops watching here. */
function watchersOf(io: LiveServer): Watcher[] {
  const watchers: Watcher[] = [];
  for (const socket of io.sockets.sockets.values()) {
    const { who, watching } = socket.data;
    const tooOld = Date.now() - who.signedInAt.getTime() > adminSignInMs;
    for (const [licenseId, districtId] of watching) {
      if (tooOld) endWatch(socket, licenseId, 'SIGN_IN_AGAIN');
      else watchers.push({ licenseId, districtId, personId: who.personId });
    }
  }
  return watchers;
}
