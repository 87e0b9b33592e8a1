import type { LiveSocket } from './rooms.ts';

/** What may wait for one socket: packets, and their text together in bytes. Beyond it the reader is too slow. */
const packetLimit = 500;
const byteLimit = 1024 * 1024;
/** Fewer waiting packets than this are not weighed. */
const unweighed = 8;

/** The transport's queue: what has not been handed to the operating system yet. */
interface Waiting {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
}

/**
 * Cuts a socket that does not read what it is sent: the backlog of one must not become everybody's memory (SPEC
 * F11). It comes back and gets what it missed as one packet, or reads everything anew.
 */
export function cutWhenSlow(socket: LiveSocket): void {
  const { writeBuffer } = socket.conn as unknown as Waiting;
  if (writeBuffer.length < unweighed) return;
  if (writeBuffer.length <= packetLimit && bytesOf(writeBuffer) <= byteLimit) return;
  socket.disconnect();
  // Closing in order would wait for the reader to take the backlog; this drops it.
  socket.conn.close(true);
}

function bytesOf(packets: Waiting['writeBuffer']): number {
  return packets.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
}
