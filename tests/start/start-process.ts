import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { chooseAccount } from '@rollcall/embedded-db/account.ts';
import { findDataFolder } from '@rollcall/embedded-db/data-folder.ts';
import { destroyEmbeddedPostgres } from '@rollcall/embedded-db/embedded-postgres.ts';
import { onTestFinished } from 'vitest';

const checkout = path.join(import.meta.dirname, '../..');

/** A new folder for one test's data. What was started on it is destroyed after the test. */
export async function temporaryDataDir(): Promise<string> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rollcall-start-'));
  onTestFinished(async () => {
    await destroyEmbeddedPostgres(path.join(dataDir, 'database'));
    await rm(dataDir, { recursive: true, force: true });
  });
  return dataDir;
}

/** One `pnpm start`, with what it says and how it ended. */
export interface StartProcess {
  readonly pid: number;
  readonly said: () => string;
  /** Resolves with the port when it is up; throws with what it said when it ends instead. */
  up(): Promise<number>;
  /** Sends a signal to its whole process group, as the terminal does at Ctrl-C. */
  signal(name: NodeJS.Signals): void;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts with a bare environment: nothing of the one who runs the tests decides anything. */
export function start(env: Record<string, string>, ...args: string[]): StartProcess {
  const child = spawn(process.execPath, [path.join(checkout, 'scripts/start.ts'), ...args], {
    cwd: os.tmpdir(),
    env: { PATH: process.env.PATH ?? '', HOME: os.tmpdir(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('start cannot be started');
  const output = outputOf(child);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-pid, 'SIGKILL');
    await ended;
  });
  return {
    pid,
    said: output.text,
    async up() {
      const port = /is up\D+.*?:(\d+)/;
      for (;;) {
        const found = port.exec(output.text())?.[1];
        if (found !== undefined && /Stop: Ctrl-C|dashboard http/.test(output.text())) return Number(found);
        if (output.closed()) throw new Error(`start ended instead of being up:\n${output.text()}`);
        await output.news();
      }
    },
    signal: (name) => process.kill(-pid, name),
    ended,
  };
}

function outputOf(child: ChildProcess) {
  let text = '';
  let closed = false;
  let news = Promise.withResolvers<void>();
  const announce = () => {
    news.resolve();
    news = Promise.withResolvers<void>();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      announce();
    });
  }
  child.once('close', () => {
    closed = true;
    announce();
  });
  return { text: () => text, closed: () => closed, news: () => news.promise };
}

/**
 * Where the database of this data folder lives, whether or not a start has come as far as making it; undefined where no
 * start has come as far as giving it a place.
 */
export async function databaseHome(dataDir: string): Promise<string | undefined> {
  return (await findDataFolder(path.join(dataDir, 'database'), await chooseAccount()))?.home;
}

/**
 * The processes of a start and of the database in its folder that are there now, zombies aside.
 * @throws Error where there is no database to look for: a start that was up has one.
 */
export async function processesOf(started: StartProcess, dataDir: string): Promise<string[]> {
  const home = await databaseHome(dataDir);
  if (home === undefined) throw new Error(`No database was made in ${dataDir}`);
  return processesWhere(started, home);
}

/** The same for a start that was told to end, which it may do before it has begun with a database. */
export async function processesLeftBy(started: StartProcess, dataDir: string): Promise<string[]> {
  return processesWhere(started, await databaseHome(dataDir));
}

function processesWhere(started: StartProcess, home: string | undefined): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,pgid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => {
    const [, , pgid, state, args] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (state === undefined || state.startsWith('Z')) return false;
    if (Number(pgid) === started.pid) return true;
    return home !== undefined && args?.includes(`-D ${home}${path.sep}`) === true;
  });
}

export function pidOf(line: string): number {
  return Number(/^\s*(\d+)/.exec(line)?.[1]);
}

/** A GET as a browser makes it that found the host by its `.localhost` name. */
export function get(
  port: number,
  url: string,
  host = 'localhost',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: url, headers: { host: `${host}:${port}` } }, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}
