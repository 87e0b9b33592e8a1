import type { ClientToServer, ServerToClient } from '@rollcall/core/events/protocol.ts';
import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import type { Socket } from 'socket.io';
import type { SignedIn } from '../auth/session.ts';

export interface SocketData {
  who: SignedIn;
  /** Licences that this socket watches, as the server granted it, with their districts. */
  watching: Map<LicenseId, DistrictId>;
}

export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

/** Rooms are named by the server alone; no message can join one. */
export const rooms = {
  license: (id: string) => `license:${id}`,
  person: (id: string) => `person:${id}`,
  session: (id: string) => `session:${id}`,
} as const;
