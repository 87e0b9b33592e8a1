import type { RunId } from '@rollcall/core/ids.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a run in an address, or null when no run can have it. */
export function readRunId(text: unknown): RunId | null {
  return typeof text === 'string' && uuid.test(text) ? (text.toLowerCase() as RunId) : null;
}
