import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The account that PostgreSQL runs as when this process is root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);

/**
 * PostgreSQL refuses to run as root. For root this is `nobody`, which every system has, so that no
 * account is created; for an ordinary user it is undefined: PostgreSQL runs as that user.
 */
export async function chooseAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  try {
    return { uid: await idOfNobody('-u'), gid: await idOfNobody('-g') };
  } catch (error) {
    throw new Error(
      'PostgreSQL does not run as root, and this system has no account "nobody" to run it as instead. ' +
        'Start Rollcall as an ordinary user.',
      { cause: error },
    );
  }
}

async function idOfNobody(flag: '-u' | '-g'): Promise<number> {
  const { stdout } = await run('id', [flag, 'nobody']);
  const id = Number(stdout.trim());
  if (!Number.isInteger(id)) throw new Error(`"id ${flag} nobody" says ${stdout}`);
  // macOS prints its -2 as 4294967294, which `spawn` does not accept.
  return id | 0;
}
