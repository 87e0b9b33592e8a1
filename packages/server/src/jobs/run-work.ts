import type { HeldRun, RunPlace } from './run-lease.ts';

/**
 * How a portion ended. `more`: there is another. `done`: nothing is left to do for now (the run has ended, or its plan
 * waits for somebody). `wait`: another run of the licence goes first. `againInMs`: what it needs is not to be had before.
 */
export type StepResult = 'more' | 'done' | 'wait' | { readonly againInMs: number };

/**
 * One portion of a run. Each transaction in it that writes begins with `holdLease`. A portion is short: `signal` asks to
 * stop after it, not within it; only what waits for another system breaks off.
 */
export type RunStep = (run: HeldRun, signal: AbortSignal) => Promise<StepResult>;

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
  /** Begins runs that begin by themselves and are due. Called as often as the sweep, beside it, on every node; never twice at once on one. */
  beginDue?(): Promise<void>;
}
