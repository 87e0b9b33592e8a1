import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import { POSTGRES_ENV } from './cluster.ts';
import type { NativeBinaries } from './native-binaries.ts';
import { readPostmasterFile, STOP_STEPS, stopOrphanedServer } from './orphaned-server.ts';
import { endProcess, identifyProcess, type ProcessIdentity } from './process-identity.ts';

export interface ServerOptions {
  readonly cluster: string;
  readonly binaries: NativeBinaries;
  readonly account: Account | undefined;
  readonly settings: Readonly<Record<string, string>>;
  readonly onLog: (line: string) => void;
}

export interface ServerProcess {
  readonly identity: ProcessIdentity;
  readonly port: number;
}

/** Long enough for the recovery after a crash under load. */
const START_PATIENCE_MS = 120_000;
const POLL_MS = 10;

/** Failures that pass by themselves: another took the port; backends of a killed server are still ending. */
const PASSING =
  /Address already in use|pre-existing shared memory block|lock file "postmaster.pid" already exists/;

/**
 * Starts a server on the cluster and resolves when it takes connections.
 * @param preferredPort tried first; 0: any free port.
 * @throws Error with PostgreSQL's own words if it does not start.
 */
export async function startServer(options: ServerOptions, preferredPort: number): Promise<ServerProcess> {
  const deadline = performance.now() + START_PATIENCE_MS;
  let port = await freePort(preferredPort);
  for (;;) {
    await stopOrphanedServer(options.cluster, options.onLog);
    const outcome = await tryStart(options, port, deadline);
    if (typeof outcome !== 'string') return { identity: outcome, port };
    if (!PASSING.test(outcome) || performance.now() > deadline) {
      throw new Error(`PostgreSQL does not start on the data in ${options.cluster}. It says:\n${outcome}`);
    }
    port = await freePort(0);
    await delay(POLL_MS * 10);
  }
}

/** The running server, or what it said before it ended. */
async function tryStart(
  options: ServerOptions,
  port: number,
  deadline: number,
): Promise<ProcessIdentity | string> {
  const { cluster, binaries, account, settings, onLog } = options;
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(binaries.postgres, ['-D', cluster, ...flags], {
    ...account,
    cwd: cluster,
    env: POSTGRES_ENV,
    // In a process group of its own, Ctrl-C in the terminal does not reach it: whoever started it still
    // needs it while shutting down.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said: string[] | undefined = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said?.push(line);
    onLog(line);
  });
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = `${binaries.postgres} cannot be run: ${error.message}`;
  });
  child.once('close', () => {
    failure ??= said?.join('\n') ?? '';
  });
  while (failure === undefined) {
    const found = await readPostmasterFile(cluster);
    const identity = found?.ready && found.pid === child.pid ? await identifyProcess(found.pid) : undefined;
    if (identity !== undefined) {
      said = undefined;
      return identity;
    }
    if (performance.now() > deadline && child.pid !== undefined) {
      const late = await identifyProcess(child.pid);
      if (late !== undefined) await endProcess(late, STOP_STEPS);
      return `(not ready within ${START_PATIENCE_MS / 1000} s)\n${said.join('\n')}`;
    }
    await delay(POLL_MS);
  }
  return failure;
}

/** `preferred` if it is free on the loopback address, else one that is. Another may still take it first. */
async function freePort(preferred: number): Promise<number> {
  const probe = createServer();
  const port = await new Promise<number | undefined>((resolve) => {
    probe.once('error', () => resolve(undefined));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      resolve(typeof address === 'object' ? address?.port : undefined);
    });
  });
  await new Promise((resolve) => probe.close(resolve));
  if (port !== undefined) return port;
  if (preferred === 0) throw new Error('No port is free on 127.0.0.1.');
  return await freePort(0);
}
