import { Worker } from 'node:worker_threads';
import type { FromCsvThread, ToCsvThread } from './csv-thread.ts';

/** Files that are read at the same time in this process; others wait for their turn. */
const threadsAtOnce = 2;
/** A thread that has had nothing to do for so long ends. */
const idleMs = 10_000;
/** Reading takes some 30 MB for a million people; a thread that wants much more ends alone, and its file with it. */
const threadMemoryMb = 256;

/** A thread on loan to one file. */
export interface CsvThread {
  /** The number of the loan, by which late messages of the one before are known. */
  readonly file: number;
  readonly worker: Worker;
  send(message: ToCsvThread, bytes?: ArrayBuffer): void;
  /** `onEnd` is called when the thread ends by itself. */
  listen(onMessage: (message: FromCsvThread) => void, onEnd: (error: Error) => void): void;
  /** Gives the thread back; a broken one is ended instead. Once only. */
  release(isBroken: boolean): void;
}

interface Idle {
  readonly worker: Worker;
  readonly timer: NodeJS.Timeout;
}

const idle: Idle[] = [];
const queue: (() => void)[] = [];
let onLoan = 0;
let files = 0;

/** Waits until one of the threads is free. Throws the signal's reason when that comes first. */
export async function borrowCsvThread(signal?: AbortSignal): Promise<CsvThread> {
  signal?.throwIfAborted();
  if (onLoan >= threadsAtOnce) await turn(signal);
  else onLoan += 1;
  try {
    return lend(takeIdle() ?? startThread());
  } catch (error) {
    passOn();
    throw error;
  }
}

function turn(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      queue.splice(queue.indexOf(mine), 1);
      reject(signal?.reason);
    };
    const mine = () => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    queue.push(mine);
  });
}

/** The place goes to whoever waits longest; with nobody waiting it is free. */
function passOn(): void {
  const next = queue.shift();
  if (next === undefined) onLoan -= 1;
  else next();
}

function startThread(): Worker {
  return new Worker(new URL('./csv-worker.ts', import.meta.url), {
    name: 'csv',
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb, maxYoungGenerationSizeMb: 16 },
  });
}

function takeIdle(): Worker | undefined {
  const thread = idle.pop();
  if (thread === undefined) return undefined;
  clearTimeout(thread.timer);
  forgetListeners(thread.worker);
  thread.worker.ref();
  return thread.worker;
}

function keepIdle(worker: Worker): void {
  const forget = () => {
    const at = idle.findIndex((thread) => thread.worker === worker);
    if (at >= 0) clearTimeout(idle.splice(at, 1)[0]?.timer);
  };
  const end = () => {
    forget();
    void worker.terminate();
  };
  // An idle thread keeps no process alive, and its death concerns nobody.
  worker.unref();
  worker.on('error', forget).on('exit', forget);
  idle.push({ worker, timer: setTimeout(end, idleMs).unref() });
}

/** Ours only: the worker listens to its own listeners. */
function forgetListeners(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

function lend(worker: Worker): CsvThread {
  files += 1;
  const file = files;
  return {
    file,
    worker,
    send: (message, bytes) => worker.postMessage(message, bytes === undefined ? [] : [bytes]),
    listen(onMessage, onEnd) {
      worker.on('message', (message: FromCsvThread) => {
        if (message.file === file) onMessage(message);
      });
      worker.on('error', onEnd);
      worker.on('exit', () => onEnd(new Error('The thread that reads files has ended')));
    },
    release(isBroken) {
      forgetListeners(worker);
      if (isBroken) {
        worker.on('error', () => undefined);
        void worker.terminate();
      } else {
        worker.postMessage({ type: 'drop', file } satisfies ToCsvThread);
        keepIdle(worker);
      }
      passOn();
    },
  };
}
