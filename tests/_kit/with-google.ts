import { createSandbox, type Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { AppContext } from '@rollcall/server/app-context.ts';
import { openUpstream } from '@rollcall/server/connections/access.ts';
import { createRunWork } from '@rollcall/server/features/runs/run-work.ts';
import type { SyncPace } from '@rollcall/server/features/runs/sync-failure.ts';
import { afterEach, beforeAll } from 'vitest';
import { startApp } from './app.ts';
import { builtApps } from './built-apps.ts';
import { envOfSandbox } from './env-of-sandbox.ts';
import { Windows } from './windows.ts';

/** What cannot be read is asked for again at once, and given up soon. */
const pace: SyncPace = { firstMs: 10, longestMs: 50, tries: 3, restarts: 1, limitMs: 3_600_000 };

export interface GoogleWorld {
  readonly app: RunningApp;
  readonly windows: Windows;
  readonly sandbox: Sandbox;
}

/**
 * Starts an empty sandbox, a server with the built apps that takes it for Google, and a browser; ends them after the
 * tests of the file. Each test's windows close with it; it fails if one of them reported an error `allow` does not name.
 */
export function withGoogle(
  { allow }: { readonly allow?: readonly RegExp[] },
  ready: (world: GoogleWorld) => void | Promise<void>,
): void {
  let windows: Windows;
  beforeAll(async () => {
    await using opening = new AsyncDisposableStack();
    const sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', empty: true });
    opening.defer(() => sandbox.stop());
    const changes = { webRoot: await builtApps(), ...envOfSandbox(sandbox) };
    const work = (context: AppContext) => createRunWork(context, { openUpstream, pace });
    const app = opening.use(await startApp(changes, {}, { work }));
    windows = await Windows.launch();
    opening.defer(() => windows.quit());
    await ready({ app, windows, sandbox });
    const opened = opening.move();
    return () => opened.disposeAsync();
  });
  afterEach(() => windows.closeAll(allow));
}
