import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Account } from './account.ts';
import type { NativeBinaries } from './native-binaries.ts';
import { exists } from './open-folder.ts';

/** The databases on disk (PostgreSQL's "cluster") and the password to them. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

export interface ClusterOptions {
  readonly home: string;
  readonly binaries: NativeBinaries;
  readonly account: Account | undefined;
  readonly durable: boolean;
  readonly onLog: (line: string) => void;
}

/** The environment for PostgreSQL's programs: nothing of the caller's, English messages, UTC. */
export const POSTGRES_ENV = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * The character classes that pg_trgm sees. Under plain `C` it finds no letters outside ASCII, and a search
 * for a Cyrillic name finds nothing. Which names exist depends on the system; `C` always does.
 */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'C'];

export function clusterFolder(home: string): string {
  return path.join(home, 'cluster');
}

/**
 * The cluster in `home`, made if there is none. It is made under another name and renamed at the end, so
 * the name `cluster` means complete; what an interrupted start left half-made is removed.
 * The caller owns the data.
 */
export async function ensureCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = clusterFolder(options.home);
  await removeHalfMade(options.home);
  const password = await ensurePassword(options.home, await exists(folder));
  if (!(await exists(folder))) await makeCluster(options, folder, password);
  const made = (await readFile(path.join(folder, 'PG_VERSION'), 'utf8').catch(() => '?')).trim();
  const [major] = options.binaries.version.split('.');
  if (made !== major) {
    throw new Error(
      `The database in ${folder} is of PostgreSQL ${made}, and this version of Rollcall brings ${major}, which ` +
        'cannot read it. Move it away and start anew, or go back to the version that made it.',
    );
  }
  return { folder, password };
}

async function makeCluster(options: ClusterOptions, folder: string, password: string): Promise<void> {
  const half = path.join(options.home, `cluster.half-${randomUUID()}`);
  await mkdir(half, { mode: 0o700 });
  const passwordFile = path.join(half, 'password');
  const data = path.join(half, 'data');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (options.account !== undefined) {
    for (const file of [passwordFile, half]) await chown(file, options.account.uid, options.account.gid);
  }
  try {
    await initdbWithBestCharacterType(options, data, passwordFile);
    await rename(data, folder);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  if (options.durable) await syncFolder(options.home);
}

async function initdbWithBestCharacterType(
  options: ClusterOptions,
  data: string,
  passwordFile: string,
): Promise<void> {
  let output = '';
  for (const characterType of CHARACTER_TYPES) {
    const result = await initdb(options, data, passwordFile, characterType);
    if (result.code === 0) return;
    output = result.output;
    if (!output.includes('invalid locale name')) break;
  }
  const advice = output.includes('could not look up effective user ID')
    ? ' It runs only as a user with an entry in /etc/passwd: start Rollcall as such a user, or as root.'
    : '';
  throw new Error(`PostgreSQL's initdb could not make a database in ${options.home}.${advice}\n${output}`);
}

async function initdb(
  { binaries, account, durable, onLog, home }: ClusterOptions,
  data: string,
  passwordFile: string,
  characterType: string,
): Promise<{ code: number | null; output: string }> {
  const flags = [
    ...['--pgdata', data, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...['--locale', 'C', '--lc-ctype', characterType, '--no-instructions'],
    ...(durable ? [] : ['--no-sync']),
  ];
  const child = spawn(binaries.initdb, flags, {
    ...account,
    cwd: home,
    env: POSTGRES_ENV,
    // In a process group of its own, Ctrl-C in the terminal does not reach it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLog(line);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, output: lines.join('\n') };
}

async function removeHalfMade(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    // An initdb whose starter was killed may still be writing there; it fails soon, and the rest is
    // removed by the next start.
    if (name.startsWith('cluster.half-')) {
      await rm(path.join(home, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
    }
  }
}

async function ensurePassword(home: string, mustExist: boolean): Promise<string> {
  const file = path.join(home, 'superuser-password');
  const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  if (found !== '') return found;
  if (mustExist)
    throw new Error(`The password of the database is missing: ${file}. Put it back, or start anew.`);
  const password = randomBytes(24).toString('base64url');
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, password, { mode: 0o600, flush: true });
  await rename(draft, file);
  return password;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}
