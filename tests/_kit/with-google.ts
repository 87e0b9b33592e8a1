import { sandboxClientId, sandboxClientSecret } from '@rollcall/sandbox/client-credentials.ts';
import { createSandbox, type Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { type Env, Secret } from '@rollcall/server/env.ts';
import { afterEach, beforeAll } from 'vitest';
import { startApp } from './app.ts';
import { builtApps } from './built-apps.ts';
import { Windows } from './windows.ts';

export interface GoogleWorld {
  readonly app: RunningApp;
  readonly windows: Windows;
  readonly sandbox: Sandbox;
}

/** The settings with which a server takes the sandbox for Google, for another issuer and for DNS, as the demo does. */
export function envOfSandbox(sandbox: Sandbox): Partial<Env> {
  const known = { clientId: sandboxClientId, clientSecret: new Secret(sandboxClientSecret), hosts: [] };
  return {
    demo: true,
    google: {
      issuer: { ...known, key: 'google', label: 'Google', issuer: sandbox.googleIssuer },
      directoryRoot: sandbox.url,
      classroomRoot: sandbox.url,
    },
    signInIssuers: [{ ...known, key: 'other', label: 'Another provider', issuer: sandbox.otherIssuer }],
    dnsServers: [`127.0.0.1:${sandbox.dnsPort}`],
    sandboxUrl: sandbox.url,
  };
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
