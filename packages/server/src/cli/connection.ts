import { readFile } from 'node:fs/promises';
import pino from 'pino';
import { createPool, kyselyOn } from '../db/pool.ts';
import { createDatabase, type Database } from '../db/tx.ts';
import { verifySystemRole } from '../db/verify-roles.ts';
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

/** A database that cannot be reached, or lets nobody in, in words; other errors as they are. */
function explainFailure(error: unknown, target: Target): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const away = /^(ECONN|ENOTFOUND|ETIMEDOUT|EAI_|EHOSTUNREACH|57P0|08|53)/.test(code);
  const locked = /^28/.test(code);
  if (target.note !== null && (away || locked))
    return new CliRefusal('UNAVAILABLE', 'The demo is not running any more. Start it: npx -y pnpm@12 start');
  if (away)
    return new CliRefusal('UNAVAILABLE', `The database of DATABASE_SYSTEM_URL does not answer (${code}).`);
  if (locked)
    return new CliRefusal(
      'SETTINGS',
      'The database refuses the user or the password in DATABASE_SYSTEM_URL.',
    );
  if (code === '3D000')
    return new CliRefusal('SETTINGS', 'The database that DATABASE_SYSTEM_URL names does not exist.');
  if (code === 'ERR_INVALID_URL')
    return new CliRefusal('SETTINGS', 'DATABASE_SYSTEM_URL is not a connection URL.');
  // What verifyRoles refuses is said in words already, and without a code.
  return code === '' && error instanceof Error ? new CliRefusal('SETTINGS', error.message) : error;
}

function secretOf(target: Target): Secret {
  if ((target.secret ?? '').length >= 32) return new Secret(target.secret ?? '');
  throw new CliRefusal(
    'SETTINGS',
    "Set ROLLCALL_SECRET to the secret that the server runs with: the new license's key is encrypted with it.",
  );
}
