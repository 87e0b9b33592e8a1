import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity.ts';

/** Another live process owns this data. `pid` is that process (of Rollcall, not of PostgreSQL). */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
  readonly pid: number;

  constructor(pid: number, dataDir: string) {
    super(
      `Rollcall is already running on this data: process ${pid}, data in ${dataDir}. ` +
        `Use that one, or stop it (Ctrl-C where it runs, or "kill ${pid}") and try again.`,
    );
    this.pid = pid;
  }
}

/** The right to touch one data folder; at most one live process has it. */
export interface Ownership {
  release(): Promise<void>;
}

const LOCK_NAME = /^owner\.(\d+)\.lock$/;

/**
 * Makes this process the owner of the data in `folder`, taking over from owners that are dead.
 *
 * Each owner adds a file with the next number, and only the highest number counts. Taking over therefore
 * never removes the file that decides, which is what makes it safe when several processes find the same
 * dead owner at once. Releasing leaves the file there, marked as released.
 *
 * @throws AlreadyRunningError if the owner is alive (also when it is this very process).
 */
export async function takeOwnership(folder: string, dataDir: string): Promise<Ownership> {
  const self = await identifyProcess(process.pid);
  if (self === undefined) throw new Error('This process cannot find itself in the process table.');
  const draft = path.join(folder, `owner.${randomUUID()}.draft`);
  await writeFile(draft, JSON.stringify(self));
  try {
    for (;;) {
      const last = (await lockNumbers(folder))[0] ?? 0;
      const owner = await readOwner(lockPath(folder, last));
      if (owner !== undefined && (await isRunning(owner))) throw new AlreadyRunningError(owner.pid, dataDir);
      if (await claim(folder, draft, last + 1)) return { release: () => release(folder, last + 1) };
    }
  } finally {
    await rm(draft, { force: true });
  }
}

async function claim(folder: string, draft: string, number: number): Promise<boolean> {
  try {
    // Unlike a write, a link appears with its whole content or not at all.
    await link(draft, lockPath(folder, number));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  const [highest, ...others] = await lockNumbers(folder);
  if (highest !== number) {
    // The listing before was older than another's claim and its clearing up.
    await rm(lockPath(folder, number), { force: true });
    return false;
  }
  for (const other of others) await rm(lockPath(folder, other), { force: true });
  return true;
}

async function release(folder: string, number: number): Promise<void> {
  const draft = path.join(folder, `owner.${randomUUID()}.draft`);
  try {
    await writeFile(draft, JSON.stringify({ released: true }));
    await rename(draft, lockPath(folder, number));
  } catch (error) {
    // The folder may have been deleted, and the lock with it.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** The owner named in a lock file; undefined if released, or unreadable after a power cut. */
async function readOwner(file: string): Promise<ProcessIdentity | undefined> {
  try {
    const found = JSON.parse(await readFile(file, 'utf8')) as Partial<ProcessIdentity>;
    if (typeof found.pid !== 'number' || typeof found.startMark !== 'string') return undefined;
    return { pid: found.pid, startMark: found.startMark };
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Highest first. */
async function lockNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  const numbers = names.map((name) => LOCK_NAME.exec(name)?.[1]).filter((found) => found !== undefined);
  return numbers.map(Number).sort((a, b) => b - a);
}

function lockPath(folder: string, number: number): string {
  return path.join(folder, `owner.${number}.lock`);
}
