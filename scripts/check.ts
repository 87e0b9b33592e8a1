import { globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { checkBoundaries } from './check/boundaries.ts';
import { checkMigrations } from './check/migrations.ts';
import { runCommand } from './check/run-command.ts';
import { checkSources } from './check/sources.ts';

/**
 * Everything that can be said about the project without running it: `pnpm check`, or `pnpm check types knip` for some.
 * Exits with 1 when anything is wrong. With ROLLCALL_RESULTS it also writes how many passed and failed to checks.json
 * in that folder.
 */
const root = path.join(import.meta.dirname, '..');
const atATime = 2;

interface Outcome {
  readonly ok: boolean;
  /** Printed under the check's heading when it failed. */
  readonly text: string;
  /** A few words for the summary. */
  readonly summary?: string;
}

interface Check {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
  /** What to do when it fails. */
  readonly hint: string;
}

async function tool(command: string, ...args: string[]): Promise<Outcome> {
  const { code, output } = await runCommand(root, command, args);
  return { ok: code === 0, text: output.trim() };
}

function problems(found: { problems: string[]; summary: string }): Outcome {
  return { ok: found.problems.length === 0, text: found.problems.join('\n'), summary: found.summary };
}

/** A migration linter that finds nothing in a migration that locks and destroys is not working. */
async function lintMigrations(): Promise<Outcome> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rollcall-squawk-'));
  try {
    const planted = path.join(folder, '0001-planted.sql');
    await writeFile(
      planted,
      'create index planted on member (name);\nalter table member drop column name;\n',
    );
    const config = ['--config', path.join(root, '.squawk.toml'), '--reporter', 'gcc'];
    const self = await tool('squawk', ...config, planted);
    if (self.ok || !self.text.includes('require-concurrent-index-creation')) {
      return {
        ok: false,
        text: `self-test: squawk does not object to a planted bad migration\n${self.text}`,
      };
    }
    return await tool(
      'squawk',
      ...config,
      ...globSync('packages/server/src/db/migrations/*.sql', { cwd: root }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const projects = globSync(['tsconfig.json', 'packages/*/tsconfig.json', 'tests/tsconfig.json'], {
  cwd: root,
});

const checks: readonly Check[] = [
  {
    name: 'schema',
    run: () => tool(process.execPath, 'scripts/db-types.ts', '--verify'),
    hint: 'The migrated schema and its checked-in types differ: run pnpm db:types and commit what it writes.',
  },
  {
    name: 'knip',
    run: () => tool('knip', '--treat-config-hints-as-errors'),
    hint: 'Delete what nobody uses, or use it. What is used in a way that cannot be seen goes into knip.config.ts.',
  },
  {
    name: 'boundaries',
    run: async () => problems(await checkBoundaries(root)),
    hint: 'Each line says which rule and why. The rules are in scripts/check/boundary-rules.ts and server-layers.ts.',
  },
  {
    name: 'format-and-lint',
    run: () => tool('biome', 'check', '--error-on-warnings', '--max-diagnostics=100'),
    hint: 'Run pnpm format; what is left needs a hand.',
  },
  ...projects.map((project) => ({
    name: `types:${path
      .dirname(project)
      .replace(/^.*[\\/]/, '')
      .replace(/^\.$/, 'root')}`,
    run: () => tool('tsc', '-p', project),
    hint: `Run npx tsc -p ${project} --watch while mending.`,
  })),
  {
    name: 'sources',
    run: async () => problems(checkSources(root)),
    hint: 'Each line says what to do instead. The rules are in scripts/check/source-rules.ts.',
  },
  {
    name: 'migrations',
    run: async () => problems(checkMigrations(root)),
    hint: 'What has run in a database is history: go forward with a new migration.',
  },
  {
    name: 'migration-lint',
    run: lintMigrations,
    hint: 'Each rule is explained at squawkhq.com/docs/rules; a rule that does not apply is named in .squawk.toml.',
  },
];

interface Finished extends Outcome {
  readonly name: string;
  readonly hint: string;
  readonly seconds: number;
}

async function runOne(check: Check): Promise<Finished> {
  const startedAt = performance.now();
  const outcome = await check.run().catch((error: unknown) => ({
    ok: false,
    text: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  return { ...check, ...outcome, seconds: (performance.now() - startedAt) / 1000 };
}

/** Prints each check as it ends: a failed one with its text and what to do. */
function print(finished: Finished): void {
  const summary = finished.summary === undefined ? '' : `  ${finished.summary}`;
  console.log(
    `${finished.ok ? 'ok    ' : 'FAILED'}  ${finished.name.padEnd(18)} ${finished.seconds.toFixed(1).padStart(5)} s${summary}`,
  );
  if (!finished.ok) {
    console.log(
      `\n--- ${finished.name} ${'-'.repeat(Math.max(0, 90 - finished.name.length))}\n${finished.text}`,
    );
    console.log(`\n    → ${finished.hint}\n`);
  }
}

async function runAll(wanted: readonly Check[]): Promise<Finished[]> {
  const waiting = [...wanted];
  const done: Finished[] = [];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const finished = await runOne(check);
      print(finished);
      done.push(finished);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return done;
}

const names = process.argv.slice(2);
const wanted = checks.filter(
  (check) =>
    names.length === 0 || names.some((name) => check.name === name || check.name.startsWith(`${name}:`)),
);
if (wanted.length === 0) {
  console.error(`No such check. There are: ${checks.map((check) => check.name).join(', ')}`);
  process.exit(2);
}
const results = await runAll(wanted);
const failed = results.filter((result) => !result.ok);
const resultsFolder = process.env.ROLLCALL_RESULTS;
if (resultsFolder !== undefined) {
  const count = { passed: results.length - failed.length, failed: failed.length };
  await writeFile(path.join(resultsFolder, 'checks.json'), JSON.stringify(count));
}
console.log(
  failed.length === 0
    ? `\nAll ${results.length} checks passed.`
    : `\n${failed.length} of ${results.length} checks failed: ${failed.map((result) => result.name).join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
