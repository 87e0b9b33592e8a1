import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { demoPeople } from '@rollcall/server/demo/people.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtApps } from '../_kit/built-apps.ts';
import { runWith } from '../cli/command-line.ts';
import {
  databaseHome,
  get,
  pidOf,
  processesLeftBy,
  processesOf,
  type StartProcess,
  start,
  temporaryDataDir,
} from './start-process.ts';

beforeAll(async () => void (await builtApps()), 120_000);

async function districts(dataDir: string): Promise<string[]> {
  const ran = await runWith({ ROLLCALL_DATA_DIR: dataDir }, ['district', 'list', '--json']);
  return (JSON.parse(ran.out) as { name: string }[]).map((district) => district.name);
}

/** The port of what stands in for Google. */
function sandboxOf(started: StartProcess): number {
  return Number(/stands in for Google.*127\.0\.0\.1:(\d+)/.exec(started.said())?.[1]);
}

async function setTxt(started: StartProcess, name: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${sandboxOf(started)}/do/dns.set`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, values: 'here' }),
  });
  expect(answer.status).toBe(200);
}

async function txtPage(started: StartProcess): Promise<string> {
  return (await get(sandboxOf(started), '/dns', '127.0.0.1')).body;
}

// Each of them starts real processes several times: seconds on an idle machine, more on a busy one.
describe('start', { timeout: 120_000 }, () => {
  it('explains itself when it is asked to, and starts nothing', async () => {
    const dataDir = await temporaryDataDir();
    const asked = start({ ROLLCALL_DATA_DIR: dataDir, PORT: '0' }, '--help');
    expect(await asked.ended).toBe(0);
    expect(asked.said()).toContain('--fresh');
    await expect(stat(path.join(dataDir, 'secret'))).rejects.toThrow('ENOENT');
  });

  it('[DEMO-3] serves everything on one port, says where, and ends at Ctrl-C without leaving a process', async () => {
    const dataDir = await temporaryDataDir();
    const first = start({ ROLLCALL_DATA_DIR: dataDir, PORT: '0' });
    const port = await first.up();
    for (const { name, label } of demoPeople) {
      expect(first.said()).toContain(name);
      expect(first.said()).toContain(`http://${label}.localhost:${port}`);
    }
    expect((await get(port, '/health/ready')).body).toBe('{"ok":true}');
    for (const page of ['/', '/admin/', '/app/'])
      expect(await get(port, page), page).toMatchObject({
        status: 200,
        body: expect.stringContaining('<div id="root"'),
      });
    expect((await get(port, '/', 'dana.localhost')).status).toBe(200);
    expect((await get(port, '/', 'rollcall.example')).status).toBe(403);

    const google = sandboxOf(first);
    expect((await get(google, '/', '127.0.0.1')).body).toContain('Lakeview Public Schools');
    expect((await get(google, '/', 'localhost')).status).toBe(421);

    const secret = path.join(dataDir, 'secret');
    expect((await stat(secret)).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(dataDir, 'running.json'))).mode & 0o777).toBe(0o600);
    expect((await readFile(secret, 'utf8')).trim().length).toBeGreaterThanOrEqual(32);

    const second = start({ ROLLCALL_DATA_DIR: dataDir, PORT: '0' });
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`already running at http://localhost:${port} (process ${first.pid})`);
    const fresh = start({ ROLLCALL_DATA_DIR: dataDir, PORT: '0' }, '--fresh');
    expect(await fresh.ended).toBe(1);
    expect((await get(port, '/health/ready')).status).toBe(200);

    const askedAt = performance.now();
    first.signal('SIGINT');
    expect(await first.ended).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    expect(await processesOf(first, dataDir)).toEqual([]);
    await expect(stat(path.join(dataDir, 'running.json'))).rejects.toThrow('ENOENT');
  });

  it('[DEMO-3] keeps its data over a kill of everything and of itself alone, until it begins anew', async () => {
    const dataDir = await temporaryDataDir();
    const env = { ROLLCALL_DATA_DIR: dataDir, PORT: '0' };
    const first = start(env);
    await first.up();
    await runWith(env, ['district', 'create', 'Made by a visitor']);
    const before = await districts(dataDir);
    await setTxt(first, 'made-by-a-visitor.example');
    for (const line of await processesOf(first, dataDir)) process.kill(pidOf(line), 'SIGKILL');
    expect(await first.ended).toBe(null);

    const second = start(env);
    await second.up();
    expect(await districts(dataDir)).toEqual(before);
    expect(await txtPage(second)).toContain('made-by-a-visitor.example');
    process.kill(second.pid, 'SIGKILL');
    expect(await second.ended).toBe(null);
    expect(await processesOf(second, dataDir)).not.toEqual([]);

    const third = start(env);
    await third.up();
    expect(await districts(dataDir)).toEqual(before);
    third.signal('SIGTERM');
    expect(await third.ended).toBe(0);

    const fourth = start(env, '--fresh');
    await fourth.up();
    const anew = await districts(dataDir);
    expect(anew).not.toContain('Made by a visitor');
    expect(anew).toEqual(before.filter((name) => name !== 'Made by a visitor'));
    expect(await txtPage(fourth)).not.toContain('made-by-a-visitor.example');
    fourth.signal('SIGHUP');
    expect(await fourth.ended).toBe(0);
    expect(await processesOf(fourth, dataDir)).toEqual([]);
  });

  it.each<[string, (started: StartProcess, dataDir: string) => unknown, typeof processesOf]>([
    // What it runs to look around hears the signal too: then it ends without having made a database.
    ['when it has begun', (started) => /Starting/.test(started.said()), processesLeftBy],
    ['when its database has a place', (_started, dataDir) => databaseHome(dataDir), processesOf],
    ['when its database is up', (started) => /the database is up/.test(started.said()), processesOf],
  ])(
    '[DEMO-3] ends at once when it is told to while it is still starting: %s',
    async (_moment, hasCome, left) => {
      const dataDir = await temporaryDataDir();
      const started = start({ ROLLCALL_DATA_DIR: dataDir, PORT: '0' });
      await expect.poll(() => hasCome(started, dataDir), { timeout: 20_000, interval: 5 }).toBeTruthy();
      started.signal('SIGINT');
      expect(await started.ended).toBe(0);
      expect(started.said()).not.toMatch(/Rollcall is up|Error/);
      expect(await left(started, dataDir)).toEqual([]);
    },
  );

  it('takes the next free port when the wanted one is taken, also where only [::1] has it', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen({ host: '::1', port: 0 }, resolve));
    const address = blocker.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const dataDir = await temporaryDataDir();
    const started = start({ ROLLCALL_DATA_DIR: dataDir, PORT: String(address.port) });
    const port = await started.up();
    blocker.close();
    expect(port).toBeGreaterThan(address.port);
    expect(port).toBeLessThan(address.port + 20);
    started.signal('SIGINT');
    expect(await started.ended).toBe(0);
  });
});
