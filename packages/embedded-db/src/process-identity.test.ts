import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { commandLine, endProcess, identifyProcess, isRunning } from './process-identity.ts';

function spawnShell(script: string) {
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const firstLine = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
  return { pid: Number(child.pid), firstLine };
}

test('a process is itself, and not another that would have its pid', async () => {
  const self = await identifyProcess(process.pid);
  expect(self?.pid).toBe(process.pid);
  expect(await isRunning({ pid: process.pid, startMark: self?.startMark ?? '' })).toBe(true);
  expect(await isRunning({ pid: process.pid, startMark: 'earlier' })).toBe(false);
  expect(await commandLine(process.pid)).toContain('node');
});

test('a zombie does not run', async () => {
  const parent = spawnShell('sleep 60 & echo $!; exec sleep 59');
  const zombie = Number(await parent.firstLine);
  // Once the shell has become a sleep, nobody collects its child.
  await vi.waitFor(async () => expect(await commandLine(parent.pid)).toBe('sleep 59'), { timeout: 5_000 });
  process.kill(zombie, 'SIGKILL');
  await vi.waitFor(async () => expect(await identifyProcess(zombie)).toBeUndefined(), { timeout: 5_000 });
  expect(() => process.kill(zombie, 0)).not.toThrow();
});

test('one that ignores a signal is sent the next', async () => {
  const stubborn = spawnShell(`trap '' INT; echo ready; while :; do sleep 0.01; done`);
  await stubborn.firstLine;
  const identity = await identifyProcess(stubborn.pid);
  if (identity === undefined) throw new Error('it does not run');
  await expect(endProcess(identity, [{ signal: 'SIGINT', patienceMs: 50 }])).rejects.toThrow('does not end');
  await endProcess(identity, [
    { signal: 'SIGINT', patienceMs: 50 },
    { signal: 'SIGKILL', patienceMs: 5_000 },
  ]);
  expect(await isRunning(identity)).toBe(false);
});
