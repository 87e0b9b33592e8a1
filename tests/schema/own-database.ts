import { randomUUID } from 'node:crypto';
import { ensureDatabase } from '@rollcall/server/db/bootstrap.ts';
import { migrate } from '@rollcall/server/db/migrate.ts';
import { Secret } from '@rollcall/server/env.ts';
import pg from 'pg';
import { inject } from 'vitest';

export interface OwnDatabase extends AsyncDisposable {
  readonly superuserUrl: string;
  readonly ownerUrl: Secret;
  readonly appUrl: Secret;
  readonly systemUrl: Secret;
}

function inDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** A database beside the shared one, on the same server and with the same roles: for tests that change the schema. */
export async function createOwnDatabase(options: { readonly migrated: boolean }): Promise<OwnDatabase> {
  const shared = inject('database');
  const name = `rollcall_schema_${randomUUID().slice(0, 8)}`;
  const client = new pg.Client({ connectionString: shared.superuserUrl });
  await client.connect();
  await ensureDatabase(client, (database = 'postgres') => inDatabase(shared.superuserUrl, database), name);
  const ownerUrl = new Secret(inDatabase(shared.ownerUrl, name));
  if (options.migrated) await migrate(ownerUrl);
  return {
    superuserUrl: inDatabase(shared.superuserUrl, name),
    ownerUrl,
    appUrl: new Secret(inDatabase(shared.appUrl, name)),
    systemUrl: new Secret(inDatabase(shared.systemUrl, name)),
    async [Symbol.asyncDispose]() {
      await client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`);
      await client.end();
    },
  };
}
