import { createSandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { Env } from '@rollcall/server/env.ts';
import type { LiveTiming } from '@rollcall/server/realtime/timing.ts';
import { beforeAll } from 'vitest';
import { startApp } from './app.ts';
import { openDatabase, type TestDatabase } from './database.ts';
import { envOfSandbox } from './env-of-sandbox.ts';

export interface TestServer {
  readonly app: RunningApp;
  readonly database: TestDatabase;
}

/**
 * Starts a server on the shared test database before the tests of this file, and ends it after them. `ready` takes it,
 * and makes what all of the tests share. With `sandbox`, one stands in for Google and another issuer.
 */
export function withServer(
  {
    timing,
    sandbox = false,
    ...changes
  }: Partial<Env> & { readonly timing?: Partial<LiveTiming>; readonly sandbox?: boolean },
  ready: (server: TestServer) => void | Promise<void>,
): void {
  beforeAll(async () => {
    await using opening = new AsyncDisposableStack();
    const database = opening.use(openDatabase());
    const google = sandbox ? await startSandbox(opening) : {};
    const app = opening.use(await startApp({ ...google, ...changes }, timing));
    await ready({ app, database });
    const opened = opening.move();
    return () => opened.disposeAsync();
  });
}

async function startSandbox(opening: AsyncDisposableStack): Promise<ReturnType<typeof envOfSandbox>> {
  const sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:' });
  opening.defer(() => sandbox.stop());
  return envOfSandbox(sandbox);
}
