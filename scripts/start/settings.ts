import { demoDataDir } from '@rollcall/server/cli/running-demo.ts';
import { type Env, readEnv } from '@rollcall/server/env.ts';

/** What is said to whoever starts, without a stack: it is theirs to put right. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}

export type StartSettings =
  | {
      readonly kind: 'embedded';
      readonly fresh: boolean;
      readonly dataDir: string;
      /** The server's settings once everything that it needs is up. */
      env(found: FoundAtStart): Env;
      /** The port to try first; 0 is any. */
      readonly port: number;
    }
  | { readonly kind: 'own-database'; readonly env: Env; readonly ownerUrl: string | undefined };

/** What the demo's server is told that is known only once the rest is up. */
export interface FoundAtStart {
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly secret: string;
  readonly port: number;
  /** Where the stand-in for Google is, as settings. */
  readonly sandbox: { readonly env: Readonly<Record<string, string>> };
}

/** What `--help` says, and a refusal of arguments. */
export const usage = `Usage: npx -y pnpm@12 start [--fresh]

  --fresh   deletes the demo's data and begins anew

Settings come from the environment, such as PORT=4100 for another port: README, "Settings".`;

/** Reads arguments and environment. Throws a StartRefusal that says what to change. */
export function readSettings(
  args: readonly string[],
  source: NodeJS.ProcessEnv,
  webRoot: string,
): StartSettings {
  const unknown = args.filter((arg) => arg !== '--fresh' && arg !== '--');
  if (unknown.length > 0) throw new StartRefusal(usage);
  const fresh = args.includes('--fresh');
  const isSet = (name: string) => (source[name] ?? '') !== '';
  if (isSet('DATABASE_URL')) {
    if (fresh)
      throw new StartRefusal(
        '--fresh deletes the embedded database only. With DATABASE_URL set it does nothing, so it is refused.',
      );
    return ownDatabase(source, webRoot);
  }
  if (isSet('DATABASE_SYSTEM_URL'))
    throw new StartRefusal(
      'DATABASE_SYSTEM_URL is set and DATABASE_URL is not. Set both to use your own PostgreSQL, or neither.',
    );
  if (['0', 'false'].includes(source.ROLLCALL_DEMO ?? ''))
    throw new StartRefusal(
      'The embedded database is for the demo. For a server without it set DATABASE_URL (README, "On your own PostgreSQL").',
    );
  return {
    kind: 'embedded',
    fresh,
    dataDir: demoDataDir(source),
    port: withoutDatabase(source, webRoot, { port: source.PORT || '4000' }).port,
    env: ({ port, ...found }) => withoutDatabase(source, webRoot, { ...found, port: String(port) }),
  };
}

function ownDatabase(source: NodeJS.ProcessEnv, webRoot: string): StartSettings {
  const needed = {
    DATABASE_SYSTEM_URL: 'a connection as rollcall_system',
    ROLLCALL_SECRET:
      '32 characters or more that nobody can guess, for example from "openssl rand -base64 32"',
  };
  const missing = Object.entries(needed).filter(([name]) => (source[name] ?? '') === '');
  if (missing.length > 0) {
    const lines = missing.map(([name, what]) => `  ${name}: ${what}`);
    throw new StartRefusal(
      `DATABASE_URL is set, so Rollcall runs on your own PostgreSQL. Set these as well (README, "On your own PostgreSQL"):\n${lines.join('\n')}`,
    );
  }
  return {
    kind: 'own-database',
    env: readOrRefuse({ ...source, ROLLCALL_WEB_ROOT: source.ROLLCALL_WEB_ROOT || webRoot }),
    ownerUrl: source.DATABASE_OWNER_URL || undefined,
  };
}

/**
 * The demo takes few settings of its surroundings: a PUBLIC_ORIGIN, for one, would lock its people out, and its mail is
 * handed to the sandbox and to nobody else.
 */
function withoutDatabase(
  source: NodeJS.ProcessEnv,
  webRoot: string,
  found: Partial<Omit<FoundAtStart, 'port'>> & { port: string },
): Env {
  const { HOST, LOG_LEVEL, MAIL_FROM, DATABASE_POOL_SIZE } = source;
  const given = { HOST, LOG_LEVEL: LOG_LEVEL || 'warn', MAIL_FROM, DATABASE_POOL_SIZE };
  return readOrRefuse({
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => (value ?? '') !== '')),
    DATABASE_URL: found.appUrl ?? 'none yet',
    DATABASE_SYSTEM_URL: found.systemUrl ?? 'none yet',
    ROLLCALL_SECRET: found.secret ?? 'not read yet, but as long as it has to be',
    ROLLCALL_DEMO: '1',
    ROLLCALL_WEB_ROOT: webRoot,
    PORT: found.port,
    ...found.sandbox?.env,
  });
}

function readOrRefuse(source: NodeJS.ProcessEnv): Env {
  try {
    return readEnv(source);
  } catch (error) {
    throw new StartRefusal(error instanceof Error ? error.message : String(error));
  }
}
