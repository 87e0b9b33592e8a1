import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { checkRights, type Listeners } from './check-rights.ts';
import { HeldBack } from './held-back.ts';
import { publishBatch } from './publish-batch.ts';
import type { Publisher } from './publisher.ts';
import type { LiveTiming } from './timing.ts';
import { leftBehind, ofLicenses, placesOfUnpublished } from './unpublished.ts';

export interface Relay {
  /** Something was committed on this licence: tell it soon. */
  wake(place: LicensePlace): void;
  /** Resolves when everything that it was woken for has been told. */
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
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let sweepDue = false;
  let failing = false;
  let stopped = false;
  /** Until this moment of `performance.now()` events are gathered. */
  let gatherUntil = 0;

  async function round(): Promise<void> {
    const sweeping = sweepDue;
    sweepDue = false;
    try {
      if (sweeping) await checkRights(db, publisher);
      let told = await teller.tellWoken();
      if (sweeping) told += await teller.tellLeftBehind();
      if (told > 0) gatherUntil = performance.now() + timing.frameMs;
      if (failing) log.info('the relay tells again');
      failing = false;
    } catch (error) {
      if (!failing) log.error({ err: error }, 'the relay could not tell; each sweep tries again');
      failing = true;
    }
  }

  function begin(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    running = round().finally(() => {
      running = null;
      schedule();
    });
  }

  /** While the database is out of reach only sweeps try, and rights are looked at before anything is told again. */
  function isDue(): boolean {
    return sweepDue || (teller.isWoken && !failing);
  }

  function schedule(): void {
    if (stopped || running !== null || timer !== null || !isDue()) return;
    const waitMs = gatherUntil - performance.now();
    if (waitMs <= 0) begin();
    else timer = setTimeout(begin, waitMs);
  }

  const sweep = setInterval(() => {
    sweepDue = true;
    schedule();
  }, timing.sweepMs);
  return {
    wake(place) {
      teller.wake(place);
      schedule();
    },
    async settled() {
      while (!stopped && (running !== null || isDue())) {
        if (running === null) begin();
        await running;
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

/** Tells batches, and keeps a licence that cannot be told from silencing the others. */
class Teller {
  readonly #db: Database;
  readonly #publisher: Publisher;
  readonly #log: Logger;
  readonly #held = new HeldBack();
  #woken = new Map<string, LicensePlace>();

  constructor(db: Database, publisher: Publisher, log: Logger) {
    this.#db = db;
    this.#publisher = publisher;
    this.#log = log;
  }

  get isWoken(): boolean {
    return this.#woken.size > 0;
  }

  wake(place: LicensePlace): void {
    this.#woken.set(place.licenseId, place);
  }

  /** What was committed here. Returns how many events were told; throws when the database is out of reach. */
  async tellWoken(): Promise<number> {
    if (this.#woken.size === 0) return 0;
    const woken = this.#woken;
    this.#woken = new Map();
    try {
      const held = new Set(this.#held.ids());
      const places = [...woken.values()].filter((place) => !held.has(place.licenseId));
      if (places.length === 0) return 0;
      const { told, more } = await this.#tell(ofLicenses(places));
      if (more) for (const place of places) this.wake(place);
      return told;
    } catch (error) {
      for (const place of woken.values()) this.wake(place);
      throw error;
    }
  }

  /** What others have left untold, and what was held back long enough. */
  async tellLeftBehind(): Promise<number> {
    let sum = 0;
    for (;;) {
      const { told, more } = await this.#tell(leftBehind(this.#held.ids()));
      sum += told;
      if (!more) return sum;
    }
  }

  async #tell(which: ReturnType<typeof ofLicenses>): Promise<{ told: number; more: boolean }> {
    try {
      const { told, failed, more } = await publishBatch(this.#db, this.#publisher, which);
      for (const [licenseId, error] of failed) this.#holdBack(licenseId, error);
      return { told, more };
    } catch {
      // Something in the batch cannot even be read. Which licence it is of shows when they are told one by one.
      return { told: await this.#tellOneByOne(await placesOfUnpublished(this.#db, which)), more: false };
    }
  }

  async #tellOneByOne(places: readonly LicensePlace[]): Promise<number> {
    let sum = 0;
    for (const place of places) {
      try {
        const { told, failed } = await publishBatch(this.#db, this.#publisher, ofLicenses([place]));
        sum += told;
        for (const [, error] of failed) this.#holdBack(place.licenseId, error);
      } catch (error) {
        this.#holdBack(place.licenseId, error);
      }
    }
    return sum;
  }

  #holdBack(licenseId: string, error: unknown): void {
    const pauseMs = this.#held.add(licenseId);
    this.#log.error({ err: error, licenseId, pauseMs }, 'the events of a license could not be told');
  }
}
