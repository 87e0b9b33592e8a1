import type { RunningApp } from '@rollcall/server/app.ts';
import type { Env } from '@rollcall/server/env.ts';
import type { LiveTiming } from '@rollcall/server/realtime/timing.ts';
import { beforeAll } from 'vitest';
import { startApp } from './app.ts';
import { openDatabase, type TestDatabase } from './database.ts';

export interface TestServer {
  readonly app: RunningApp;
  readonly database: TestDatabase;
}

/**
 * Starts a server on the shared test database before the tests of this file, and ends it after them. `ready` takes it,
 * and makes what all of the tests share.
 */
export function withServer(
  { timing, ...changes }: Partial<Env> & { readonly timing?: Partial<LiveTiming> },
  ready: (server: TestServer) => void | Promise<void>,
): void {
  beforeAll(async () => {
    await using opening = new AsyncDisposableStack();
    const database = opening.use(openDatabase());
    const app = opening.use(await startApp(changes, timing));
    await ready({ app, database });
    const opened = opening.move();
    return () => opened.disposeAsync();
  });
}
