import type { IncomingMessage } from 'node:http';

/** A request that has not arrived whole by then is cut: whoever trickles holds no connection for long. In ms. */
const requestTimeoutMs = 60_000;

const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/** Gives the request a minute to arrive, whatever it says of itself. */
export function cutWhenLate(raw: IncomingMessage): void {
  if (raw.complete) return;
  const timer = setTimeout(() => raw.destroy(), requestTimeoutMs);
  timers.set(raw, timer);
  raw.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
}

/**
 * A file of people on a school's slow line may take its time, as long as the server waits for any request. To be called
 * when it is known whose file it is, and only by what watches the pace of the sender itself.
 */
export function allowToBeLate(raw: IncomingMessage): void {
  clearTimeout(timers.get(raw));
  timers.delete(raw);
}
