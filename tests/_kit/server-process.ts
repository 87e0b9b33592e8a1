import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Env } from '@rollcall/server/env.ts';
import { testEnv } from './app.ts';

const entry = path.join(import.meta.dirname, '../../packages/server/src/main.ts');

export interface ServerProcess extends AsyncDisposable {
  readonly port: number;
  /** Kills the process as a crash would: nothing is drained, nothing is said. */
  kill(): Promise<void>;
  /** Starts it again on the same port, as it is in production unless `script` says otherwise. */
  start(script?: readonly string[]): Promise<void>;
  /** Resolves when it has ended, by whatever. */
  ended(): Promise<void>;
}

/** A server in a process of its own, so that a test can kill it and start it again on the same port. */
export async function startServerProcess(
  port: number,
  changes: Partial<Env> = {},
  firstScript?: readonly string[],
): Promise<ServerProcess> {
  let child: ChildProcess | null = null;

  async function start(script: readonly string[] = [entry]): Promise<void> {
    child = spawn(process.execPath, [...script], {
      env: { ...process.env, ...variablesOf(testEnv({ ...changes, port })) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await waitUntilReady(port, child);
  }

  async function ended(): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    await once(child, 'exit');
  }

  async function kill(): Promise<void> {
    child?.kill('SIGKILL');
    await ended();
    child = null;
  }

  await start(firstScript);
  return { port, kill, start, ended, [Symbol.asyncDispose]: kill };
}

function variablesOf(env: Env): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: env.databaseUrl.reveal(),
    DATABASE_SYSTEM_URL: env.databaseSystemUrl.reveal(),
    ROLLCALL_SECRET: env.secret.reveal(),
    PORT: String(env.port),
    HOST: env.host,
    ROLLCALL_DEMO: env.demo ? '1' : '0',
    LOG_LEVEL: env.logLevel,
    ...(env.webRoot === undefined ? {} : { ROLLCALL_WEB_ROOT: env.webRoot }),
  };
}

const readyLimitMs = 20_000;
const pauseMs = 50;

async function waitUntilReady(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + readyLimitMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`The server ended with code ${child.exitCode} while starting`);
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    // The pace of asking: what ends the wait is the answer.
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`The server was not ready within ${readyLimitMs} ms`);
}
