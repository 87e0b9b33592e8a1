import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = 'packages/server/src/db/migrations';
/** In the format of `sha256sum`: what each migration said when it was recorded. */
const listName = 'checksums.txt';

const migrationName = /^(\d{4})-[a-z0-9-]+\.sql$/;

function sha256Of(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function migrationsOf(root: string): string[] {
  return readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

function readList(root: string): Map<string, string> {
  const file = path.join(root, folder, listName);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** Adds migrations that the list does not know yet. What it knows stays, also where the file now differs. */
export function recordMigrations(root: string): void {
  const known = readList(root);
  for (const name of migrationsOf(root)) {
    if (!known.has(name)) known.set(name, sha256Of(path.join(root, folder, name)));
  }
  const lines = [...known].sort(([one], [other]) => one.localeCompare(other));
  writeFileSync(
    path.join(root, folder, listName),
    lines.map(([name, hash]) => `${hash}  ${name}\n`).join(''),
  );
}

/**
 * A migration that has run somewhere is history: an edit would reach new databases only, and two installations of one
 * version would differ. Says which files were edited, removed, left unrecorded or badly numbered.
 */
export function checkMigrations(root: string): { problems: string[]; summary: string } {
  const known = readList(root);
  const names = migrationsOf(root);
  const problems = [...known.keys()]
    .filter((name) => !names.includes(name))
    .map((name) => `${name} was recorded and is gone`);
  names.forEach((name, index) => {
    const number = migrationName.exec(name)?.[1];
    if (Number(number) !== index + 1) {
      problems.push(
        `${name}: expected the number ${String(index + 1).padStart(4, '0')} and a kebab-case name`,
      );
    }
    const recorded = known.get(name);
    if (recorded === undefined) problems.push(`${name} is not recorded: run pnpm db:types`);
    else if (recorded !== sha256Of(path.join(root, folder, name))) {
      problems.push(
        `${name} was edited after it was recorded. Write a new migration instead; only if no database has ever run ` +
          `it, delete its line in ${folder}/${listName} and run pnpm db:types.`,
      );
    }
  });
  if (names.length === 0) problems.push(`no migration was found in ${folder}`);
  return { problems, summary: `${names.length} migrations` };
}
