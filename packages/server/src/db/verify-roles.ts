import pg from 'pg';
import type { Secret } from '../env.ts';
import { readMigrations } from './migrate.ts';

/** The oldest minor release of each major that has the row-security fixes (SPEC R1). */
const oldestMinor: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6 };

/** A database that cannot be used as it is set up, in words for whoever runs the installation. Shows no password. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';
  /** True when it may be otherwise in a moment: nobody answers. */
  readonly away: boolean;

  constructor(message: string, options: { readonly away?: boolean; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.away = options.away ?? false;
  }
}

/**
 * Why a connection with the URL of this setting could not be made, also where that is the cause of another failure;
 * the error itself when it is a defect.
 */
export function explainConnection(setting: string, error: unknown): unknown {
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  if (/^(ECONN|ENOTFOUND|ETIMEDOUT|EAI_|EHOSTUNREACH|57P0|08|53)/.test(code))
    return new DatabaseRefusal(`${setting}: the database does not answer (${code}).`, {
      away: true,
      cause: error,
    });
  if (code.startsWith('28'))
    return new DatabaseRefusal(`${setting}: the database refuses this user or this password.`, {
      cause: error,
    });
  if (code === '3D000')
    return new DatabaseRefusal(`${setting}: there is no database of that name.`, { cause: error });
  if (code === 'ERR_INVALID_URL')
    return new DatabaseRefusal(
      `${setting} is not a connection URL like postgres://user:password@host:5432/name.`,
    );
  return error;
}

/**
 * Refuses to go on with a role that could see past row security, a server that is too old, or a database that is
 * not migrated. Throws a DatabaseRefusal that says what to change.
 */
export async function verifyRoles(urls: { readonly app: Secret; readonly system: Secret }): Promise<void> {
  for (const [setting, url] of [
    ['DATABASE_URL', urls.app],
    ['DATABASE_SYSTEM_URL', urls.system],
  ] as const) {
    await verifyUrl(setting, url);
  }
}

/** The same for whoever connects as the system role alone: the command line. */
export async function verifySystemRole(url: Secret): Promise<void> {
  await verifyUrl('DATABASE_SYSTEM_URL', url);
}

async function verifyUrl(setting: keyof typeof expectations, url: Secret): Promise<void> {
  const client = await connectTo(setting, url);
  try {
    await verifyConnection(client, setting);
  } finally {
    await client.end();
  }
}

async function connectTo(setting: string, url: Secret): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: url.reveal(), connectionTimeoutMillis: 10_000 });
    await client.connect();
    return client;
  } catch (error) {
    throw explainConnection(setting, error);
  }
}

/** What each connection must be able to act as, and what it must not be able to become. */
const expectations = {
  DATABASE_URL: { role: 'rollcall_app', never: ['rollcall_owner', 'rollcall_system', 'rollcall_definer'] },
  DATABASE_SYSTEM_URL: { role: 'rollcall_system', never: ['rollcall_owner', 'rollcall_definer'] },
} as const;

async function verifyConnection(client: pg.Client, setting: keyof typeof expectations): Promise<void> {
  const { role: expected, never } = expectations[setting];
  // Membership counts also where it is not inherited: SET ROLE would be enough.
  const facts = await client.query<{ role: string; powers: string[]; acts: boolean; version: number }>(
    `select current_user as role,
      array(
        select r.rolname::text from pg_roles r
        where (r.rolsuper or r.rolbypassrls or r.rolname = any ($1)
            or exists (select 1 from pg_class c where c.relnamespace = 'public'::regnamespace and c.relowner = r.oid))
          and pg_has_role(r.oid, 'member')
        order by 1
      ) as powers,
      exists (select 1 from pg_roles r where r.rolname = $2 and pg_has_role(r.oid, 'usage')) as acts,
      current_setting('server_version_num')::int as version`,
    [never, expected],
  );
  const [row] = facts.rows;
  if (row === undefined) throw new DatabaseRefusal(`${setting}: the database did not answer`);
  const major = Math.floor(row.version / 10000);
  const minor = row.version % 10000;
  if (major < 15 || minor < (oldestMinor[major] ?? 0)) {
    throw new DatabaseRefusal(
      `PostgreSQL ${major}.${minor} is too old: use 18, or at least 17.6, 16.10 or 15.14`,
    );
  }
  if (row.powers.length > 0) {
    throw new DatabaseRefusal(
      `${setting} connects as "${row.role}", which could see past row security (as ${row.powers.join(', ')}). ` +
        `Use ${expected} (README)`,
    );
  }
  if (!row.acts) throw new DatabaseRefusal(`${setting} connects as "${row.role}", which is not ${expected}`);
  await verifyMigrated(client);
}

/** A database that is newer than the server is let pass: an update replaces servers one by one (SPEC F20). */
async function verifyMigrated(client: pg.Client): Promise<void> {
  const readable = await client.query<{ ok: boolean | null }>(
    "select has_column_privilege(to_regclass('public.kysely_migration'), 'name', 'select') as ok",
  );
  const done =
    readable.rows[0]?.ok === true
      ? await client.query<{ name: string }>('select name from public.kysely_migration')
      : { rows: [] };
  const names = new Set(done.rows.map((row) => row.name));
  const missing = Object.keys(await readMigrations()).filter((name) => !names.has(name));
  if (missing.length > 0) {
    throw new DatabaseRefusal(
      `The database is empty or older than this version (missing: ${missing.join(', ')}): run "pnpm migrate" first`,
    );
  }
}
