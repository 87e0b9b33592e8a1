import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { chooseAccount } from './account.ts';
import { findDataFolder } from './data-folder.ts';
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { query, startOwnerProcess, stopAfterTest, temporaryDataDir } from './fixtures/database-kit.ts';
import { identifyProcess, isRunning } from './process-identity.ts';

// Making a database takes about a second, more on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const start = (dataDir: string) => stopAfterTest(startEmbeddedPostgres({ dataDir, durable: false }));

async function homeOf(dataDir: string): Promise<string> {
  const folder = await findDataFolder(dataDir, await chooseAccount());
  if (folder === undefined) throw new Error(`${dataDir} holds nothing`);
  return folder.home;
}

async function running(pid: number): Promise<() => Promise<boolean>> {
  const identity = await identifyProcess(pid);
  if (identity === undefined) throw new Error(`${pid} does not run`);
  return () => isRunning(identity);
}

test('kill -9 of the owner: its orphaned PostgreSQL is stopped and the data is there', async () => {
  const dataDir = await temporaryDataDir();
  const seed = await start(dataDir);
  await query(seed.superuserUrl(), 'create table kept as select 7 as n');
  await seed.stop();
  const owner = startOwnerProcess(dataDir);
  const orphanRuns = await running(Number(await owner.told('ready')));
  owner.signal('SIGKILL');
  await owner.ended;
  expect(await orphanRuns()).toBe(true);

  const next = await start(dataDir);
  expect(await orphanRuns()).toBe(false);
  expect(await query(next.superuserUrl(), 'select n from kept')).toEqual([{ n: 7 }]);
});

test('kill -9 of everything: the next start recovers what was committed', async () => {
  const dataDir = await temporaryDataDir();
  const first = await start(dataDir);
  await query(first.superuserUrl(), 'create table kept as select 8 as n');
  await query(first.superuserUrl(), 'checkpoint');
  await first.kill();
  const owner = startOwnerProcess(dataDir);
  const postgresPid = Number(await owner.told('ready'));
  owner.signal('SIGKILL');
  process.kill(postgresPid, 'SIGKILL');
  await owner.ended;

  const next = await start(dataDir);
  expect(await query(next.superuserUrl(), 'select n from kept')).toEqual([{ n: 8 }]);
});

test('a pid in postmaster.pid that now belongs to a stranger is neither killed nor in the way', async () => {
  const dataDir = await temporaryDataDir();
  const first = await start(dataDir);
  await first.stop();
  const stranger = startOwnerProcess(await temporaryDataDir());
  const strangersPostgres = Number(await stranger.told('ready'));
  const strangerRuns = await running(strangersPostgres);
  const cluster = path.join(await homeOf(dataDir), 'cluster');
  await writeFile(path.join(cluster, 'postmaster.pid'), `${strangersPostgres}\n${cluster}\n`, {
    mode: 0o644,
  });

  const next = await start(dataDir);
  expect(await strangerRuns()).toBe(true);
  expect(await query(next.superuserUrl(), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('kill -9 in the middle of initdb: the half-made data is made anew', async () => {
  const dataDir = await temporaryDataDir();
  const owner = startOwnerProcess(dataDir);
  await owner.told('log');
  owner.signal('SIGKILL');
  await owner.ended;
  const home = await homeOf(dataDir);
  expect(await readdir(home)).not.toContain('cluster');

  const postgres = await start(dataDir);
  expect(await query(postgres.superuserUrl(), 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await readdir(home)).toContain('cluster');
});

test('destroy deletes data and folder, also under an orphaned server', async () => {
  const dataDir = await temporaryDataDir();
  const owner = startOwnerProcess(dataDir);
  const orphanRuns = await running(Number(await owner.told('ready')));
  const home = await homeOf(dataDir);
  await expect(destroyEmbeddedPostgres(dataDir)).rejects.toMatchObject({
    name: 'AlreadyRunningError',
    pid: owner.pid,
  });
  owner.signal('SIGKILL');
  await owner.ended;

  await destroyEmbeddedPostgres(dataDir);
  expect(await orphanRuns()).toBe(false);
  await expect(access(home)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(access(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  await destroyEmbeddedPostgres(dataDir);
});

test('a start after the folder was deleted begins anew', async () => {
  const dataDir = await temporaryDataDir();
  const first = await start(dataDir);
  await query(first.superuserUrl(), 'create table gone ()');
  await first.stop();
  await rm(dataDir, { recursive: true });

  const second = await start(dataDir);
  expect(await query(second.superuserUrl(), `select to_regclass('gone') as found`)).toEqual([
    { found: null },
  ]);
});

test('a folder with other files is neither used nor deleted', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rollcall-embedded-db-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  await writeFile(path.join(dataDir, 'letter.txt'), 'dear');
  await expect(start(dataDir)).rejects.toThrow('holds other files');
  await expect(destroyEmbeddedPostgres(dataDir)).rejects.toThrow('not deleted');
  expect(await readdir(dataDir)).toEqual(['letter.txt']);
});
