import type { RunState } from '@rollcall/core/runs/run-state.ts';
import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import { isUnavailable } from '../error-mapper.ts';
import {
  type HeldRun,
  isWorked,
  LeaseLost,
  postponeLease,
  type RunPlace,
  releaseLease,
  takeLease,
} from './run-lease.ts';
import { type RunTask, requeueRun, taskOf } from './run-queue.ts';
import type { RunWork, StepResult } from './run-work.ts';
import type { JobTiming } from './timing.ts';

export interface TurnOptions {
  readonly db: Database;
  readonly log: Logger;
  readonly work: RunWork;
  readonly timing: JobTiming;
}

/** Times a run may be taken in hand without getting on, by why it did not. The last is a process that died with it. */
const attemptLimits = { defect: 5, unavailable: 20, died: 20 } as const;

interface Turn {
  readonly held: HeldRun & { readonly attempts: number; readonly state: RunState };
  /** Portions worked in this turn. */
  portions: number;
}

/**
 * One turn of a run: takes it in hand, works portions for a while and leaves it, at the end of the queue when there is
 * more; of the other queue, when it belongs there. Does nothing when somebody else works on it or nothing is left to do.
 * Never rejects: what fails is tried again later, or given up (SPEC JOB-4).
 */
export async function workTurn(
  options: TurnOptions,
  task: RunTask,
  place: RunPlace,
  signal: AbortSignal,
): Promise<void> {
  const { db, log, timing } = options;
  let turn: Turn | undefined;
  try {
    const held = await db.withSystemTx((tx) => takeLease(tx, place, timing.leaseMs));
    if (held === undefined) return;
    turn = { held, portions: 0 };
    if (held.attempts > attemptLimits.died) return await giveUp(options, turn);
    if (taskOf(held.state) !== task) return await postpone(options, turn, 0);
    const next = await workPortions(options, turn, signal);
    if (typeof next === 'object') await postpone(options, { held: turn.held, portions: 1 }, next.againInMs);
    else await leave(options, turn.held, next);
  } catch (error) {
    // What cannot be written down is found by the sweep when the lease has run out.
    await recover(options, turn, error).catch((second: unknown) =>
      log.warn({ err: second, runId: place.runId }, 'a run could not be left in order; its lease runs out'),
    );
  }
}

async function workPortions(
  { work, timing }: TurnOptions,
  turn: Turn,
  signal: AbortSignal,
): Promise<StepResult> {
  // Who has read has the rest of the work before them in the other queue.
  const endsAt = performance.now() + (taskOf(turn.held.state) === 'read' ? 0 : timing.turnMs);
  for (;;) {
    // Between taking the run and here the server may have begun to stop.
    if (signal.aborted) return 'more';
    const next = await work.step(turn.held, signal);
    if (next !== 'more') return next;
    turn.portions += 1;
    if (performance.now() >= endsAt) return 'more';
  }
}

/** The job exists again exactly if the lease was given back. */
async function leave({ db }: TurnOptions, held: HeldRun, next: 'more' | 'done' | 'wait'): Promise<void> {
  await db.withSystemTx(async (tx) => {
    const state = await releaseLease(tx, held, next);
    if (state === undefined) return;
    // Somebody confirmed the plan while it was still held: the job that this queued may have found the run taken.
    const wasOvertaken = next === 'done' && isWorked(state);
    if (next === 'more' || wasOvertaken) await requeueRun(tx, held, state, 0);
  });
}

async function recover(options: TurnOptions, turn: Turn | undefined, error: unknown): Promise<void> {
  const { log } = options;
  if (turn === undefined) throw error;
  const { runId } = turn.held;
  if (error instanceof LeaseLost) {
    log.info(
      { runId },
      'a run was taken over by somebody else; what this server still had to write is dropped',
    );
    return;
  }
  const why = isUnavailable(error) ? 'unavailable' : 'defect';
  const attempts = turn.portions > 0 ? 1 : turn.held.attempts;
  if (why === 'unavailable')
    log.warn({ err: error, runId, attempts }, 'a run could not go on; it is tried again');
  else if (attempts === 1) log.error({ err: error, runId }, 'a run failed; it is tried again');
  if (attempts >= attemptLimits[why]) await giveUp(options, turn);
  else await postpone(options, turn, retryMs(options.timing, attempts));
}

function retryMs(timing: JobTiming, attempts: number): number {
  return Math.min(timing.retryMs * 2 ** (attempts - 1), timing.longestRetryMs);
}

async function postpone({ db }: TurnOptions, { held, portions }: Turn, ms: number): Promise<void> {
  await db.withSystemTx(async (tx) => {
    const state = await postponeLease(tx, held, ms, portions > 0);
    if (state !== undefined) await requeueRun(tx, held, state, ms);
  });
}

async function giveUp(options: TurnOptions, turn: Turn): Promise<void> {
  const { log, work, timing } = options;
  const { runId } = turn.held;
  try {
    await work.giveUp(turn.held);
    log.error({ runId }, 'a run was given up: it failed again and again');
    await leave(options, turn.held, 'wait');
  } catch (error) {
    if (error instanceof LeaseLost) return;
    log.error({ err: error, runId }, 'a run could not be given up; it is tried again');
    await postpone(options, turn, timing.longestRetryMs);
  }
}
