import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';

/** Takes a piece and resolves when there is room for the next one. Rejects when nobody reads any more. */
export type WriteText = (text: string) => Promise<void>;

/** Bytes that may wait for the reader. */
const waitingBytes = 256 * 1024;

/** A reader who takes nothing for this long is given up. Shorter than what the database lets a transaction wait. In ms. */
const stallMs = 20_000;

/**
 * Text that is made no faster than it is read. `make` runs at once; when it fails the stream does, and when the reader
 * goes away, stands still or is cut off by `until`, its next write rejects, so that it lets go of what it holds.
 */
export function pacedText(
  make: (write: WriteText) => Promise<void>,
  {
    until,
    stalledAfterMs = stallMs,
  }: { readonly until?: AbortSignal; readonly stalledAfterMs?: number } = {},
): Readable {
  const out = new PassThrough({ highWaterMark: waitingBytes });
  const closed = new AbortController();
  out.once('close', () => closed.abort());
  const gone = until === undefined ? closed.signal : AbortSignal.any([closed.signal, until]);
  const write: WriteText = async (text) => {
    gone.throwIfAborted();
    if (out.write(text)) return;
    await once(out, 'drain', { signal: AbortSignal.any([gone, AbortSignal.timeout(stalledAfterMs)]) });
  };
  make(write).then(
    () => out.end(),
    (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
}
