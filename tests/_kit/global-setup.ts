import type { TestProject } from 'vitest/node';
import { startTemporaryServer } from '../../scripts/temporary-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connections to the migrated database that all tests share, each with districts of its own. */
    database: { ownerUrl: string; appUrl: string; systemUrl: string; superuserUrl: string };
  }
}

/** One PostgreSQL for the whole run, migrated once. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTemporaryServer('rollcall_test', { max_connections: '200' });
  project.provide('database', {
    ownerUrl: server.urls.ownerUrl.reveal(),
    appUrl: server.urls.appUrl.reveal(),
    systemUrl: server.urls.systemUrl.reveal(),
    superuserUrl: server.superuserUrl('rollcall_test'),
  });
  return async () => {
    await server[Symbol.asyncDispose]();
  };
}
