import { createSandbox, type Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { afterEach, beforeAll } from 'vitest';
import { startApp } from './app.ts';
import { builtApps } from './built-apps.ts';
import { envOfSandbox } from './env-of-sandbox.ts';
import { Windows } from './windows.ts';

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
    const app = opening.use(await startApp({ webRoot: await builtApps(), ...envOfSandbox(sandbox) }));
    windows = await Windows.launch();
    opening.defer(() => windows.quit());
    await ready({ app, windows, sandbox });
    const opened = opening.move();
    return () => opened.disposeAsync();
  });
  afterEach(() => windows.closeAll(allow));
}
