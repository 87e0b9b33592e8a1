import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import { memberStatus } from '@rollcall/core/members/status.ts';
import type { Page } from 'playwright-core';
import type { TestDistrict } from '../_kit/district.ts';

/** As often as a server gathers a burst. In ms. */
const everyMs = 16;
const rowsPerPacket = 16;
/** The people who change are the newest, past whom a scroll goes. */
const pagesRead = 15;

/** Changes that no server made, told to a page on its own line: a thousand rows a second, each with another status. */
export class MadeUpNews {
  changes = 0;
  readonly #rows: MemberView[];
  readonly #first: Pick<LicensePacket, 'license' | 'epoch' | 'licenseId'>;
  #seq: number;
  #next = 0;
  #send: ((text: string) => void) | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #markReady = () => {};
  /** Resolves when the page is on a line that news can be told on. */
  readonly ready = new Promise<void>((resolve) => {
    this.#markReady = resolve;
  });

  private constructor(rows: MemberView[], first: Pick<LicensePacket, 'license' | 'epoch' | 'licenseId'>) {
    this.#rows = rows;
    this.#first = first;
    this.#seq = first.license.seq;
  }

  /** Before the page is opened: what it says and hears goes through here. */
  static async onLineOf(page: Page, { admin, licenseId }: TestDistrict): Promise<MadeUpNews> {
    const newest = {
      licenseId,
      filter: noMemberFilter,
      sort: 'added',
      order: 'descending',
      limit: 200,
    } as const;
    const rows: MemberView[] = [];
    let cursor: string | null = null;
    for (let read = 0; read < pagesRead; read += 1) {
      const found: { members: MemberView[]; nextCursor: string | null } =
        await admin.client.member.list.query({ ...newest, cursor });
      rows.push(...found.members);
      cursor = found.nextCursor;
      if (cursor === null) break;
    }
    const { license, epoch } = await admin.client.license.get.query({ licenseId });
    const news = new MadeUpNews(rows, { license, epoch, licenseId });
    await page.routeWebSocket(/transport=websocket/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        server.send(message);
        // The page has asked to hear of the licence: whatever comes now is in its place.
        if (String(message).includes('"watch"')) news.#markReady();
      });
      // The server's heartbeat knows nothing of what is made up here.
      server.onMessage((message) => {
        if (!String(message).includes('"heartbeat"')) socket.send(message);
      });
      news.#send = (text) => socket.send(text);
    });
    return news;
  }

  start(): void {
    this.#timer = setInterval(() => this.#tell(), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    const from = this.#seq + 1;
    const members: MemberView[] = [];
    for (let count = 0; count < rowsPerPacket; count += 1) {
      this.#seq += 1;
      this.#next = (this.#next + 7_919) % this.#rows.length;
      const row = this.#rows[this.#next];
      const status = memberStatus.options[this.#seq % memberStatus.options.length];
      if (row !== undefined && status !== undefined) members.push({ ...row, status, seq: this.#seq });
    }
    this.changes += members.length;
    const { license } = this.#first;
    const packet: LicensePacket = {
      ...this.#first,
      from,
      to: this.#seq,
      license: { ...license, seq: this.#seq },
      members,
      removed: [],
      bulk: false,
      happened: [{ type: 'member.joined', count: members.length }],
    };
    this.#send?.(`42${JSON.stringify(['packet', packet])}`);
  }
}
