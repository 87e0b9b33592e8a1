import { type CsvOptions, defaultCsvLimits } from '@rollcall/core/runs/csv-contract.ts';
import type { CsvBatch } from '@rollcall/server/csv/csv-batch.ts';
import { borrowCsvThread } from '@rollcall/server/csv/csv-threads.ts';
import { readCsv } from '@rollcall/server/csv/read-csv.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { inPieces, readStream } from './read-file.ts';

afterEach(() => {
  vi.useRealTimers();
});

const options: CsvOptions = { encoding: 'utf-8', delimiter: ',', hasHeader: true, roles: ['email'] };
const small = () => inPieces(Buffer.from('Email\nana@x.example\n'));

/** A source that gives a head and then waits until it is let go. */
function held(head = 'Email\n') {
  const gate = Promise.withResolvers<void>();
  const returned = vi.fn();
  async function* source() {
    try {
      yield Buffer.from(head);
      await gate.promise;
      yield Buffer.from('ana@x.example\n');
    } finally {
      returned();
    }
  }
  return { source: source(), letGo: gate.resolve, returned };
}

async function* manyPeople(given: { rows: number }) {
  yield Buffer.from('Email\n');
  for (let block = 0; block < 300; block += 1) {
    given.rows += 2000;
    yield Buffer.from(Array.from({ length: 2000 }, (_, at) => `p${block}.${at}@x.example\n`).join(''));
  }
}

test('[CSV-7] a thread that dies fails its one file; the next gets a new thread', async () => {
  const other = held();
  const reading = readStream(other.source);
  const doomed = await borrowCsvThread();
  const ended = new Promise<Error>((resolve) => doomed.listen(() => undefined, resolve));
  await doomed.worker.terminate();
  expect((await ended).message).toContain('thread');
  doomed.release(true);
  other.letGo();
  expect((await reading).summary.rows).toBe(1);
  expect((await readStream(small())).summary.rows).toBe(1);
});

