import { chmod, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where root may keep data, in order of preference; the temporary ones serve a read-only `/var/lib`. */
const PARENTS = ['/var/lib', '/var/tmp', tmpdir(), '/tmp'];

/**
 * The folder in which root keeps homes and the shared copy of the programs: only root can write it, and
 * every account can enter it.
 */
export async function openRoot(): Promise<string> {
  for (const parent of PARENTS) {
    const root = path.join(parent, 'rollcall');
    try {
      await makeOpenFolder(root);
      if (await everyoneCanEnter(root)) return root;
    } catch {
      // Read-only, missing, or somebody else's: the next one may do.
    }
  }
  throw new Error(
    'Started as root, the database needs a folder that the account "nobody" can enter, and none of ' +
      `${PARENTS.join(', ')} will do. Make /var/lib writable, or start Rollcall as an ordinary user.`,
  );
}

/**
 * Creates a folder that every account can enter and only this one can write, whatever the umask.
 * Its parent must exist.
 * @throws Error if something is there that is not a folder of this account: in a place where anyone may
 * write, somebody else can have been there first.
 */
export async function makeOpenFolder(folder: string): Promise<void> {
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Error(`${folder} belongs to another.`);
  await chmod(folder, 0o755);
}

export async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}

async function everyoneCanEnter(folder: string): Promise<boolean> {
  for (let parent = await realpath(folder); parent !== '/'; parent = path.dirname(parent)) {
    if (((await stat(parent)).mode & 0o001) === 0) return false;
  }
  return true;
}
