import { EventEmitter } from 'node:events';
import { type Runner, run, type WorkerEvents } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import { queueLogger } from './queue-logger.ts';
import { type RunTask, runPayload, runTasks } from './run-queue.ts';
import { sweepRuns } from './sweep.ts';
import { type TurnOptions, workTurn } from './work-run.ts';

export interface Jobs {
  /** Resolves when no job is due and none is worked here. For tests. */
  idle(): Promise<void>;
  /** Finishes the portions at hand and leaves their runs to others. */
  stop(): Promise<void>;
}

export interface JobsOptions extends TurnOptions {
  /** As the system role, for the queue alone: a connection per task listens. */
  readonly pool: pg.Pool;
  /** Runs worked at once on this node, by the task under which they are queued. */
  readonly concurrency: Readonly<Record<RunTask, number>>;
}

/**
 * Trap: one by one, how a job went is written down by a promise that nobody waits for. A database that goes in that
 * moment would end the whole process; gathered, if only for no time at all, it ends the runner.
 */
const batched = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };

/**
 * Trap: a runner whose writing failed and then succeeded counts wrong and never ends. It works nothing any more, and is
 * left to itself after this time. In ms.
 */
const lingerMs = 1_000;

/** How often `idle` looks. In ms. */
const lookMs = 20;

/**
 * Works off the queue until it is stopped. `prepareQueue` has run. Without a database it does nothing, and goes on
 * when the database is back.
 */
export function startJobs(options: JobsOptions): Jobs {
  const stopping = new AbortController();
  const turns = new Set<Promise<void>>();

  async function work(task: RunTask, payload: unknown): Promise<void> {
    const place = runPayload.safeParse(payload);
    if (!place.success) {
      options.log.error('a job in the queue names no run; it is dropped');
      return;
    }
    const turn = workTurn(options, task, place.data, stopping.signal);
    turns.add(turn);
    await turn.finally(() => turns.delete(turn));
  }

  const queues = runTasks.map((task) =>
    keepQueueOpen(options, task, (payload) => work(task, payload), stopping.signal),
  );
  const sweeps = [keepSweeping(options, stopping.signal), keepBeginning(options, stopping.signal)];
  return {
    async idle() {
      while (turns.size > 0 || (await areJobsDue(options))) await pause(lookMs);
    },
    async stop() {
      stopping.abort();
      await Promise.all([...queues, ...sweeps]);
    },
  };
}

/**
 * The library ends its runner when it cannot write down how a job went, as when the database restarts. A new one is
 * opened then; what the old one had in hand is found by the sweep.
 */
async function keepQueueOpen(
  { pool, log, concurrency, timing }: JobsOptions,
  task: RunTask,
  work: (payload: unknown) => Promise<void>,
  stopping: AbortSignal,
): Promise<void> {
  let failing = false;
  while (!stopping.aborted) {
    let runner: Runner | undefined;
    const stopRunner = () => void runner?.stop().catch(() => {});
    const events: WorkerEvents = new EventEmitter();
    const abandoned = new Promise<void>((resolve) => {
      events.once('pool:fatalError', () => setTimeout(resolve, lingerMs));
    });
    try {
      runner = await run({
        events,
        pgPool: pool,
        taskList: { [task]: work },
        // Timers would stand here: the queue starts each of them once, on whichever node.
        parsedCronItems: [],
        preset: { worker: batched },
        concurrency: concurrency[task],
        pollInterval: timing.pollMs,
        noHandleSignals: true,
        logger: queueLogger(log),
      });
      if (failing) log.info('the job queue is open again');
      failing = false;
      stopping.addEventListener('abort', stopRunner);
      if (stopping.aborted) stopRunner();
      await Promise.race([runner.promise, abandoned]);
    } catch (error) {
      if (!failing && !stopping.aborted)
        log.error({ err: error }, 'the job queue is closed; it is opened again');
      failing = true;
    } finally {
      stopping.removeEventListener('abort', stopRunner);
    }
    await pause(timing.reopenMs, stopping);
  }
}

async function keepSweeping({ db, work, ...options }: JobsOptions, stopping: AbortSignal): Promise<void> {
  await keepDoing(
    options,
    stopping,
    'runs that are left could not be looked for; it is tried again',
    async () => {
      const ended = await sweepRuns(db);
      if (ended.length > 0) work.swept?.(ended);
    },
  );
}

/** Beside the sweep: whatever it meets, runs that are left are found in time. */
async function keepBeginning({ work, ...options }: JobsOptions, stopping: AbortSignal): Promise<void> {
  await keepDoing(options, stopping, 'runs that are due could not be begun; it is tried again', async () =>
    work.beginDue?.(),
  );
}

/** Does it again and again until it is stopped. Of failures in a row the first is said. */
async function keepDoing(
  { log, timing }: Pick<JobsOptions, 'log' | 'timing'>,
  stopping: AbortSignal,
  failed: string,
  once: () => Promise<void>,
): Promise<void> {
  let failing = false;
  while (!stopping.aborted) {
    try {
      await once();
      failing = false;
    } catch (error) {
      if (!failing) log.error({ err: error }, failed);
      failing = true;
    }
    await pause(timing.sweepMs, stopping);
  }
}

async function areJobsDue({ db }: JobsOptions): Promise<boolean> {
  const [found] = await db.systemStatement(sql<{ due: boolean }>`
    select exists (
      select from graphile_worker.jobs
      where task_identifier in (${sql.join(runTasks)}) and locked_at is null and attempts < max_attempts
        and run_at <= now()
    ) as due
  `);
  return found?.due === true;
}

/** Resolves after `ms`, or as soon as `signal` aborts. */
function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
    function end(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    }
  });
}
