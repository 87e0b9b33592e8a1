import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from '@rollcall/embedded-db/embedded-postgres.ts';
import { bootstrapDatabase, type DatabaseUrls } from '@rollcall/server/db/bootstrap.ts';
import { migrate } from '@rollcall/server/db/migrate.ts';

export interface TemporaryServer extends AsyncDisposable {
  readonly superuserUrl: (database?: string) => string;
  readonly urls: DatabaseUrls;
}

/** A PostgreSQL of its own in a temporary folder, with one migrated database. Disposing of it leaves nothing. */
export async function startTemporaryServer(
  database: string,
  settings: Record<string, string> = {},
): Promise<TemporaryServer> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rollcall-db-'));
  const server = await startEmbeddedPostgres({ dataDir, durable: false, settings });
  const superuserUrl = (name?: string) => server.superuserUrl(name);
  const urls = await bootstrapDatabase(superuserUrl, database);
  await migrate(urls.ownerUrl);
  return {
    superuserUrl,
    urls,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await destroyEmbeddedPostgres(dataDir);
    },
  };
}
