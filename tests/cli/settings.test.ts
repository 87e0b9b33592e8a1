import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { noteRunningDemo } from '@rollcall/server/cli/running-demo.ts';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { runWith } from './command-line.ts';

const list = ['district', 'list'];

async function emptyDataDir(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rollcall-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('what the command line connects to', () => {
  it('[CLI-1] says what to set where there is neither a setting nor a demo', async () => {
    const ran = await runWith({ ROLLCALL_DATA_DIR: await emptyDataDir() }, list);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(/Set DATABASE_SYSTEM_URL/);
  });

  it('[CLI-1] says that the demo is gone when it was killed', async () => {
    const dataDir = await emptyDataDir();
    const systemUrl = 'postgres://rollcall_system:gone@127.0.0.1:1/rollcall';
    await noteRunningDemo(dataDir, { pid: 1, port: 4000, systemUrl });
    const ran = await runWith({ ROLLCALL_DATA_DIR: dataDir }, list);
    expect(ran).toMatchObject({ code: 3, out: '' });
    expect(ran.err).toMatch(/not running any more/);
    expect(ran.err).not.toContain('gone@');
  });

  it('[CLI-1] uses the running demo where nothing is set, and says so beside the answer', async () => {
    const dataDir = await emptyDataDir();
    await noteRunningDemo(dataDir, { pid: process.pid, port: 4321, systemUrl: inject('database').systemUrl });
    const ran = await runWith({ ROLLCALL_DATA_DIR: dataDir }, list);
    expect(ran.code).toBe(0);
    expect(ran.err).toMatch(/demo at http:\/\/localhost:4321/);
    const json = await runWith({ ROLLCALL_DATA_DIR: dataDir }, [...list, '--json']);
    expect(json.err).toBe('');
    expect(Array.isArray(JSON.parse(json.out))).toBe(true);
  });

  it('[R1] refuses the roles of requests and of migrations', async () => {
    const { appUrl, ownerUrl } = inject('database');
    for (const url of [appUrl, ownerUrl]) {
      const ran = await runWith({ DATABASE_SYSTEM_URL: url }, list);
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toMatch(/rollcall_system/);
      expect(ran.err).not.toContain(new URL(url).password);
    }
  });

  it('[CLI-1] tells a refused password from a server that is away', async () => {
    const wrong = new URL(inject('database').systemUrl);
    wrong.password = 'wrong';
    expect(await runWith({ DATABASE_SYSTEM_URL: wrong.href }, list)).toMatchObject({ code: 2 });
    const away = await runWith({ DATABASE_SYSTEM_URL: 'postgres://x:y@127.0.0.1:1/z' }, list);
    expect(away).toMatchObject({ code: 3 });
    expect(away.err).toMatch(/does not answer/);
  });
});

describe('how it is asked', () => {
  it('[CLI-1] shows the commands to whoever asks for help, and to whoever asks for nothing', async () => {
    const help = await runWith({}, ['--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    for (const noun of ['district', 'domain', 'license', 'license-admin', 'domain-admin', 'session'])
      expect(help.out).toContain(noun);
    const nothing = await runWith({}, []);
    expect(nothing).toMatchObject({ code: 2, out: '' });
    expect(nothing.err).toContain('Usage: rollcall');
  });

  it('[CLI-1] suggests the command that was meant, and names the option that is missing', async () => {
    expect((await runWith({}, ['licence', 'list'])).err).toMatch(/Did you mean license/);
    const missing = await runWith({}, ['license', 'renew', 'x', '--json']);
    expect(missing.code).toBe(2);
    expect(JSON.parse(missing.err)).toMatchObject({
      error: { code: 'USAGE', message: expect.stringContaining('--ends') },
    });
  });

  it('[CLI-1] ends the process with the exit code of the answer', () => {
    const main = path.join(import.meta.dirname, '../../packages/server/src/cli/main.ts');
    const env = { PATH: process.env.PATH, DATABASE_SYSTEM_URL: inject('database').systemUrl };
    const ran = (...args: string[]) =>
      spawnSync(process.execPath, [main, ...args], { env, encoding: 'utf8' });
    expect(ran('district', 'list', '--json')).toMatchObject({ status: 0, stderr: '' });
    expect(ran('domain', 'list', '--district', 'no such district').status).toBe(1);
    expect(ran('district').status).toBe(2);
  });
});
