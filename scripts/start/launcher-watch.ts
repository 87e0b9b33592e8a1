import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import {
  commandLine,
  identifyProcess,
  isRunning,
  type ProcessIdentity,
} from '@rollcall/embedded-db/process-identity.ts';

/** `npx` starts `sh`, that starts pnpm, that starts `sh`, that starts this process. */
const deepestChain = 6;
const lookEveryMs = 1_000;

const run = promisify(execFile);

/**
 * Calls `gone` once when the package runner that started this process has ended without a word: `npx` that is
 * terminated passes the signal no further than its shell, and Rollcall would go on unseen. Started in any other
 * way, nothing is watched.
 */
export async function watchLauncher(gone: () => void): Promise<void> {
  const launchers = await launchersOf(process.ppid);
  if (launchers.length === 0) return;
  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    const present = await Promise.all(launchers.map((launcher) => isRunning(launcher)));
    looking = false;
    if (!present.includes(false)) return;
    clearInterval(timer);
    gone();
  }, lookEveryMs);
  timer.unref();
}

/** The processes from the parent up to the `npx` or `npm exec` above it; none if there is no such process. */
async function launchersOf(parent: number): Promise<ProcessIdentity[]> {
  const chain: ProcessIdentity[] = [];
  let pid = parent;
  while (pid > 1 && chain.length < deepestChain) {
    const identity = await identifyProcess(pid);
    if (identity === undefined) return [];
    chain.push(identity);
    if (/\bnpx\b|\bnpm(-cli\.js)? (exec|x)\b/.test(await commandLine(pid))) return chain;
    pid = await parentOf(pid);
  }
  return [];
}

async function parentOf(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // Behind the program's name, which may itself hold brackets: state, then the parent.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
  }
  const found = await run('ps', ['-o', 'ppid=', '-p', String(pid)]).catch(() => ({ stdout: '0' }));
  return Number(found.stdout.trim());
}
