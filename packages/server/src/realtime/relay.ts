import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import { type Publisher, publishBatch } from './publish-batch.ts';
import type { LiveTiming } from './timing.ts';

export interface Relay {
  /** Something was committed: tell it soon. */
  wake(): void;
  /** Resolves when everything that was committed before the call has been told. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tells what was committed, in order, once it is committed (SPEC LIVE-1). The first event of a quiet time leaves at
 * once; a burst is gathered for a frame. Nothing is lost when it is not woken: the sweep finds it.
 */
export function startRelay(
  db: Database,
  publisher: Publisher,
  log: Logger,
  { frameMs, sweepMs }: LiveTiming,
): Relay {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let lastEndedAt = 0;
  let timer: NodeJS.Timeout | null = null;

  async function drain(): Promise<void> {
    do {
      again = false;
      let told: number;
      do told = await publishBatch(db, publisher);
      while (told > 0 && !stopped);
    } while (again && !stopped);
  }

  function run(): Promise<void> {
    if (running !== null) {
      again = true;
      return running;
    }
    running = drain()
      .catch((error: unknown) =>
        log.error({ err: error }, 'the relay could not publish; the next sweep tries again'),
      )
      .finally(() => {
        running = null;
        lastEndedAt = performance.now();
      });
    return running;
  }

  function wake(): void {
    if (stopped || timer !== null) return;
    const waitMs = Math.max(0, frameMs - (performance.now() - lastEndedAt));
    if (waitMs === 0 && running === null) void run();
    else {
      timer = setTimeout(() => {
        timer = null;
        void run();
      }, waitMs);
    }
  }

  const sweep = setInterval(() => void run(), sweepMs);
  return {
    wake,
    async settled() {
      await run();
      await run();
    },
    async stop() {
      stopped = true;
      clearInterval(sweep);
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
