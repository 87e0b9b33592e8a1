import type { SystemTx } from '../db/tx.ts';
import { type Connection, connect } from './connection.ts';
import type { Answer } from './output.ts';

export interface CommandScope {
  /** One transaction for the whole command: it happens as a whole or not at all. */
  readonly tx: SystemTx;
  readonly secret: Connection['secret'];
}

/** What all commands have in common, so that tests can run them in their own process. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly json: () => boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command and prints its answer. Notes for people go to the other stream: `--json` stays one document. */
export async function run(
  surroundings: Surroundings,
  command: (scope: CommandScope) => Promise<Answer>,
): Promise<void> {
  await using connection = await connect(surroundings.env);
  if (connection.note !== null && !surroundings.json()) surroundings.err(`${connection.note}\n`);
  const answer = await connection.withSystemTx((tx) => command({ tx, secret: () => connection.secret() }));
  surroundings.out(`${surroundings.json() ? JSON.stringify(answer.json, null, 2) : answer.text}\n`);
}
