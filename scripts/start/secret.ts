import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { secretFile } from '@rollcall/server/cli/running-demo.ts';
import { StartRefusal } from './settings.ts';

/** The embedded database's folder inside the data folder: it must hold nothing else. */
export function databaseDir(dataDir: string): string {
  return path.join(dataDir, 'database');
}

/**
 * The secret beside the data, made at the first start, readable for this user only.
 * @throws StartRefusal when it is gone while the database that was made with it is not, or cannot be read.
 */
export async function ensureSecret(dataDir: string): Promise<string> {
  const file = secretFile(dataDir);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const known = await readSecret(file);
    if (known !== null) return known;
    if (await exists(databaseDir(dataDir))) {
      throw new StartRefusal(
        `${file} is missing, and the license keys in the database cannot be read without it. Put it back, or begin anew with "start --fresh".`,
      );
    }
    await makeSecret(file);
    return (await readSecret(file)) ?? '';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') throw error;
    throw new StartRefusal(
      `${dataDir} cannot be used by this user (${code}). If another user, such as root, has made it, start as that user; or name another folder with ROLLCALL_DATA_DIR.`,
    );
  }
}

async function readSecret(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Appears whole or not at all, and never replaces one that another start has just made. */
async function makeSecret(file: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
