import { LicenseFeed } from '@rollcall/client/live/license-feed.ts';
import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { Epoch, LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { expect } from 'vitest';
import type { TestClient } from './client.ts';
import type { TestPerson } from './district.ts';
import { connectSocket, type SocketOptions, type TestSocket, until } from './socket.ts';

/** Hands a packet on, or does not, or later, or twice: what a line does to what it carries. */
export type Line = (packet: LicensePacket, deliver: (packet: LicensePacket) => void) => void;

const goodLine: Line = (packet, deliver) => deliver(packet);

interface Read {
  readonly rows: ReadonlyMap<string, MemberView>;
  readonly license: LicenseView;
  readonly epoch: Epoch;
}

/** The whole list and the licence, of one moment: read again when something changed between the pages. */
async function readAll(client: TestClient, licenseId: LicenseId): Promise<Read> {
  for (;;) {
    const { license, epoch } = await client.license.get.query({ licenseId });
    const rows = new Map<string, MemberView>();
    let cursor: string | null = null;
    let seq = license.seq;
    do {
      const page: { members: MemberView[]; nextCursor: string | null; seq: number } =
        await client.member.list.query({
          licenseId,
          filter: {},
          sort: 'email',
          order: 'ascending',
          limit: 200,
          cursor,
        });
      for (const member of page.members) rows.set(member.id, member);
      cursor = page.nextCursor;
      if (page.seq !== license.seq) seq = Number.NaN;
    } while (cursor !== null);
    if (seq === license.seq) return { rows, license, epoch };
  }
}

/**
 * What a dashboard does without the drawing: it reads the list once, follows the licence with the feed of the apps,
 * and applies what comes in the plainest way. What it shows must equal a fresh fetch (SPEC LIVE-8).
 */
export class AdminScreen implements Disposable {
  readonly #client: TestClient;
  readonly #licenseId: LicenseId;
  readonly socket: TestSocket;
  readonly feed: LicenseFeed;
  #rows: Map<string, MemberView>;
  #license: LicenseView;
  /** Packets as they were applied, and how often everything was read anew. */
  readonly applied: LicensePacket[] = [];
  fullReads = 0;
  endedWith: string | null = null;
  #reading: Promise<void> | null = null;
  #readAgain = false;
  #line: Line;

  private constructor(client: TestClient, socket: TestSocket, read: Read, line: Line) {
    this.#client = client;
    this.#licenseId = read.license.id;
    this.socket = socket;
    this.#rows = new Map(read.rows);
    this.#license = read.license;
    this.#line = line;
    this.feed = new LicenseFeed({
      licenseId: read.license.id,
      known: { epoch: read.epoch, seq: read.license.seq },
      ask: (input) => socket.watchRaw(input),
      listener: {
        onPacket: (packet) => this.#apply(packet),
        onSnapshot: () => this.#readAnew(),
        onEnded: (code) => {
          this.endedWith = code;
        },
      },
      onStanding: () => {},
    });
    socket.raw.on('packet', (packet) => this.#line(packet, (arrived) => this.feed.receive(arrived)));
    socket.raw.on('heartbeat', (beat) => this.feed.heartbeat(beat));
    socket.raw.on('watchEnded', ({ code }) => this.feed.end(code));
    socket.raw.on('connect', () => void this.feed.catchUp());
  }

  static async open(
    port: number,
    admin: TestPerson,
    licenseId: LicenseId,
    options: SocketOptions & { readonly line?: Line } = {},
  ): Promise<AdminScreen> {
    const read = await readAll(admin.client, licenseId);
    const socket = await connectSocket(port, admin.token, options);
    const screen = new AdminScreen(admin.client, socket, read, options.line ?? goodLine);
    await screen.feed.catchUp();
    return screen;
  }

  /** From now on packets come by this line. */
  changeLine(line: Line): void {
    this.#line = line;
  }

  get license(): LicenseView {
    return this.#license;
  }

  row(email: string): MemberView | undefined {
    return [...this.#rows.values()].find((row) => row.canonicalEmail === email);
  }

  #apply(packet: LicensePacket): void {
    this.applied.push(packet);
    if (packet.license.seq >= this.#license.seq) this.#license = packet.license;
    if (packet.bulk) {
      this.#readAnew();
      return;
    }
    for (const row of packet.members) {
      const known = this.#rows.get(row.id);
      if (known === undefined || known.seq <= row.seq) this.#rows.set(row.id, row);
    }
    for (const id of packet.removed) this.#rows.delete(id);
  }

  #readAnew(): void {
    if (this.#reading !== null) {
      this.#readAgain = true;
      return;
    }
    this.fullReads += 1;
    const applied = this.applied.length;
    this.#reading = readAll(this.#client, this.#licenseId)
      .then((read) => {
        this.#rows = new Map(read.rows);
        this.#license = read.license;
        const since = this.applied.slice(applied).filter((packet) => packet.to > read.license.seq);
        for (const packet of since) this.#apply(packet);
      })
      .finally(() => {
        this.#reading = null;
        if (!this.#readAgain) return;
        this.#readAgain = false;
        this.#readAnew();
      });
  }

  /** Waits until nothing is missing, and fails unless the screen then shows what a fresh fetch shows. */
  async expectFresh(): Promise<void> {
    await until(async () => {
      expect(this.#reading).toBeNull();
      expect(this.feed.inStep).toBe(true);
      const fresh = await readAll(this.#client, this.#licenseId);
      expect(this.#license).toEqual(fresh.license);
      expect(this.#rows).toEqual(fresh.rows);
    });
  }

  [Symbol.dispose](): void {
    this.feed.close();
    this.socket.close();
  }
}