test('[CSV-7] a defect in the thread is a defect of the one reading, and quotes nothing of the file', async () => {
  const secret = 'ana.ruiz@x.example';
  // No schema would let it in: it stands for any defect.
  const broken = { ...options, encoding: secret } as unknown as CsvOptions;
  const error = await readStream(small(), { options: broken }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(String(error instanceof Error ? error.stack : error)).not.toContain(secret);
  expect((await readStream(small())).summary.rows).toBe(1);
});

test('[CSV-7] of three files two are read at once, and the third has its turn', async () => {
  const [first, second] = [held(), held()];
  const ends: string[] = [];
  const readings = [
    readStream(first.source).then(() => ends.push('first')),
    readStream(second.source).then(() => ends.push('second')),
    readStream(small()).then(() => ends.push('third')),
  ];
  second.letGo();
  await readings[2];
  expect(ends).toEqual(['second', 'third']);
  first.letGo();
  await Promise.all(readings);
});

test('[CSV-7] of one person one file is read at a time; the next keeps its place and lets others pass', async () => {
  const ends: string[] = [];
  const read = (name: string, person: string, source: AsyncIterable<Uint8Array>) =>
    readCsv(source, options, defaultCsvLimits, async () => undefined, { person }).then(() => ends.push(name));
  const [first, others] = [held(), held()];
  const firstOfAna = read('first of Ana', 'Ana', first.source);
  const secondOfAna = read('second of Ana', 'Ana', small());
  await read('Bo', 'Bo', small());
  const chen = read('Chen', 'Chen', others.source);
  const dan = read('Dan', 'Dan', small());
  expect(ends).toEqual(['Bo']);
  first.letGo();
  await Promise.all([firstOfAna, secondOfAna, dan]);
  expect(ends).toEqual(['Bo', 'first of Ana', 'second of Ana', 'Dan']);
  others.letGo();
  await chen;
});

test('[CSV-7] who no longer wants to wait for a turn is gone at once, and takes no place with them', async () => {
  const [first, second] = [held(), held()];
  const readings = [readStream(first.source), readStream(second.source)];
  const wait = new AbortController();
  const waiting = readCsv(small(), options, defaultCsvLimits, async () => undefined, { signal: wait.signal });
  wait.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  first.letGo();
  second.letGo();
  await Promise.all(readings);
  expect((await readStream(small())).summary.rows).toBe(1);
});

test('[CSV-7] a reading that is called off ends although its source hangs, and returns the source', async () => {
  const { source, returned, letGo } = held();
  const stop = new AbortController();
  const reading = readCsv(source, options, defaultCsvLimits, async () => undefined, { signal: stop.signal });
  stop.abort(new Error('called off'));
  await expect(reading).rejects.toThrow('called off');
  letGo();
  await vi.waitFor(() => expect(returned).toHaveBeenCalled());
});

test('[CSV-7] a source that falls silent is interrupted', async () => {
  await readStream(small());
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { source } = held();
  const reading = readStream(source).catch((reason: unknown) => reason);
  await vi.waitFor(async () => {
    vi.advanceTimersByTime(60_000);
    const answer = await Promise.race([reading, new Promise((resolve) => setImmediate(resolve))]);
    expect(answer).toMatchObject({ details: { problem: 'interrupted' } });
  });
});

test.each([
  ['gives a few bytes now and then', 50_000, 2, Buffer.from('a@x.example\n')],
  ['never ends', 50_000, 20, Buffer.from(`${'a'.repeat(59)}@x.example\n`.repeat(15_000))],
])('[CSV-7] a source that %s does not hold its thread for ever', async (_what, pauseMs, pieces, bytes) => {
  await readStream(small());
  vi.useFakeTimers({ toFake: ['performance'] });
  let given = 0;
  async function* slow() {
    yield Buffer.from('Email\n');
    for (;;) {
      vi.advanceTimersByTime(pauseMs);
      given += 1;
      yield bytes;
    }
  }
  const answer = await readStream(slow()).catch((reason: unknown) => reason);
  expect(answer).toMatchObject({ details: { problem: 'too_slow' } });
  expect(given).toBeLessThan(pieces + 5);
});

test('[CSV-7] a source that is slow and no slower than a slow line is read to its end', async () => {
  await readStream(small());
  vi.useFakeTimers({ toFake: ['performance'] });
  async function* slow() {
    yield Buffer.from('Email\n');
    for (let at = 0; at < 5; at += 1) {
      vi.advanceTimersByTime(50_000);
      yield Buffer.from(`${'a'.repeat(59)}@x.example\n`.repeat(15_000));
    }
  }
  expect((await readStream(slow())).summary.rows).toBe(75_000);
});

test('[CSV-6] [CSV-7] while a batch is being stored, little is taken from the source', async () => {
  const given = { rows: 0 };
  const gate = Promise.withResolvers<void>();
  const first = Promise.withResolvers<void>();
  const batches: CsvBatch[] = [];
  const reading = readCsv(manyPeople(given), options, defaultCsvLimits, async (batch) => {
    batches.push(batch);
    first.resolve();
    await gate.promise;
  });
  await first.promise;
  // As many turns of the loop as would carry the whole file, were nothing to hold it back.
  for (let turn = 0; turn < 5000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(batches).toHaveLength(1);
  expect(given.rows).toBeLessThan(60_000);
  gate.resolve();
  expect((await reading).rows).toBe(600_000);
  expect(batches.map(({ batchNo }) => batchNo)).toEqual(Array.from({ length: 120 }, (_, at) => at));
});

test('[CSV-7] what the batches are handed to may fail: the reading fails with it and takes no more', async () => {
  const given = { rows: 0 };
  const failing = readCsv(manyPeople(given), options, defaultCsvLimits, async () => {
    throw new Error('the database is away');
  });
  await expect(failing).rejects.toThrow('the database is away');
  expect(given.rows).toBeLessThan(60_000);
});
