import { readFile } from 'node:fs/promises';
import pino from 'pino';
import { createPool, kyselyOn } from '../db/pool.ts';
import { createDatabase, type Database } from '../db/tx.ts';
import { DatabaseRefusal, verifySystemRole } from '../db/verify-roles.ts';
import { Secret } from '../env.ts';
import { CliRefusal } from './refusal.ts';
import { demoDataDir, readRunningDemo, secretFile } from './running-demo.ts';

/** The vendor's way to the database, and the server's secret where there is one. */
export interface Connection extends AsyncDisposable {
  readonly withSystemTx: Database['withSystemTx'];
  /** Throws a CliRefusal when there is none: only what makes keys needs it. */
  secret(): Secret;
  /** Where this goes, when nobody said so; for people. */
  readonly note: string | null;
}

interface Target {
  readonly url: Secret;
  readonly secret: string | undefined;
  readonly note: string | null;
}

/**
 * Connects with DATABASE_SYSTEM_URL or, without it, to the demo that runs on this checkout's data. Throws a
 * CliRefusal that says what to set or start, and an Error for a role that may not do this.
 */
export async function connect(env: NodeJS.ProcessEnv): Promise<Connection> {
  const target = await chooseTarget(env);
  try {
    await verifySystemRole(target.url);
  } catch (error) {
    throw explainFailure(error, target);
  }
  const log = pino({ level: 'silent' });
  const pool = createPool({ url: target.url, max: 1, name: 'system', log });
  const system = kyselyOn(pool);
  // Only the system's half is handed out: this pool has no business in a request's scope.
  const { withSystemTx } = createDatabase(system, system);
  return {
    withSystemTx,
    secret: () => secretOf(target),
    note: target.note,
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

async function chooseTarget(env: NodeJS.ProcessEnv): Promise<Target> {
  const url = env.DATABASE_SYSTEM_URL ?? '';
  if (url !== '') return { url: new Secret(url), secret: env.ROLLCALL_SECRET, note: null };
  const dataDir = demoDataDir(env);
  const demo = await readRunningDemo(dataDir);
  if (demo === null) {
    throw new CliRefusal(
      'SETTINGS',
      'Set DATABASE_SYSTEM_URL to a connection as rollcall_system (README, "On your own PostgreSQL"). To try this on the demo, start it first: npx -y pnpm@12 start',
    );
  }
  const secret = (await readFile(secretFile(dataDir), 'utf8').catch(() => '')).trim();
  const note = `(the demo at http://localhost:${demo.port}; DATABASE_SYSTEM_URL is not set)`;
  return { url: new Secret(demo.systemUrl), secret, note };
}

/** The same in words for whoever asked: a demo that is gone leaves a note with a password that nobody takes. */
function explainFailure(error: unknown, target: Target): unknown {
  if (!(error instanceof DatabaseRefusal)) return error;
  if (target.note !== null)
    return new CliRefusal('UNAVAILABLE', 'The demo is not running any more. Start it: npx -y pnpm@12 start');
  return new CliRefusal(error.away ? 'UNAVAILABLE' : 'SETTINGS', error.message);
}

function secretOf(target: Target): Secret {
  if ((target.secret ?? '').length >= 32) return new Secret(target.secret ?? '');
  throw new CliRefusal(
    'SETTINGS',
    "Set ROLLCALL_SECRET to the secret that the server runs with: the new license's key is encrypted with it.",
  );
}
