import { sandboxClientId, sandboxClientSecret } from '@rollcall/sandbox/client-credentials.ts';
import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import { type Env, Secret } from '@rollcall/server/env.ts';

/** The settings with which a server takes the sandbox for Google, for another issuer and for DNS, as the demo does. */
export function envOfSandbox(sandbox: Sandbox): Partial<Env> {
  const known = { clientId: sandboxClientId, clientSecret: new Secret(sandboxClientSecret), hosts: [] };
  return {
    demo: true,
    google: {
      issuer: { ...known, key: 'google', label: 'Google', issuer: sandbox.googleIssuer, domains: 'google' },
      directoryRoot: sandbox.url,
      classroomRoot: sandbox.url,
    },
    signInIssuers: [
      { ...known, key: 'other', label: 'Another provider', issuer: sandbox.otherIssuer, domains: '*' },
    ],
    dnsServers: [`127.0.0.1:${sandbox.dnsPort}`],
    sandboxUrl: sandbox.url,
  };
}
