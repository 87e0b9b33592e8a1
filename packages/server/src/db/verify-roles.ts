import pg from 'pg';
import type { Secret } from '../env.ts';
import { readMigrations } from './migrate.ts';

/** The oldest minor release of each major that has the row-security fixes (SPEC R1). */
const oldestMinor: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6 };

/**
 * Refuses to go on with a role that could see past row security, a server that is too old, or a database that is
 * not migrated. Throws an Error that says what to change; shows no password.
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
  const client = new pg.Client({ connectionString: url.reveal(), connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await verifyConnection(client, setting);
  } finally {
    await client.end();
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
  if (row === undefined) throw new Error(`${setting}: the database did not answer`);
  const major = Math.floor(row.version / 10000);
  const minor = row.version % 10000;
  if (major < 15 || minor < (oldestMinor[major] ?? 0)) {
    throw new Error(`PostgreSQL ${major}.${minor} is too old: use 18, or at least 17.6, 16.10 or 15.14`);
  }
  if (row.powers.length > 0) {
    throw new Error(
      `${setting} connects as "${row.role}", which could see past row security (as ${row.powers.join(', ')}). ` +
        `Use ${expected} (README)`,
    );
  }
  if (!row.acts) throw new Error(`${setting} connects as "${row.role}", which is not ${expected}`);
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
    throw new Error(
      `The database is empty or older than this version (missing: ${missing.join(', ')}): run "pnpm migrate" first`,
    );
  }
}
