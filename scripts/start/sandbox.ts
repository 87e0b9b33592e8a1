import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { sandboxClientId, sandboxClientSecret } from '@rollcall/sandbox/client-credentials.ts';
import type { SandboxReport } from '@rollcall/sandbox/sandbox-report.ts';
import { onFreePort } from './free-port.ts';
import type { Stopper } from './stopper.ts';

/** The stand-in for Google while it runs: where its pages are, and what a server needs to take it for Google. */
export interface RunningSandbox {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
}

const program = path.join(import.meta.dirname, '../../packages/sandbox/src/main.ts');
/** It is on good terms with Node's newest, whatever it says of runtimes without long-term support. */
const noise = /^oidc-provider (WARNING: Unsupported runtime|NOTICE)/;
const stopLimitMs = 3_000;

function fileOf(dataDir: string): string {
  return path.join(dataDir, 'sandbox.sqlite');
}

/** What visitors did to people and classes there; the next start generates them anew. */
export async function destroySandboxData(dataDir: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(`${fileOf(dataDir)}${suffix}`, { force: true });
}

/**
 * Starts the sandbox as a process of its own, on the wanted port or the next free one, with its data beside the demo's.
 * It stops with everything else, and by itself when this process is killed.
 */
export async function startSandbox(
  dataDir: string,
  wantedPort: number,
  stopper: Stopper,
  say: (line: string) => void,
): Promise<RunningSandbox> {
  const { child, up } = await onFreePort(wantedPort, (port) => launch(fileOf(dataDir), port, stopper));
  child.once('exit', () => {
    if (!stopper.signal.aborted)
      say('  The stand-in for Google has ended; what needs Google does not work until the next start.');
  });
  const other = {
    key: 'other',
    label: 'Another provider (demo)',
    issuer: up.otherIssuer,
    clientId: sandboxClientId,
    clientSecret: sandboxClientSecret,
    // Believed, so that it can be seen what its word is worth for an address that is somebody's already (SPEC B03).
    domains: '*',
  };
  return {
    url: up.url,
    env: {
      GOOGLE_CLIENT_ID: sandboxClientId,
      GOOGLE_CLIENT_SECRET: sandboxClientSecret,
      GOOGLE_ISSUER: up.googleIssuer,
      GOOGLE_API_ROOT: `${up.url}/`,
      SIGN_IN_ISSUERS: JSON.stringify([other]),
      DNS_SERVERS: `127.0.0.1:${up.dnsPort}`,
      SANDBOX_URL: up.url,
      SMTP_URL: up.smtpUrl,
      // Short, so that one sees the mail while one still knows what it is about.
      MAIL_DELAY_S: '20',
    },
  };
}

type Up = Extract<SandboxReport, { up: unknown }>['up'];

/** @throws Error with the system's code, EADDRINUSE above all, when it cannot start. */
async function launch(
  file: string,
  port: number,
  stopper: Stopper,
): Promise<{ child: ChildProcess; up: Up }> {
  stopper.signal.throwIfAborted();
  const child = spawn(process.execPath, [program, '--port', String(port), '--file', file], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Nothing of the surroundings is for it.
    env: {},
  });
  stopper.onStop(() => stop(child));
  stopper.onForce(async () => void child.kill('SIGKILL'));
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!noise.test(line)) process.stderr.write(`${line}\n`);
    });
  }
  const report = await new Promise<SandboxReport>((resolve, reject) => {
    child.once('message', (message) => resolve(message as SandboxReport));
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`The stand-in for Google ended while starting (${signal ?? code}).`)),
    );
  });
  if ('up' in report) return { child, up: report.up };
  const { message, code } = report.failed;
  throw Object.assign(new Error(`The stand-in for Google cannot start: ${message}`), { code });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await ended;
  clearTimeout(impatience);
}
