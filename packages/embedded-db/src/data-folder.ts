import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Account } from './account.ts';
import { exists, makeOpenFolder, openRoot } from './open-folder.ts';

/** Where one instance lives. */
export interface DataFolder {
  /** The folder the caller named, resolved. */
  readonly dataDir: string;
  /**
   * Holds the cluster, the password and the owner's lock. For an ordinary user it is `dataDir`. For root
   * it is a folder that `nobody` can reach: a checkout under root's home is closed to every other account.
   */
  readonly home: string;
}

/** Marks a folder as ours, so that it is safe to delete, and says where the data is. */
const MARK = 'embedded-postgres.json';

/**
 * Finds the places of an instance and creates them.
 * @throws Error if the folder holds foreign files, or data of a start as root / as an ordinary user which
 * the other cannot run.
 */
export async function openDataFolder(named: string, account: Account | undefined): Promise<DataFolder> {
  const dataDir = await createFolder(path.resolve(named));
  const home = await readMark(dataDir);
  if (home === undefined && (await holdsForeignFiles(dataDir))) {
    throw new Error(`${dataDir} holds other files. Name an empty or a new folder for the database.`);
  }
  if (account === undefined) {
    if (home !== undefined && home !== dataDir) {
      throw new Error(`The database of ${dataDir} was made by root. Start as root, or name another folder.`);
    }
    if (home === undefined) await writeMark(dataDir, '.');
    return { dataDir, home: dataDir };
  }
  if (home === dataDir) {
    const { uid } = await stat(dataDir);
    throw new Error(
      `The database in ${dataDir} was made by the ordinary user ${uid}. Start as that user, or name another folder.`,
    );
  }
  if (home !== undefined && isHomeOf(dataDir, home) && (await exists(home))) return { dataDir, home };
  const rootHome = path.join(await openRoot(), homeName(dataDir));
  await makeOpenFolder(rootHome);
  return { dataDir, home: rootHome };
}

/**
 * The places of an instance that exists already; undefined if there is none. Creates no home.
 * @throws Error if the folder is not one of ours.
 */
export async function findDataFolder(
  named: string,
  account: Account | undefined,
): Promise<DataFolder | undefined> {
  const dataDir = await realpath(named).catch(() => path.resolve(named));
  const present = await exists(dataDir);
  const home = present ? await readMark(dataDir) : undefined;
  if (present && home === undefined && (await holdsForeignFiles(dataDir))) {
    throw new Error(`${dataDir} does not look like a database of Rollcall, so it is not deleted.`);
  }
  const candidates = [home, account && path.join(await openRoot(), homeName(dataDir)), dataDir];
  for (const candidate of candidates) {
    if (candidate !== undefined && isHomeOf(dataDir, candidate) && (await exists(candidate))) {
      return { dataDir, home: candidate };
    }
  }
  return undefined;
}

/**
 * Ties `dataDir` to its home. Whoever deletes `dataDir` means to delete the data: a cluster that is found
 * without the mark in `dataDir` is left over, and is set aside (the last one only).
 * The caller owns the data and has stopped its server.
 */
export async function claimHome(folder: DataFolder): Promise<{ leftOver: boolean; elsewhere?: string }> {
  if (folder.home === folder.dataDir) return { leftOver: false };
  const marked = await readMark(folder.dataDir);
  if (marked === folder.home) return { leftOver: false };
  await writeMark(folder.dataDir, folder.home);
  // A folder that was moved or copied names the home of its old place.
  return marked === undefined ? { leftOver: true } : { leftOver: false, elsewhere: marked };
}

/** False for the home of another place, which the mark names after `dataDir` was copied from there. */
function isHomeOf(dataDir: string, home: string): boolean {
  return home === dataDir || path.basename(home) === homeName(dataDir);
}

function homeName(dataDir: string): string {
  return createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
}

async function createFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(dataDir);
  } catch (error) {
    throw new Error(
      `The folder ${dataDir} for the database cannot be used by this user. If another user (such as root) has ` +
        'made it, start as that user; or name another folder.',
      { cause: error },
    );
  }
}

async function holdsForeignFiles(dataDir: string): Promise<boolean> {
  return (await readdir(dataDir)).some((name) => !name.startsWith(MARK));
}

async function readMark(dataDir: string): Promise<string | undefined> {
  try {
    const found = JSON.parse(await readFile(path.join(dataDir, MARK), 'utf8')) as { home: string };
    return path.resolve(dataDir, found.home);
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeMark(dataDir: string, home: string): Promise<void> {
  const draft = path.join(dataDir, `${MARK}.${randomUUID()}`);
  await writeFile(draft, `${JSON.stringify({ home })}\n`);
  await rename(draft, path.join(dataDir, MARK));
}
