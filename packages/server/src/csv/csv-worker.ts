import { parentPort } from 'node:worker_threads';
import { DomainError } from '@rollcall/core/errors.ts';
import { batchesUnderway, type FromCsvThread, type ToCsvThread } from './csv-thread.ts';
import { FileReader } from './file-reader.ts';

/** The thread that reads files, one after the other. It sees bytes and options and knows neither database nor network. */
const server = parentPort;
if (server === null) throw new Error('csv-worker.ts is started as a thread');

const say = (message: FromCsvThread) => server.postMessage(message);

/** The file that is being read; messages about another one are late and mean nothing. */
let open: { readonly file: number; readonly reader: FileReader } | null = null;
let batchesOut = 0;
const waiting: ToCsvThread[] = [];
let isWorking = false;

function start(message: Extract<ToCsvThread, { type: 'open' }>): void {
  const { file, options, limits } = message;
  batchesOut = 0;
  const reader = new FileReader(options, limits, (batch) => {
    if (open?.file !== file) return;
    batchesOut += 1;
    say({ type: 'batch', file, batch });
  });
  open = { file, reader };
}

async function handle(message: ToCsvThread): Promise<void> {
  if (message.type === 'open') return start(message);
  if (open?.file !== message.file) return;
  const { file, reader } = open;
  if (message.type === 'bytes') {
    await reader.write(message.bytes);
    say({ type: 'bytesDone', file });
  } else if (message.type === 'end') {
    say({ type: 'done', file, summary: await reader.end() });
  }
}

function fail(file: number, error: unknown): void {
  open = null;
  if (error instanceof DomainError && error.code === 'FILE_NOT_READABLE') {
    say({ type: 'refused', file, ...(error as DomainError<'FILE_NOT_READABLE'>).details });
    return;
  }
  const { name, stack = '' } = error instanceof Error ? error : new Error('not an error');
  const trace = stack.split('\n').filter((line) => /^\s+at /.test(line));
  say({ type: 'failed', file, error: name, trace: trace.join('\n') });
}

/** Works off what waits, unless too many batches are still out. One message at a time: reading pauses inside one. */
async function work(): Promise<void> {
  if (isWorking) return;
  isWorking = true;
  while (batchesOut < batchesUnderway) {
    const message = waiting.shift();
    if (message === undefined) break;
    await handle(message).catch((error: unknown) => fail(message.file, error));
  }
  isWorking = false;
}

server.on('message', (message: ToCsvThread) => {
  if (message.type === 'drop') {
    waiting.length = 0;
    open = null;
    batchesOut = 0;
  } else if (message.type === 'batchDone') {
    batchesOut -= open?.file === message.file ? 1 : 0;
  } else waiting.push(message);
  void work();
});
