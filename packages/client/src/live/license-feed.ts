import {
  type Heartbeat,
  type LicensePacket,
  licensePacket,
  type WatchAnswer,
  type WatchInput,
  watchAnswer,
} from '@rollcall/core/events/protocol.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { type FeedPosition, isBehind, judgePacket } from '@rollcall/core/live/feed.ts';

export type WatchRefusal = 'NOT_FOUND' | 'SIGN_IN_AGAIN' | 'INVALID_INPUT';

export interface FeedListener {
  /** Events in order and without a gap. Applying the same one twice must change nothing. */
  readonly onPacket: (packet: LicensePacket) => void;
  /** What is on screen cannot be trusted any more: read everything anew. */
  readonly onSnapshot: () => void;
  /** The right to watch has ended, or there never was one. */
  readonly onEnded?: (code: WatchRefusal) => void;
}

/** Reaches the server; rejects when there is no answer. */
type Ask = (input: WatchInput) => Promise<unknown>;

/** After a question that got no answer the next one waits this long. In ms. */
const askAgainMs = 2_000;
/** Packets kept while an answer is on its way; beyond it they are let go, and asked for afterwards. */
const waitingLimit = 100;

/**
 * Follows one licence (SPEC LIVE-2 to LIVE-4): applies what comes next in line, ignores what is known, asks for
 * what is missing, and says so while it is behind. Free of transport: `ask` reaches the server.
 */
export class LicenseFeed {
  readonly #licenseId: LicenseId;
  readonly #ask: Ask;
  readonly #listener: FeedListener;
  readonly #onStanding: () => void;
  #position: FeedPosition | null;
  /** Something is known to be missing, and no answer has brought it yet. */
  #behind = true;
  #asking = false;
  #askAgain: ReturnType<typeof setTimeout> | undefined;
  #waiting: LicensePacket[] = [];
  #letGo = false;
  #closed = false;

  /** `known` is where the data on screen stands; without it the first answer asks for a fresh read. */
  constructor(options: {
    readonly licenseId: LicenseId;
    readonly known: FeedPosition | null;
    readonly ask: Ask;
    readonly listener: FeedListener;
    /** Called when `inStep` may have changed. */
    readonly onStanding: () => void;
  }) {
    this.#licenseId = options.licenseId;
    this.#position = options.known;
    this.#ask = options.ask;
    this.#listener = options.listener;
    this.#onStanding = options.onStanding;
  }

  get licenseId(): LicenseId {
    return this.#licenseId;
  }

  /** False while something is known to be missing. A feed that has ended lacks nothing. */
  get inStep(): boolean {
    return this.#closed || !this.#behind;
  }

  /** Stops following, without a word to the listener. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#askAgain);
    this.#waiting = [];
  }

  /** Asks for what came after the known position; packets that arrive meanwhile wait their turn. */
  async catchUp(): Promise<void> {
    if (this.#asking || this.#closed) return;
    clearTimeout(this.#askAgain);
    this.#asking = true;
    this.#behind = true;
    this.#onStanding();
    const answer = await this.#readAnswer();
    this.#asking = false;
    if (this.#closed) return;
    if (answer === null) this.#askAgain = setTimeout(() => void this.catchUp(), askAgainMs);
    else this.#take(answer);
    const waiting = this.#waiting;
    this.#waiting = [];
    if (answer !== null) for (const packet of waiting) this.receive(packet);
    if (this.#letGo) {
      this.#letGo = false;
      void this.catchUp();
    }
    this.#onStanding();
  }

  /** Null without an answer. One of a newer server that this page cannot read is asked for as if nothing were known. */
  async #readAnswer(): Promise<WatchAnswer | null> {
    for (;;) {
      const asked = this.#position;
      let raw: unknown;
      try {
        raw = await this.#ask({
          licenseId: this.#licenseId,
          epoch: asked?.epoch ?? null,
          after: asked?.seq ?? null,
        });
      } catch {
        return null;
      }
      const parsed = watchAnswer.safeParse(raw);
      if (parsed.success) return parsed.data;
      if (asked === null || this.#closed) return null;
      this.#position = null;
    }
  }

  #take(answer: WatchAnswer): void {
    switch (answer.kind) {
      case 'live': {
        const wasKnown = this.#position !== null;
        this.#standAt({ epoch: answer.epoch, seq: answer.head });
        if (!wasKnown) this.#listener.onSnapshot();
        return;
      }
      case 'caught_up':
        this.#standAt({ epoch: answer.packet.epoch, seq: answer.packet.to });
        this.#listener.onPacket(answer.packet);
        return;
      case 'snapshot':
        this.#standAt({ epoch: answer.epoch, seq: answer.head });
        this.#listener.onSnapshot();
        return;
      case 'refused':
        this.end(answer.code);
        return;
    }
  }

  #standAt(position: FeedPosition): void {
    this.#position = position;
    this.#behind = false;
  }

  receive(raw: LicensePacket): void {
    if (this.#closed || raw.licenseId !== this.#licenseId) return;
    if (this.#asking) {
      if (this.#waiting.length < waitingLimit) this.#waiting.push(raw);
      else this.#letGo = true;
      return;
    }
    const parsed = licensePacket.safeParse(raw);
    // A packet of a newer server that this page cannot read: what it changed has to be read anew.
    if (!parsed.success) this.#position = null;
    if (!parsed.success || this.#position === null) {
      void this.catchUp();
      return;
    }
    const verdict = judgePacket(this.#position, parsed.data);
    switch (verdict.kind) {
      case 'apply':
        this.#standAt(verdict.position);
        this.#listener.onPacket(parsed.data);
        return;
      case 'ignore':
        return;
      case 'gap':
      case 'other_epoch':
        void this.catchUp();
        return;
    }
  }

  heartbeat(beat: Heartbeat): void {
    const head = beat.heads[this.#licenseId];
    if (head === undefined) return;
    const lost = this.#position === null || isBehind(this.#position, { epoch: beat.epoch, head });
    if (lost || this.#behind) void this.catchUp();
  }

  /** The right has ended. One that a new sign-in brings back is asked for again with the next connection. */
  end(code: WatchRefusal): void {
    if (this.#closed) return;
    if (code === 'SIGN_IN_AGAIN') this.#behind = true;
    else this.close();
    this.#listener.onEnded?.(code);
  }
}
