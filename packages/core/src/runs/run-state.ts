import { z } from 'zod';

export const runState = z.enum([
  /** The file is on its way in. */
  'reading',
  /** What would happen is being worked out. */
  'planning',
  /** The plan waits for somebody to confirm it. */
  'planned',
  /** Confirmed, seats held; waits for its turn on the licence. */
  'queued',
  'running',
  'done',
  /** Stopped by somebody between portions: what is done stays done, the rest did not happen. */
  'cancelled',
  /** The plan was thrown away, or nobody confirmed it in time. Nothing happened. */
  'discarded',
  /** Could not be read or planned. Nothing happened. */
  'failed',
]);
export type RunState = z.infer<typeof runState>;

export type RunEvent =
  | 'read'
  | 'plan'
  | 'replan'
  | 'confirm'
  | 'begin'
  | 'finish'
  | 'cancel'
  | 'discard'
  | 'fail';

/** Where each step leads; a step that is missing does not exist in that state. */
export const runTransitions: Readonly<Record<RunState, Partial<Readonly<Record<RunEvent, RunState>>>>> = {
  reading: { read: 'planning', discard: 'discarded', fail: 'failed' },
  planning: { plan: 'planned', discard: 'discarded', fail: 'failed' },
  planned: { replan: 'planning', confirm: 'queued', discard: 'discarded' },
  queued: { begin: 'running', cancel: 'cancelled' },
  running: { finish: 'done', cancel: 'cancelled' },
  done: {},
  cancelled: {},
  discarded: {},
  failed: {},
};

export const runHasEnded: Readonly<Record<RunState, boolean>> = {
  reading: false,
  planning: false,
  planned: false,
  queued: false,
  running: false,
  done: true,
  cancelled: true,
  discarded: true,
  failed: true,
};
