/** The first pause of a licence that could not be told; each further failure doubles it, up to the longest. In ms. */
const firstPauseMs = 2_000;
const longestPauseMs = 60_000;

interface Held {
  readonly pauseMs: number;
  readonly until: number;
}

/** Licences whose events cannot be told at the moment: left out for a while, so that all others go on. */
export class HeldBack {
  readonly #held = new Map<string, Held>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Holds a licence back and returns for how long. In ms. */
  add(licenseId: string): number {
    const before = this.#held.get(licenseId);
    const pauseMs = before === undefined ? firstPauseMs : Math.min(before.pauseMs * 2, longestPauseMs);
    this.#held.set(licenseId, { pauseMs, until: this.#now() + pauseMs });
    return pauseMs;
  }

  /** The licences to leave out now. One that went well for a while after its pause begins anew. */
  ids(): string[] {
    const now = this.#now();
    for (const [id, { until }] of this.#held) {
      if (now - until > longestPauseMs) this.#held.delete(id);
    }
    return [...this.#held].filter(([, { until }]) => until > now).map(([id]) => id);
  }
}
