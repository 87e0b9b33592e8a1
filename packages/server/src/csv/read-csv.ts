import { DomainError } from '@rollcall/core/errors.ts';
import type { CsvLimits, CsvOptions, CsvSummary } from '@rollcall/core/runs/csv-contract.ts';
import type { CsvBatch } from './csv-batch.ts';
import { type FromCsvThread, piecesUnderway } from './csv-thread.ts';
import { type Borrower, borrowCsvThread, type CsvThread } from './csv-threads.ts';
import { cutPieces } from './pieces.ts';
import { unreadable } from './refuse-file.ts';

/** A source that gives nothing for so long has gone away: its thread is wanted by others. */
const silenceMs = 60_000;

/**
 * A source that is waited for longer than this has to have given so much per ms, and all of it by the end of the
 * longest wait: two slow lines would otherwise hold both threads. 16 KB a second is a very slow line.
 */
const paceGraceMs = 60_000;
const leastBytesPerMs = 16;
const longestWaitMs = 14 * 60_000;

/**
 * Reads a file of people, in a thread of its own: decoded, parsed, checked, addresses made canonical, later rows with
 * the same one refused. `onBatch` gets the batches one after the other and is awaited; the source is asked for no more
 * than a few pieces ahead of it. At most two files are read at once, and one of each person; others wait.
 *
 * Throws FILE_NOT_READABLE (`interrupted` when the source fails or falls silent for a minute, `too_slow` when it gives
 * less than 16 KB a second or is waited for longer than 14 minutes in all), the signal's reason, and
 * whatever `onBatch` or a refusing source throws; what earlier batches brought then counts for nothing. The source's
 * iterator is returned in each of these cases: of a stream that must stay open (a request that still gets its answer)
 * hand in `stream.iterator({ destroyOnReturn: false })`.
 */
export async function readCsv(
  source: AsyncIterable<Uint8Array>,
  options: CsvOptions,
  limits: CsvLimits,
  onBatch: (batch: CsvBatch) => Promise<void>,
  borrower: Borrower = {},
): Promise<CsvSummary> {
  const { signal } = borrower;
  const thread = await borrowCsvThread(borrower);
  const reading = new Reading(thread, limits, onBatch);
  const abort = () => reading.fail(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  // Called off while it waited for the thread: that is told to nobody again.
  if (signal?.aborted === true) abort();
  try {
    thread.send({ type: 'open', file: thread.file, options, limits });
    await reading.feed(source);
    return await reading.finished;
  } finally {
    signal?.removeEventListener('abort', abort);
    thread.release(reading.isBroken);
  }
}

/** One file on its way through a thread. */
class Reading {
  isBroken = false;
  readonly finished: Promise<CsvSummary>;
  readonly #thread: CsvThread;
  readonly #limits: CsvLimits;
  readonly #onBatch: (batch: CsvBatch) => Promise<void>;
  readonly #outcome = Promise.withResolvers<CsvSummary>();
  #batches: Promise<void> = Promise.resolve();
  #piecesOut = 0;
  #hasFailed = false;
  #room = Promise.withResolvers<void>();
  /** Ends the waiting for the source. */
  #stop: () => void = () => undefined;

  constructor(thread: CsvThread, limits: CsvLimits, onBatch: (batch: CsvBatch) => Promise<void>) {
    this.#thread = thread;
    this.#limits = limits;
    this.#onBatch = onBatch;
    this.finished = this.#outcome.promise;
    // Looked at in `feed` too, which may end by it first.
    this.finished.catch(() => undefined);
    thread.listen(
      (message) => this.#hear(message),
      (error) => this.#break(error),
    );
  }

  fail(error: unknown): void {
    this.#hasFailed = true;
    this.#outcome.reject(error);
    this.#room.resolve();
    this.#stop();
  }

  /** Hands the source's bytes on, and ends early when the reading fails. */
  async feed(source: AsyncIterable<Uint8Array>): Promise<void> {
    const { file } = this.#thread;
    const iterator = source[Symbol.asyncIterator]();
    try {
      for await (const piece of cutPieces(this.#bytesOf(iterator))) {
        if (this.#hasFailed) break;
        this.#piecesOut += 1;
        this.#thread.send({ type: 'bytes', file, bytes: piece }, piece.buffer);
        while (this.#piecesOut >= piecesUnderway && !this.#hasFailed) await this.#roomForMore();
      }
      this.#thread.send({ type: 'end', file });
    } catch (error) {
      this.fail(error instanceof DomainError ? error : unreadable('interrupted'));
    }
    // Not awaited: a source that hangs would hold up the answer.
    if (this.#hasFailed) void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }

  /** The source's bytes, within the limit, until the reading fails. */
  async *#bytesOf(iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    let waitedMs = 0;
    for (;;) {
      const askedAt = performance.now();
      const next = await this.#orFailure(iterator.next());
      if (next === undefined || next.done === true) return;
      waitedMs += performance.now() - askedAt;
      bytes += next.value.length;
      if (bytes > this.#limits.bytes) throw unreadable('too_large');
      if (isTooSlow(bytes, waitedMs)) throw unreadable('too_slow');
      yield next.value;
    }
  }

  /** What comes of `next`; undefined when the reading fails first. */
  async #orFailure<Value>(next: Promise<Value>): Promise<Value | undefined> {
    const first = Promise.withResolvers<Value | undefined>();
    const timer = setTimeout(() => first.reject(unreadable('interrupted')), silenceMs);
    this.#stop = () => first.resolve(undefined);
    if (this.#hasFailed) this.#stop();
    next.then(first.resolve, first.reject);
    return first.promise.finally(() => clearTimeout(timer));
  }

  async #roomForMore(): Promise<void> {
    this.#room = Promise.withResolvers<void>();
    await this.#room.promise;
  }

  #hear(message: FromCsvThread): void {
    if (message.type === 'bytesDone') {
      this.#piecesOut -= 1;
      this.#room.resolve();
    } else if (message.type === 'batch') this.#handOn(message.batch);
    else if (message.type === 'done')
      this.#batches.then(
        () => this.#outcome.resolve(message.summary),
        () => undefined,
      );
    else if (message.type === 'refused') this.fail(unreadable(message.problem, message.line));
    else {
      const defect = new Error(`Reading a file failed with a ${message.error}`);
      defect.stack = `${defect.message}\n${message.trace}`;
      this.#break(defect);
    }
  }

  #handOn(batch: CsvBatch): void {
    this.#batches = this.#batches.then(async () => {
      if (this.#hasFailed) return;
      await this.#onBatch(batch);
      this.#thread.send({ type: 'batchDone', file: this.#thread.file });
    });
    this.#batches.catch((error: unknown) => this.fail(error));
  }

  #break(error: Error): void {
    this.isBroken = true;
    this.fail(error);
  }
}

function isTooSlow(bytes: number, waitedMs: number): boolean {
  return waitedMs > longestWaitMs || (waitedMs > paceGraceMs && bytes < waitedMs * leastBytesPerMs);
}
