import { readdir, readFile } from 'node:fs/promises';
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import type { Secret } from '../env.ts';

const folder = new URL('./migrations/', import.meta.url);

/** Every `NNNN-name.sql` of the folder, in the order of its number. */
export async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations: Record<string, Migration> = {};
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8');
    migrations[name.replace(/\.sql$/, '')] = {
      up: async (db) => {
        await db.executeQuery(CompiledQuery.raw(text));
      },
    };
  }
  return migrations;
}

/**
 * Brings the database up to date as `owner` and returns the names of what it ran. Each file has a transaction of
 * its own (`migrateUp` one by one): run together, a late failure would roll back files reported as done.
 * Throws the database's error with the name of the file that failed.
 */
export async function migrate(ownerUrl: Secret): Promise<string[]> {
  const pool = new pg.Pool({
    connectionString: ownerUrl.reveal(),
    max: 1,
    lock_timeout: 5_000,
    application_name: 'rollcall-migrate',
  });
  // A connection that the server ends while it is idle or closing; a statement that fails rejects by itself.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrations = await readMigrations();
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const done: string[] = [];
  try {
    for (;;) {
      const { error, results } = await migrator.migrateUp();
      const [result] = results ?? [];
      if (error !== undefined || result?.status === 'Error') {
        throw new Error(`Migration ${result?.migrationName ?? '(none)'} failed; nothing of it was kept`, {
          cause: error,
        });
      }
      if (result === undefined) return done;
      done.push(result.migrationName);
    }
  } finally {
    await db.destroy();
  }
}
