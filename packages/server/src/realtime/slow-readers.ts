import type { LiveSocket } from './rooms.ts';

/** What may wait for one socket: packets, and their text together in bytes. Beyond it the reader is too slow. */
const packetLimit = 500;
const byteLimit = 1024 * 1024;
/** Fewer waiting packets than this are not weighed. */
const unweighed = 8;

/** The parts of a line below the sockets that are used here. */
export interface Line {
  /** What has not been handed to the operating system yet. */
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  close(discard: boolean): void;
  /** `socket` where the line is a websocket. */
  readonly transport: { readonly socket?: { terminate?(): void } };
}

/** The line as its library keeps it, which calls some of these parts private. */
export function lineOf(conn: LiveSocket['conn']): Line {
  return conn as unknown as Line;
}

/**
 * Cuts a socket that does not read what it is sent: the backlog of one must not become everybody's memory (SPEC
 * F11). It comes back and gets what it missed as one packet, or reads everything anew.
 */
export function cutWhenSlow(socket: Pick<LiveSocket, 'disconnect' | 'conn'>): void {
  const line = lineOf(socket.conn);
  if (line.writeBuffer.length < unweighed) return;
  if (line.writeBuffer.length <= packetLimit && bytesOf(line.writeBuffer) <= byteLimit) return;
  socket.disconnect();
  dropLine(line);
}

function bytesOf(packets: Line['writeBuffer']): number {
  return packets.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
}

/** Ends a line now. Closing it in order would wait for the other side to read what was sent, and to answer. */
export function dropLine(line: Line): void {
  const { socket } = line.transport;
  line.close(true);
  socket?.terminate?.();
}
