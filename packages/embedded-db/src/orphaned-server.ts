import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commandLine, type EndStep, endProcess, identifyProcess } from './process-identity.ts';

/** Fast shutdown, then an immediate one (recovery at the next start), then none at all. */
export const STOP_STEPS: readonly EndStep[] = [
  { signal: 'SIGINT', patienceMs: 10_000 },
  { signal: 'SIGQUIT', patienceMs: 5_000 },
  { signal: 'SIGKILL', patienceMs: 5_000 },
];

/** What a server writes into its cluster's `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  readonly ready: boolean;
}

/** Undefined if no server has been started in this cluster since the last clean stop. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, ready: lines[7]?.trim() === 'ready' };
}

/**
 * Stops the server that a killed Rollcall has left running in this cluster, and makes the file of one that
 * is gone harmless. The caller owns the data, so no live Rollcall uses that server.
 */
export async function stopOrphanedServer(cluster: string, onLog: (line: string) => void): Promise<void> {
  const left = await readPostmasterFile(cluster);
  if (left === undefined) return;
  const identity = await identifyProcess(left.pid);
  if (identity !== undefined && (await commandLine(left.pid)).includes(`-D ${cluster} `)) {
    onLog(`stopping the PostgreSQL that a killed Rollcall has left running (process ${left.pid})`);
    await endProcess(identity, STOP_STEPS);
  }
  await disarmPostmasterFile(cluster);
}

/**
 * PostgreSQL refuses to start while the pid in `postmaster.pid` exists, be it a zombie that no init collects
 * or a stranger that was given the number. It ignores the pid of its own parent, though, so that one is
 * written. Deleting the file would also switch off the check that no old backend is attached to the
 * cluster's shared memory, which the file's last lines serve.
 */
async function disarmPostmasterFile(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) await writeFile(file, text.replace(/^[^\n]*/, String(process.pid)));
}
