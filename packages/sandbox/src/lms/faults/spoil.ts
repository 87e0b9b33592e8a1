import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LmsFault, statusOfFault } from './lms-fault.ts';

const signInPage = '<!doctype html><title>Sign in</title><p>Your session has expired.</p>';

/**
 * Does what a fault does to an answer before there is one: whether that was the answer. After `slow`, which only waits,
 * the request goes on.
 */
export async function spoilAnswer(fault: LmsFault, res: ServerResponse): Promise<boolean> {
  const status = statusOfFault(fault.kind);
  if (status !== undefined) {
    if (fault.kind === 'too_many') res.setHeader('retry-after', String(fault.retryAfterS ?? 1));
    if (fault.kind === 'moved') res.setHeader('location', 'http://127.0.0.1:9/moved');
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ error: fault.kind }));
    return true;
  }
  if (fault.kind === 'not_json') {
    res.writeHead(200, { 'content-type': 'text/html' });
    res.end(signInPage);
    return true;
  }
  if (fault.kind === 'reset') res.socket?.resetAndDestroy();
  if (fault.kind === 'hang' || fault.kind === 'reset') return true;
  if (fault.kind === 'slow') await sleep(fault.delayMs ?? 3_000);
  return false;
}

/** The first half of a text. */
export function halfOf(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}
