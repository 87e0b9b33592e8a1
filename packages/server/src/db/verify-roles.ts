import pg from 'pg';
import type { Secret } from '../env.ts';

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
    const client = new pg.Client({ connectionString: url.reveal(), connectionTimeoutMillis: 10_000 });
    await client.connect();
    try {
      await verifyConnection(client, setting);
    } finally {
      await client.end();
    }
  }
}

async function verifyConnection(client: pg.Client, setting: string): Promise<void> {
  const facts = await client.query<{
    role: string;
    unsafe: boolean;
    owns: boolean;
    version: number;
    migrated: boolean;
  }>(`
    select current_user as role,
      (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as unsafe,
      exists (
        select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and pg_has_role(current_user, c.relowner, 'usage')
      ) as owns,
      current_setting('server_version_num')::int as version,
      to_regclass('public.installation') is not null as migrated
  `);
  const [row] = facts.rows;
  if (row === undefined) throw new Error(`${setting}: the database did not answer`);
  const major = Math.floor(row.version / 10000);
  const minor = row.version % 10000;
  if (major < 15 || minor < (oldestMinor[major] ?? 0)) {
    throw new Error(`PostgreSQL ${major}.${minor} is too old: use 18, or at least 17.6, 16.10 or 15.14`);
  }
  if (!row.migrated)
    throw new Error('The database is empty or older than this version: run "pnpm migrate" first');
  if (row.unsafe || row.owns) {
    throw new Error(
      `${setting} connects as "${row.role}", which could see past row security. Use rollcall_app or rollcall_system (README)`,
    );
  }
  const expected = setting === 'DATABASE_URL' ? 'rollcall_app' : 'rollcall_system';
  const member = await client.query<{ ok: boolean }>('select pg_has_role(current_user, $1, $2) as ok', [
    expected,
    'usage',
  ]);
  if (member.rows[0]?.ok !== true)
    throw new Error(`${setting} connects as "${row.role}", which is not ${expected}`);
}
