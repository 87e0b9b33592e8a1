import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';

/** Takes a piece and resolves when there is room for the next one. Rejects when nobody reads any more. */
export type WriteText = (text: string) => Promise<void>;

/** Bytes that may wait for the reader. */
const waitingBytes = 256 * 1024;

/** How long a reader may take. All in ms. */
export interface Patience {
  /** Who takes nothing for this long is given up. Shorter than what the database lets a transaction wait. */
  readonly stalledAfterMs: number;
  /** Who was waited for longer than this has to have taken so much per ms: 16 KB a second is a very slow line. */
  readonly paceGraceMs: number;
  readonly leastBytesPerMs: number;
  /** When nobody makes any more, for what waits: no more than a very slow line takes in that time. */
  readonly tailMs: number;
  /** The end of all, however fast. */
  readonly longestMs: number;
}

const usualPatience: Patience = {
  stalledAfterMs: 20_000,
  paceGraceMs: 60_000,
  leastBytesPerMs: 16,
  tailMs: 60_000,
  longestMs: 15 * 60_000,
};

/**
 * Text that is made no faster than it is read. `make` runs at once; when it fails the stream does, and when the reader
 * goes away, stands still, is slower than a very slow line, takes longer than 15 minutes in all or is cut off by
 * `until`, its next write rejects, so that it lets go of what it holds. The stream closes in each of these cases.
 */
export function pacedText(
  make: (write: WriteText) => Promise<void>,
  { until, ...changes }: { readonly until?: AbortSignal } & Partial<Patience> = {},
): Readable {
  const patience = { ...usualPatience, ...changes };
  const out = new PassThrough({ highWaterMark: waitingBytes });
  const closed = new AbortController();
  const end = setTimeout(() => out.destroy(tooSlow('took too long')), patience.longestMs).unref();
  out.once('close', () => {
    clearTimeout(end);
    closed.abort();
  });
  const gone = until === undefined ? closed.signal : AbortSignal.any([closed.signal, until]);
  make(pacedWriter(out, gone, patience)).then(
    () => endSoon(out, patience.tailMs),
    (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
}

function pacedWriter(
  out: PassThrough,
  gone: AbortSignal,
  { stalledAfterMs, paceGraceMs, leastBytesPerMs }: Patience,
): WriteText {
  let written = 0;
  let waitedMs = 0;
  return async (text) => {
    gone.throwIfAborted();
    written += Buffer.byteLength(text);
    if (out.write(text)) return;
    const since = performance.now();
    await once(out, 'drain', { signal: AbortSignal.any([gone, AbortSignal.timeout(stalledAfterMs)]) });
    waitedMs += performance.now() - since;
    const taken = written - out.writableLength - out.readableLength;
    if (waitedMs > paceGraceMs && taken < waitedMs * leastBytesPerMs) throw tooSlow('takes too little');
  };
}

/** Nothing is held for what only waits to be read, but its place among those who read at once. */
function endSoon(out: PassThrough, tailMs: number): void {
  const timer = setTimeout(() => out.destroy(tooSlow('left the end unread')), tailMs).unref();
  out.once('close', () => clearTimeout(timer));
  out.end();
}

function tooSlow(what: string): Error {
  return new DOMException(`The reader ${what}`, 'TimeoutError');
}
