import type { RunningApp } from '@rollcall/server/app.ts';
import type { Env } from '@rollcall/server/env.ts';
import { afterEach, beforeAll } from 'vitest';
import { startApp } from './app.ts';
import { builtApps } from './built-apps.ts';
import { Windows } from './windows.ts';

export interface BrowserAtServer {
  readonly app: RunningApp;
  readonly windows: Windows;
}

/**
 * Starts a server with the built apps, and a browser, before the tests of this file, and ends both after them. Each
 * test's windows close with it; it fails if one of them reported an error that `allow` does not name.
 */
export function withBrowser(
  { allow, ...changes }: Partial<Env> & { readonly allow?: readonly RegExp[] },
  ready: (browser: BrowserAtServer) => void | Promise<void>,
): void {
  let windows: Windows;
  beforeAll(async () => {
    await using opening = new AsyncDisposableStack();
    const app = opening.use(await startApp({ webRoot: await builtApps(), ...changes }));
    windows = await Windows.launch();
    opening.defer(() => windows.quit());
    await ready({ app, windows });
    const opened = opening.move();
    return () => opened.disposeAsync();
  });
  afterEach(() => windows.closeAll(allow));
}
