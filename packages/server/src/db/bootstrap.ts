import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Secret } from '../env.ts';

export interface DatabaseUrls {
  readonly ownerUrl: Secret;
  readonly appUrl: Secret;
  readonly systemUrl: Secret;
}

const loginRoles = ['rollcall_owner', 'rollcall_app', 'rollcall_system'] as const;

/**
 * Makes the four roles (README, "On your own PostgreSQL") with new passwords, and the database if it is missing.
 * Idempotent. Needs a superuser; used for the embedded server and by the tests, never against a server of others.
 */
export async function bootstrapDatabase(
  superuserUrl: (database?: string) => string,
  database: string,
): Promise<DatabaseUrls> {
  const client = new pg.Client({ connectionString: superuserUrl('postgres') });
  await client.connect();
  try {
    const passwords = await ensureRoles(client);
    await ensureDatabase(client, superuserUrl, database);
    return urlsFor(superuserUrl(database), passwords);
  } finally {
    await client.end();
  }
}

/**
 * Makes the database if it is missing, and takes it from everybody but the roles, which must be there. The schema of
 * the job queue is made here, because no role of the server may make one. `client` is a superuser's connection to any
 * database of the server.
 */
export async function ensureDatabase(
  client: pg.Client,
  superuserUrl: (database?: string) => string,
  database: string,
): Promise<void> {
  const existing = await client.query('select 1 from pg_database where datname = $1', [database]);
  if (existing.rowCount === 0) {
    await client.query(`create database ${pg.escapeIdentifier(database)} owner rollcall_owner`);
  }
  await client.query(`revoke all on database ${pg.escapeIdentifier(database)} from public`);
  await client.query(
    `grant connect on database ${pg.escapeIdentifier(database)} to rollcall_app, rollcall_system`,
  );
  await inDatabase(
    superuserUrl(database),
    `alter schema public owner to rollcall_owner;
    create schema if not exists graphile_worker authorization rollcall_system`,
  );
}

type Passwords = Record<(typeof loginRoles)[number], string>;

async function ensureRoles(client: pg.Client): Promise<Passwords> {
  const passwords = {} as Passwords;
  for (const role of [...loginRoles, 'rollcall_definer'] as const) {
    const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    if (known.rowCount === 0) await client.query(`create role ${role}`);
  }
  for (const role of loginRoles) {
    passwords[role] = randomBytes(24).toString('base64url');
    await client.query(
      `alter role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls password ${pg.escapeLiteral(passwords[role])}`,
    );
  }
  await client.query('alter role rollcall_definer nologin nosuperuser nocreatedb nocreaterole nobypassrls');
  const version = await client.query<{ number: number }>(
    "select current_setting('server_version_num')::int as number",
  );
  const withOptions = (version.rows[0]?.number ?? 0) >= 160000 ? ' with inherit false, set true' : '';
  await client.query(`grant rollcall_definer to rollcall_owner${withOptions}`);
  return passwords;
}

async function inDatabase(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlsFor(superuserUrl: string, passwords: Passwords): DatabaseUrls {
  const as = (role: (typeof loginRoles)[number]): Secret => {
    const url = new URL(superuserUrl);
    url.username = role;
    url.password = passwords[role];
    return new Secret(url.href);
  };
  return { ownerUrl: as('rollcall_owner'), appUrl: as('rollcall_app'), systemUrl: as('rollcall_system') };
}
