import { DomainError } from '@rollcall/core/errors.ts';
import { phaseAllows, type TermPhase } from '@rollcall/core/licenses/term.ts';
import type { RunKind } from '@rollcall/core/runs/run-kind.ts';

/** What each kind of run needs of the licence's term; null: nothing. */
const neededOf: Readonly<Record<Exclude<RunKind, 'undo'>, 'adding' | 'answering' | null>> = {
  csv_add: 'adding',
  csv_remove: null,
  remove: null,
  withdraw: null,
  remind: 'answering',
  reinvite: 'adding',
  change_type: null,
  sync: 'adding',
  sync_leave: null,
  domain_add: 'adding',
  roster: 'adding',
};

/** Undoing these puts people on the list. */
const takesOff: ReadonlySet<RunKind> = new Set(['csv_remove', 'remove', 'withdraw', 'sync', 'sync_leave']);

/** Whether a run of the kind may do its work in this phase. `undone` is the kind of the run that an undo undoes. */
export function phaseFits(phase: TermPhase, kind: RunKind, undone: RunKind | null): boolean {
  const needed = kind !== 'undo' ? neededOf[kind] : undone !== null && takesOff.has(undone) ? 'adding' : null;
  return needed === null || phaseAllows[phase][needed];
}

/** Throws LICENSE_NOT_ACTIVE where `phaseFits` says no. */
export function assertPhaseFits(phase: TermPhase, kind: RunKind, undone: RunKind | null = null): void {
  if (phase !== 'active' && !phaseFits(phase, kind, undone))
    throw new DomainError('LICENSE_NOT_ACTIVE', { phase });
}
