import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/**
 * One process, told apart from a later one that is given the same pid: `startMark` is the moment it
 * started, in whatever form the system tells it, and is only ever compared for equality.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startMark: string;
}

/** A signal, and how long to wait for the process to be gone before the next, harder one. */
export interface EndStep {
  readonly signal: NodeJS.Signals;
  readonly patienceMs: number;
}

const run = promisify(execFile);
const POLL_MS = process.platform === 'linux' ? 10 : 50;

/** The process with this pid, or undefined if there is none; a zombie counts as none. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  const startMark = process.platform === 'linux' ? await linuxStartMark(pid) : await psStartMark(pid);
  return startMark === undefined ? undefined : { pid, startMark };
}

/** Whether exactly this process still runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await identifyProcess(identity.pid))?.startMark === identity.startMark;
}

/** The command line of a process, its words joined by spaces; '' if there is no such process. */
export async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return words.replaceAll('\0', ' ').trim();
  }
  return await ps('command=', pid);
}

/**
 * Sends each signal in turn until the process is gone.
 * @throws Error if it is still there after the last.
 */
export async function endProcess(identity: ProcessIdentity, steps: readonly EndStep[]): Promise<void> {
  for (const { signal, patienceMs } of steps) {
    if (!(await isRunning(identity))) return;
    sendSignal(identity.pid, signal);
    if (await isGoneWithin(identity, patienceMs)) return;
  }
  if (await isRunning(identity)) {
    throw new Error(`Process ${identity.pid} does not end. End it with "kill -9 ${identity.pid}".`);
  }
}

async function isGoneWithin(identity: ProcessIdentity, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (await isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It may end by itself between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function linuxStartMark(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const startTicks = fields[19];
  // Where no init collects the children of killed processes, zombies stay for ever.
  if (state === undefined || startTicks === undefined || 'ZX'.includes(state)) return undefined;
  // Ticks count from the boot, so alone they could repeat after a reboot.
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}:${startTicks}`;
}

async function psStartMark(pid: number): Promise<string | undefined> {
  const state = await ps('stat=', pid);
  if (state === '' || state.startsWith('Z')) return undefined;
  return (await ps('lstart=', pid)) || undefined;
}

async function ps(column: string, pid: number): Promise<string> {
  // Fixed locale and zone: the text is compared with what another process has seen.
  const env = { PATH: process.env.PATH ?? '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' };
  const found = await run('ps', ['-o', column, '-p', String(pid)], { env }).catch(() => ({ stdout: '' }));
  return found.stdout.trim();
}
