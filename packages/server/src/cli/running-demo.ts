import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** The folder of the demo's data when ROLLCALL_DATA_DIR names no other. */
const defaultDataDir = path.join(import.meta.dirname, '../../../../.rollcall');

/** What a running `start` on the embedded database leaves for its neighbours. Its file is for its user only. */
const runningDemo = z.strictObject({
  pid: z.int(),
  port: z.int(),
  /** Connection of the `system` role; its password is a new one at each start. */
  systemUrl: z.string(),
});
export type RunningDemo = z.infer<typeof runningDemo>;

/** The folder that holds the demo's database, secret and this note. */
export function demoDataDir(env: NodeJS.ProcessEnv): string {
  return path.resolve(env.ROLLCALL_DATA_DIR || defaultDataDir);
}

export function secretFile(dataDir: string): string {
  return path.join(dataDir, 'secret');
}

function noteFile(dataDir: string): string {
  return path.join(dataDir, 'running.json');
}

/** Null when nothing is noted. After a kill the note is a stale one: its process is gone and its password no more. */
export async function readRunningDemo(dataDir: string): Promise<RunningDemo | null> {
  const text = await readFile(noteFile(dataDir), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return runningDemo.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export async function noteRunningDemo(dataDir: string, note: RunningDemo): Promise<void> {
  const draft = `${noteFile(dataDir)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(note), { mode: 0o600 });
  await rename(draft, noteFile(dataDir));
}

export async function removeRunningNote(dataDir: string): Promise<void> {
  await rm(noteFile(dataDir), { force: true });
}
