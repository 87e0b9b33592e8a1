import { spawn } from 'node:child_process';
import path from 'node:path';

export interface CommandResult {
  readonly code: number | null;
  /** What it wrote, both streams in the order of arrival. */
  readonly output: string;
}

/** Runs a tool of the project's own node_modules. Resolves also when it fails; rejects when it cannot be started. */
export function runCommand(root: string, command: string, args: readonly string[]): Promise<CommandResult> {
  const bin = path.join(root, 'node_modules/.bin');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // On Windows the tools are .cmd files, which only the shell starts; the arguments are our own.
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
