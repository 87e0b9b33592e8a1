import type { HeldRun, RunPlace } from './run-lease.ts';

/**
 * One portion of a run: `more` when there is another, `done` when nothing is left to do for now (the run has ended, or
 * its plan waits for somebody), `wait` when another run of the licence goes first. Each transaction in it that writes
 * begins with `holdLease`. A portion is short: `signal` asks to stop after it, not within it.
 */
export type RunStep = (run: HeldRun, signal: AbortSignal) => Promise<'more' | 'done' | 'wait'>;

/** What a run is, as far as the runner of jobs must be told. */
export interface RunWork {
  readonly step: RunStep;
  /**
   * Ends a run that fails again and again, and gives back what it holds. Begins with `holdLease`. Leaves the run in a
   * state that ends it.
   */
  giveUp(run: HeldRun): Promise<void>;
  /** Told of runs that the sweep has ended: a file whose reader is gone, a plan that nobody confirmed. */
  swept?(runs: readonly RunPlace[]): void;
}
