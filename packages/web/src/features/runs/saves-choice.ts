import type { RunKind } from '@rollcall/core/runs/run-kind.ts';

/** Whether confirming a run saves what is brought from now on: then also where it changes nobody. */
export function savesChoice(kind: RunKind): boolean {
  return kind === 'sync' || kind === 'domain_add';
}
