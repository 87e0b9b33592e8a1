import { createServer } from 'node:net';
import { expect, test, vi } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { query, startOwnerProcess, stopAfterTest, temporaryDataDir } from './fixtures/database-kit.ts';
import { AlreadyRunningError } from './ownership.ts';
import { commandLine } from './process-identity.ts';

// Making a database takes about a second, more on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const start = (dataDir: string, port = 0) =>
  stopAfterTest(startEmbeddedPostgres({ dataDir, port, durable: false }));

test('makes a database, and a second start finds the data of the first', async () => {
  const dataDir = await temporaryDataDir();
  const first = await start(dataDir);
  await query(first.superuserUrl(), `create table word as select 'Zoë' as text`);
  await first.stop();
  await first.stop();
  expect(await commandLine(first.pid)).toBe('');

  const second = await start(dataDir);
  expect(await query(second.superuserUrl('postgres'), 'select text from word')).toEqual([{ text: 'Zoë' }]);
});

test('speaks Unicode, keeps strangers out and takes settings', async () => {
  const dataDir = await temporaryDataDir();
  const settings = { work_mem: '5MB', 'app.note': 'a b' };
  const postgres = await stopAfterTest(startEmbeddedPostgres({ dataDir, durable: false, settings }));
  const url = postgres.superuserUrl();
  await query(url, 'create extension pg_trgm');
  expect(
    await query(
      url,
      `select lower('ÉИ') as lower, similarity('Иван', 'Иванов') > 0 as alike, 'Б' < 'а' as by_code_point,
         current_setting('server_encoding') as encoding, current_setting('work_mem') as work_mem,
         current_setting('app.note') as note, current_setting('fsync') as fsync`,
    ),
  ).toEqual([
    {
      ...{ lower: 'éи', alike: true, by_code_point: true, encoding: 'UTF8' },
      ...{ work_mem: '5MB', note: 'a b', fsync: 'off' },
    },
  ]);
  const guess = new URL(url);
  guess.password = 'guess';
  await expect(query(guess.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('takes the port asked for, and another if that is taken', async () => {
  const dataDir = await temporaryDataDir();
  const other = createServer();
  const taken = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
  });
  const elsewhere = await start(dataDir, taken);
  expect(elsewhere.port).not.toBe(taken);
  await elsewhere.stop();
  await new Promise((resolve) => other.close(resolve));

  const there = await start(dataDir, taken);
  expect(there.port).toBe(taken);
  expect(await query(there.superuserUrl(), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a second start on the same data is refused with the pid of the first', async () => {
  const dataDir = await temporaryDataDir();
  const owner = startOwnerProcess(dataDir);
  await owner.told('ready');
  const refusal = await start(dataDir).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(AlreadyRunningError);
  expect(refusal).toMatchObject({ pid: owner.pid });
});

test('a second start in the same process is refused too, until the first is stopped', async () => {
  const dataDir = await temporaryDataDir();
  const first = await start(dataDir);
  await expect(start(dataDir)).rejects.toMatchObject({ name: 'AlreadyRunningError', pid: process.pid });
  await first.stop();
  expect((await start(dataDir)).pid).not.toBe(first.pid);
});

test('Ctrl-C reaches the owner but not PostgreSQL, which the owner still uses', async () => {
  const dataDir = await temporaryDataDir();
  const owner = startOwnerProcess(dataDir);
  const postgresPid = Number(await owner.told('ready'));
  owner.signal('SIGINT', 'group');
  expect(await owner.told('answer')).toBe('42');
  await owner.ended;
  expect(await commandLine(postgresPid)).toBe('');
});
