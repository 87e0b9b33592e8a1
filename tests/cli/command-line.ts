import { runCommandLine } from '@rollcall/server/cli/program.ts';
import { testEnv } from '../_kit/app.ts';
import { createOwnDatabase, type OwnDatabase } from '../schema/own-database.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line on a database of its own, so that its lists hold what the test made and nothing else. */
export interface CommandLine extends AsyncDisposable {
  readonly database: OwnDatabase;
  run(...args: string[]): Promise<Ran>;
  /** What a command answers with `--json`; throws when it is refused. */
  json(...args: string[]): Promise<unknown>;
  /** The code of the refusal; throws when the command succeeds. */
  refusal(...args: string[]): Promise<{ code: string; message: string; near: string[]; exitCode: number }>;
}

export async function openCommandLine(): Promise<CommandLine> {
  const database = await createOwnDatabase({ migrated: true });
  const env = {
    DATABASE_SYSTEM_URL: database.systemUrl.reveal(),
    ROLLCALL_SECRET: testEnv().secret.reveal(),
  };
  const run = (...args: string[]) => runWith(env, args);
  return {
    database,
    run,
    async json(...args) {
      const ran = await run(...args, '--json');
      if (ran.code !== 0) throw new Error(`refused: ${ran.err}`);
      return JSON.parse(ran.out);
    },
    async refusal(...args) {
      const ran = await run(...args, '--json');
      if (ran.code === 0) throw new Error(`It was expected to be refused: ${ran.out}`);
      return { ...JSON.parse(ran.err).error, exitCode: ran.code };
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

export async function runWith(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await runCommandLine(args, {
    env,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}
