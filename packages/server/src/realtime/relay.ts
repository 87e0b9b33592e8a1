import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import { checkRights, type Listeners } from './check-rights.ts';
import { HeldBack } from './held-back.ts';
import { type Publisher, publishBatch } from './publish-batch.ts';
import type { LiveTiming } from './timing.ts';
import { allBut, licensesWithUnpublished, ofLicense } from './unpublished.ts';

export interface Relay {
  /** Something was committed: tell it soon. */
  wake(): void;
  /** Resolves when everything that was committed before the call has been told. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface RelayOptions {
  readonly db: Database;
  readonly publisher: Publisher & Listeners;
  readonly log: Logger;
  readonly timing: Pick<LiveTiming, 'frameMs' | 'sweepMs'>;
}

/**
 * Tells what was committed, in order, once it is committed (SPEC LIVE-1). The first event of a quiet time leaves at
 * once; after that the events of a frame leave together (LIVE-5). Nothing is lost when it is not woken: the sweep
 * finds it, and closes what was opened by rights that have ended without an event (LIVE-7).
 */
export function startRelay({ db, publisher, log, timing }: RelayOptions): Relay {
  const teller = new Teller(db, publisher, log);
  let running: Promise<number> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let pending = false;
  let rightsDue = false;
  let failing = false;
  let stopped = false;
  /** Until this moment of `performance.now()` events are gathered. */
  let gatherUntil = 0;

  /** One batch; 0 when there was nothing to tell, or when it could not be told. */
  async function batch(): Promise<number> {
    pending = false;
    try {
      if (rightsDue) await checkRights(db, publisher);
      rightsDue = false;
      const { told, more } = await teller.tell();
      if (told > 0) gatherUntil = performance.now() + timing.frameMs;
      if (more) pending = true;
      if (failing) log.info('the relay tells again');
      failing = false;
      return told;
    } catch (error) {
      // Rights may end unseen meanwhile: they are looked at before anything is told again.
      rightsDue = true;
      if (!failing) log.error({ err: error }, 'the relay could not tell; each sweep tries again');
      failing = true;
      return 0;
    }
  }

  function begin(): Promise<number> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    running = batch().finally(() => {
      running = null;
      schedule();
    });
    return running;
  }

  function schedule(): void {
    if (!pending || stopped || running !== null || timer !== null) return;
    const waitMs = gatherUntil - performance.now();
    if (waitMs <= 0) void begin();
    else timer = setTimeout(() => void begin(), waitMs);
  }

  function wake(): void {
    pending = true;
    schedule();
  }

  const sweep = setInterval(() => {
    rightsDue = true;
    wake();
  }, timing.sweepMs);
  return {
    wake,
    async settled() {
      for (let told = -1; told !== 0 && !stopped; ) {
        while (running !== null) await running;
        told = await begin();
      }
    },
    async stop() {
      stopped = true;
      clearInterval(sweep);
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}

/** Tells a batch, and keeps a licence that cannot be told from silencing the others. */
class Teller {
  readonly #db: Database;
  readonly #publisher: Publisher;
  readonly #log: Logger;
  readonly #held = new HeldBack();

  constructor(db: Database, publisher: Publisher, log: Logger) {
    this.#db = db;
    this.#publisher = publisher;
    this.#log = log;
  }

  /** Throws when nothing at all could be read: the database is out of reach. */
  async tell(): Promise<{ readonly told: number; readonly more: boolean }> {
    const which = allBut(this.#held.ids());
    try {
      const { told, failed, more } = await publishBatch(this.#db, this.#publisher, which);
      for (const [licenseId, error] of failed) this.#holdBack(licenseId, error);
      return { told, more };
    } catch {
      return { told: await this.#tellOneByOne(await licensesWithUnpublished(this.#db, which)), more: false };
    }
  }

  /** Something in the batch cannot even be read; which licence it is of shows when they are told one by one. */
  async #tellOneByOne(licenses: readonly string[]): Promise<number> {
    let sum = 0;
    for (const licenseId of licenses) {
      try {
        const { told, failed } = await publishBatch(this.#db, this.#publisher, ofLicense(licenseId));
        sum += told;
        for (const [, error] of failed) this.#holdBack(licenseId, error);
      } catch (error) {
        this.#holdBack(licenseId, error);
      }
    }
    return sum;
  }

  #holdBack(licenseId: string, error: unknown): void {
    const pauseMs = this.#held.add(licenseId);
    this.#log.error({ err: error, licenseId, pauseMs }, 'the events of a license could not be told');
  }
}
