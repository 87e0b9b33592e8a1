import type { ClientToServer, ServerToClient } from '@rollcall/core/events/protocol.ts';
import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import type { Server, Socket } from 'socket.io';
import type { SignedIn } from '../auth/session.ts';

export interface SocketData {
  who: SignedIn;
  /** Licences that this socket watches, as the server granted it, with their districts. */
  watching: Map<LicenseId, DistrictId>;
}

type NoServerEvents = Record<string, never>;
export type LiveServer = Server<ClientToServer, ServerToClient, NoServerEvents, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, NoServerEvents, SocketData>;

/** Rooms are named by the server alone; no message can join one. */
export const rooms = {
  license: (id: string) => `license:${id}`,
  person: (id: string) => `person:${id}`,
  session: (id: string) => `session:${id}`,
} as const;

/** The sockets in a room of this server. */
export function socketsIn(io: LiveServer, room: string): LiveSocket[] {
  const ids = io.sockets.adapter.rooms.get(room) ?? [];
  return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? []);
}

/** Takes the right to hear of a licence from a socket and says so. */
export function endWatch(
  socket: LiveSocket,
  licenseId: LicenseId,
  code: 'NOT_FOUND' | 'SIGN_IN_AGAIN',
): void {
  if (!socket.data.watching.delete(licenseId)) return;
  void socket.leave(rooms.license(licenseId));
  socket.emit('watchEnded', { licenseId, code });
}

/** Ends the sockets of a session, on whatever it is signed in. */
export function endSession(io: LiveServer, sessionId: string): void {
  const room = io.in(rooms.session(sessionId));
  room.emit('closing', { reason: 'signed_out' });
  room.disconnectSockets(true);
}
