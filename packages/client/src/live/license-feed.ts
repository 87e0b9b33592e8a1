import {
  type Heartbeat,
  type LicensePacket,
  licensePacket,
  type WatchAnswer,
  type WatchInput,
} from '@rollcall/core/events/protocol.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { type FeedPosition, isBehind, judgePacket } from '@rollcall/core/live/feed.ts';

export interface FeedListener {
  /** Events in order and without a gap. Applying the same one twice must change nothing. */
  readonly onPacket: (packet: LicensePacket) => void;
  /** What is on screen cannot be trusted any more: read everything anew. */
  readonly onSnapshot: () => void;
  /** The right to watch has ended, or there never was one. */
  readonly onEnded?: (code: 'NOT_FOUND' | 'SIGN_IN_AGAIN' | 'INVALID_INPUT') => void;
}

type Ask = (input: WatchInput) => Promise<WatchAnswer>;

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
  #waiting: LicensePacket[] | null = null;
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

  /** False while something is known to be missing. */
  get inStep(): boolean {
    return this.#waiting === null && this.#position !== null;
  }

  close(): void {
    this.#closed = true;
  }

  /** Asks for what came after the known position; packets that arrive meanwhile wait their turn. */
  async catchUp(): Promise<void> {
    if (this.#waiting !== null || this.#closed) return;
    this.#waiting = [];
    this.#onStanding();
    const asked = this.#position;
    const answer = await this.#ask({
      licenseId: this.#licenseId,
      epoch: asked?.epoch ?? null,
      after: asked?.seq ?? null,
    }).catch(() => null);
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    if (this.#closed) return;
    // Without an answer the connection is gone: the next one begins with a catch-up.
    if (answer !== null) this.#take(answer, asked);
    for (const packet of waiting) this.receive(packet);
    this.#onStanding();
  }

  #take(answer: WatchAnswer, asked: FeedPosition | null): void {
    switch (answer.kind) {
      case 'live':
        this.#position = { epoch: answer.epoch, seq: answer.head };
        if (asked === null) this.#listener.onSnapshot();
        return;
      case 'caught_up':
        this.#position = { epoch: answer.packet.epoch, seq: answer.packet.to };
        this.#listener.onPacket(answer.packet);
        return;
      case 'snapshot':
        this.#position = { epoch: answer.epoch, seq: answer.head };
        this.#listener.onSnapshot();
        return;
      case 'refused':
        this.#closed = true;
        this.#listener.onEnded?.(answer.code);
        return;
    }
  }

  receive(raw: LicensePacket): void {
    if (this.#closed || raw.licenseId !== this.#licenseId) return;
    if (this.#waiting !== null) {
      this.#waiting.push(raw);
      return;
    }
    const parsed = licensePacket.safeParse(raw);
    const verdict =
      this.#position === null || !parsed.success ? null : judgePacket(this.#position, parsed.data);
    if (verdict === null || verdict.kind === 'gap' || verdict.kind === 'other_epoch') {
      // A packet of a newer server that this page cannot read counts as missing: the answer may be a snapshot.
      if (!parsed.success) this.#position = null;
      void this.catchUp();
      return;
    }
    if (verdict.kind === 'ignore' || !parsed.success) return;
    this.#position = verdict.position;
    this.#listener.onPacket(parsed.data);
  }

  heartbeat(beat: Heartbeat): void {
    const head = beat.heads[this.#licenseId];
    if (head === undefined || this.#position === null) return;
    if (isBehind(this.#position, { epoch: beat.epoch, head })) void this.catchUp();
  }

  /** The server took the right back. */
  end(): void {
    this.#closed = true;
    this.#listener.onEnded?.('NOT_FOUND');
  }
}
