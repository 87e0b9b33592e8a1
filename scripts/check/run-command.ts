import { type SpawnOptions, spawn } from 'node:child_process';
import path from 'node:path';

export interface CommandResult {
  readonly code: number | null;
  /** What it wrote, both streams in the order of arrival. */
  readonly output: string;
}

/** Finds the project's own tools first. On Windows they are .cmd files, which only a shell starts. */
function options(root: string): SpawnOptions {
  const bin = path.join(root, 'node_modules/.bin');
  return {
    cwd: root,
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
    shell: process.platform === 'win32',
  };
}

/** Runs a tool of the project's own node_modules. Resolves also when it fails; rejects when it cannot be started. */
export function runCommand(root: string, command: string, args: readonly string[]): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options(root), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The same on this terminal. Resolves with the exit code; 1 when a signal ended it. */
export function runCommandAttached(root: string, command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options(root), stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
