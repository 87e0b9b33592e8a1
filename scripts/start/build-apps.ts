import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartRefusal } from './settings.ts';
import { sourceHash } from './source-hash.ts';

/** The apps, and what each is made of. Of the server they take types only, which leave nothing in a build. */
const apps = [
  { name: 'web', title: 'dashboard' },
  { name: 'app-shell', title: 'app' },
  { name: 'demo', title: 'start page' },
] as const;
const shared = ['packages/client', 'packages/core', 'pnpm-lock.yaml', 'tsconfig.base.json'];

/** Says which sources a build was made from. Lies in the build, so that it goes with it. */
const stampName = '.built-from';
/** A build takes seconds; a half one as old as this was left by a killed process. In ms. */
const abandonedMs = 10 * 60_000;

export interface BuildOptions {
  /** Hears what was built, for people. */
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Builds the apps whose sources have changed since their last build. A build replaces the one before only when it is
 * complete, so several processes may do this at once and any of them may be killed.
 * @throws StartRefusal with what Vite said when a build fails.
 */
export async function buildApps(checkout: string, options: BuildOptions): Promise<void> {
  const waiting = [...apps];
  const worker = async () => {
    for (let app = waiting.shift(); app !== undefined; app = waiting.shift()) {
      const startedAt = performance.now();
      if (await buildApp(checkout, app.name, options.signal))
        options.say(`built the ${app.title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    }
  };
  await Promise.all([worker(), worker()]);
}

/** False when the present build is of the same sources. */
async function buildApp(checkout: string, name: string, signal?: AbortSignal): Promise<boolean> {
  const folder = path.join(checkout, 'packages', name);
  const dist = path.join(folder, 'dist');
  const hash = await sourceHash(checkout, [`packages/${name}`, ...shared]);
  const stamp = await readFile(path.join(dist, stampName), 'utf8').catch(() => '');
  if (stamp === hash) return false;
  // Beside the installed packages: on the same disk as `dist`, and ignored by git and by the hash.
  const workshop = path.join(folder, 'node_modules', '.rollcall-build');
  const half = path.join(workshop, randomUUID());
  await mkdir(workshop, { recursive: true });
  await removeAbandoned(workshop);
  try {
    await runVite(folder, half, signal);
    await writeFile(path.join(half, stampName), hash);
    await replace(dist, half);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  return true;
}

async function runVite(folder: string, outDir: string, signal?: AbortSignal): Promise<void> {
  const vite = path.join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new StartRefusal(`Building ${path.basename(folder)} failed. Vite says:\n${said.trim()}`);
}

async function replace(dist: string, half: string): Promise<void> {
  const old = `${half}.old`;
  for (;;) {
    await rename(dist, old).catch(unless('ENOENT'));
    try {
      await rename(half, dist);
      break;
    } catch (error) {
      // Another process has put its build there in between.
      unless('ENOTEMPTY', 'EEXIST')(error as NodeJS.ErrnoException);
      await rm(old, { recursive: true, force: true });
    }
  }
  await rm(old, { recursive: true, force: true });
}

function unless(...codes: readonly string[]): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (!codes.includes(error.code ?? '')) throw error;
  };
}

async function removeAbandoned(workshop: string): Promise<void> {
  for (const name of await readdir(workshop)) {
    const place = path.join(workshop, name);
    const changedAt = await stat(place).then((found) => found.mtimeMs, Date.now);
    if (Date.now() - changedAt > abandonedMs) await rm(place, { recursive: true, force: true });
  }
}
