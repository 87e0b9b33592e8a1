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

/** For whom a thread is borrowed. */
export interface Borrower {
  /** One file at a time is read of each person; of nobody in particular any number. */
  readonly person?: string;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly person: string | undefined;
  begin(): void;
}

const idle: Idle[] = [];
/** Who waits for a turn, in the order of asking. */
const queue: Waiting[] = [];
/** Whose files are being read. */
const reading = new Set<string>();
let onLoan = 0;
let files = 0;

/**
 * Waits until one of the threads is free, and until no other file of the person is read. Throws the signal's reason when
 * that comes first.
 */
export async function borrowCsvThread({ person, signal }: Borrower = {}): Promise<CsvThread> {
  signal?.throwIfAborted();
  if (mayBegin(person)) begin(person);
  else await turn(person, signal);
  try {
    return lend(takeIdle() ?? startThread(), person);
  } catch (error) {
    passOn(person);
    throw error;
  }
}

function mayBegin(person: string | undefined): boolean {
  return onLoan < threadsAtOnce && (person === undefined || !reading.has(person));
}

function begin(person: string | undefined): void {
  onLoan += 1;
  if (person !== undefined) reading.add(person);
}

function turn(person: string | undefined, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      queue.splice(queue.indexOf(mine), 1);
      reject(signal?.reason);
    };
    const mine: Waiting = {
      person,
      begin() {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      },
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    queue.push(mine);
  });
}

/** The place goes to whoever waits longest; who has a file under way lets others pass. With nobody left it is free. */
function passOn(person: string | undefined): void {
  onLoan -= 1;
  if (person !== undefined) reading.delete(person);
  const at = queue.findIndex((waiting) => mayBegin(waiting.person));
  const [next] = at < 0 ? [] : queue.splice(at, 1);
  if (next === undefined) return;
  begin(next.person);
  next.begin();
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

function lend(worker: Worker, person: string | undefined): CsvThread {
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
      passOn(person);
    },
  };
}
