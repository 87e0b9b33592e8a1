import { once } from 'node:events';
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LaunchOptions } from 'playwright-core';
import { z } from 'zod';

export type Executable = Pick<LaunchOptions, 'executablePath' | 'channel' | 'env'>;

const COMPLETE = 'complete.json';
const Sizes = z.record(z.string(), z.number());

/** What to launch: `ROLLCALL_CHROMIUM`, else the one from npm (Linux on x64), else the installed Chrome. */
export async function findExecutable(): Promise<Executable> {
  const own = process.env.ROLLCALL_CHROMIUM;
  if (own) return { executablePath: own };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  const folder = await unpackOnce();
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      // The package's own libnss3 and friends, present or not on the machine: the same ones everywhere.
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/**
 * The folder with this version of Chromium, unpacked on first use and shared by all of the user's processes.
 * It appears by one rename when it is whole. One process unpacks while the others wait for it.
 */
async function unpackOnce(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest: unknown = JSON.parse(await readFile(join(dirname(entry), '..', 'package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  const home = join(tmpdir(), `rollcall-chromium-${process.getuid?.()}`);
  const folder = join(home, version);
  await makePrivate(home);
  if (await isComplete(folder)) return folder;

  const release = await holdLock(home);
  try {
    if (await isComplete(folder)) return folder;
    await removeLeftovers(home);
    const staging = await mkdtemp(join(home, 'unpacking-'));
    await unpackInto(staging);
    await writeFile(join(staging, 'fonts.conf'), fontsConf(folder));
    await writeFile(join(staging, COMPLETE), JSON.stringify(await listSizes(staging)));
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
    return folder;
  } finally {
    release();
  }
}

/** The temporary folder is everybody's: a program that another user has laid there must not be run. */
async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} is not a folder that only this user can write to. Remove it, or set TMPDIR.`);
  }
}

/** Whether every file is there at its full size: temporary folders are also cleaned file by file. */
async function isComplete(folder: string): Promise<boolean> {
  try {
    const sizes = Sizes.parse(JSON.parse(await readFile(join(folder, COMPLETE), 'utf8')));
    for (const [path, size] of Object.entries(sizes)) {
      if ((await lstat(join(folder, path))).size !== size) return false;
    }
    return true;
  } catch {
    return false;
  }
}

async function listSizes(folder: string): Promise<z.infer<typeof Sizes>> {
  const sizes: z.infer<typeof Sizes> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    sizes[relative(folder, path)] = (await lstat(path)).size;
  }
  return sizes;
}

/** Under the lock nobody else unpacks, so whatever lies about half unpacked is of a run that was killed. */
async function removeLeftovers(home: string): Promise<void> {
  const names = (await readdir(home)).filter((name) => name.startsWith('unpacking-'));
  for (const name of names) await rm(join(home, name), { recursive: true, force: true });
}

async function unpackInto(staging: string): Promise<void> {
  const worker = new Worker(new URL('./browser-unpack.ts', import.meta.url), {
    env: {
      ...process.env,
      TMPDIR: staging,
      // The package unpacks its own libraries only where it believes to be on this platform.
      AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x',
    },
    execArgv: [],
  });
  const [code]: unknown[] = await once(worker, 'exit'); // rejects on 'error'
  if (code !== 0) throw new Error(`unpacking Chromium ended with ${String(code)}`);
}

/** Only the package's font, so that text is as wide on every machine; the package's own file names /tmp. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

/**
 * A lock between processes that the kernel drops with its holder, however that dies: listening on an abstract
 * socket (Linux only; it has no file). Those who wait stay connected to the holder and try again when that
 * connection ends.
 */
async function holdLock(name: string): Promise<() => void> {
  for (;;) {
    const waiting = new Set<Socket>();
    const server = createServer((socket) => waiting.add(socket.on('error', () => {})));
    try {
      await once(server.listen(`\0${name}`), 'listening');
      return () => {
        server.close();
        for (const socket of waiting) socket.destroy();
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
    const holder = connect(`\0${name}`).resume();
    await new Promise((resolve) => holder.on('error', () => {}).on('close', resolve));
  }
}
