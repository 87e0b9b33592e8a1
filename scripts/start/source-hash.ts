import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const skippedFolders = new Set(['node_modules', 'dist', 'coverage']);
const testFile = /\.test\.tsx?$/;

/**
 * One hash over everything that a build of these places reads: names and contents. A place is a file or a folder,
 * relative to `root`; a file that does not exist counts as such.
 */
export async function sourceHash(root: string, places: readonly string[]): Promise<string> {
  const files = (await Promise.all(places.map((place) => filesUnder(root, place)))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(path.join(root, file)).catch(() => Buffer.of());
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function filesUnder(root: string, place: string): Promise<string[]> {
  const entries = await readdir(path.join(root, place), { withFileTypes: true }).catch(() => null);
  if (entries === null) return [place];
  const found = await Promise.all(
    entries.map(async (entry) => {
      const name = `${place}/${entry.name}`;
      if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : filesUnder(root, name);
      return entry.isFile() && !testFile.test(entry.name) ? [name] : [];
    }),
  );
  return found.flat();
}
