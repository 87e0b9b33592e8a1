// @vitest-environment jsdom

import { featuresOf } from '@rollcall/core/features/rules.ts';
import type { Epoch, LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type { Inbox, InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setSignInNeed } from '../api/sign-in-need.ts';
import { LiveConnection } from './live-connection.ts';

vi.mock('../api/sign-in-need.ts', () => ({ setSignInNeed: vi.fn() }));

/** A line whose other end is the test. */
class FakeSocket {
  connected = false;
  active = true;
  readonly connects: number[] = [];
  readonly sent: [name: string, value: unknown][] = [];
  readonly asked: { input: unknown; answer(value: unknown): void; fail(): void }[] = [];
  readonly #handlers = new Map<string, (value: never) => void>();

  on(name: string, handler: (value: never) => void): void {
    this.#handlers.set(name, handler);
  }

  hear(name: string, value?: unknown): void {
    this.#handlers.get(name)?.(value as never);
  }

  connect(): void {
    this.connects.push(Date.now());
  }

  accept(): void {
    this.connected = true;
    this.hear('connect');
  }

  lose(reason: string): void {
    this.connected = false;
    for (const question of this.asked.splice(0)) question.fail();
    this.hear('disconnect', reason);
  }

  refuse(message: string): void {
    this.active = false;
    this.hear('connect_error', new Error(message));
  }

  disconnect(): void {
    this.connected = false;
  }

  emit(name: string, value: unknown): void {
    this.sent.push([name, value]);
  }

  timeout() {
    return {
      emitWithAck: (_name: string, input: unknown) => {
        const { promise, resolve, reject } = Promise.withResolvers<unknown>();
        this.asked.push({ input, answer: resolve, fail: () => reject(new Error('the line is gone')) });
        return promise;
      },
    };
  }
}

let socket: FakeSocket;
vi.mock('socket.io-client', () => ({
  io: () => {
    socket = new FakeSocket();
    return socket;
  },
}));

const epoch = '0190a000-0000-4000-8000-0000000000aa' as Epoch;
const [one, two] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'] as const;

function entry(licenseId: string, seq: number, changes: Partial<InboxEntry> = {}): InboxEntry {
  return {
    licenseId: licenseId as LicenseId,
    memberId: licenseId as MemberId,
    seq,
    state: 'invited',
    licenseName: 'License',
    licenseType: 'school',
    districtName: 'District',
    userType: 'student',
    invitedBy: 'Admin',
    invitedAt: null,
    acceptedAt: null,
    endsAt: '2027-01-01T00:00:00.000Z',
    phase: 'active',
    popUp: true,
    switchedOff: [],
    ...changes,
  };
}
const inbox = (...entries: InboxEntry[]): Inbox => ({ epoch, entries, features: featuresOf(entries) });

let live: LiveConnection;
let close: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  vi.mocked(setSignInNeed).mockClear();
  live = new LiveConnection();
  close = live.open();
});
afterEach(() => {
  close();
  vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(0);
const listener = () => ({ onPacket: vi.fn(), onSnapshot: vi.fn(), onEnded: vi.fn() });

describe('the inbox', () => {
  it('[LIVE-6] the first of a connection replaces, of later ones the higher number stays', () => {
    socket.accept();
    socket.hear('inbox', inbox(entry(one, 3), entry(two, 1)));
    socket.hear('inbox', inbox(entry(one, 2, { popUp: false })));
    expect(live.getSnapshot().inbox).toEqual(inbox(entry(one, 3), entry(two, 1)));
    socket.lose('transport close');
    socket.accept();
    socket.hear('inbox', inbox(entry(two, 1)));
    expect(live.getSnapshot().inbox).toEqual(inbox(entry(two, 1)));
  });

  it('[F20] one that cannot be read leaves what is on screen', () => {
    socket.accept();
    socket.hear('inbox', inbox(entry(one, 3)));
    socket.hear('inbox', { epoch, entries: 'many' });
    expect(live.getSnapshot().inbox).toEqual(inbox(entry(one, 3)));
  });

  it('[INVITE-6] what was shown is reported, and nothing when nothing was', () => {
    live.reportShown([]);
    live.reportShown([one as MemberId]);
    expect(socket.sent).toEqual([['shown', { memberIds: [one] }]]);
  });
});

describe('the state of the line', () => {
  it('[LIVE-9] is live only when connected with nothing missing, and offline after a while without a line', async () => {
    expect(live.getSnapshot().state).toBe('reconnecting');
    live.watch(one as LicenseId, { epoch, seq: 5 }, listener());
    expect(socket.asked).toEqual([]);
    socket.accept();
    expect(live.getSnapshot()).toMatchObject({ state: 'stale', asOf: null });
    socket.asked.shift()?.answer({ kind: 'live', epoch, head: 5 });
    await settle();
    expect(live.getSnapshot().state).toBe('live');
    expect(live.getSnapshot().asOf).toEqual(new Date());
    socket.hear('heartbeat', { epoch, heads: { [one]: 6 } });
    expect(live.getSnapshot().state).toBe('stale');
    socket.lose('transport close');
    expect(live.getSnapshot().state).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(16_000);
    expect(live.getSnapshot().state).toBe('offline');
  });

  it('[LIVE-7] a license that is no longer to be seen is told to its listener, and lacks nothing', async () => {
    const [hers, his] = [listener(), listener()];
    socket.accept();
    live.watch(one as LicenseId, null, hers);
    live.watch(two as LicenseId, null, his);
    socket.asked.shift()?.answer({ kind: 'refused', code: 'NOT_FOUND' });
    socket.asked.shift()?.answer({ kind: 'live', epoch, head: 5 });
    await settle();
    expect(live.getSnapshot().state).toBe('live');
    socket.hear('watchEnded', { licenseId: two, code: 'NOT_FOUND' });
    expect(hers.onEnded).toHaveBeenCalledExactlyOnceWith('NOT_FOUND');
    expect(his.onEnded).toHaveBeenCalledExactlyOnceWith('NOT_FOUND');
    expect(live.getSnapshot().state).toBe('live');
  });

  it('a license is let go with the last who watches it', async () => {
    socket.accept();
    const [first, second] = [1, 2].map(() => live.watch(one as LicenseId, null, listener()));
    first?.();
    expect(socket.sent).toEqual([]);
    second?.();
    expect(socket.sent).toEqual([['unwatch', { licenseId: one }]]);
  });
});

describe('a line that the server closed', () => {
  it('[F12] is sought again after a while that is spread out', async () => {
    const waits: number[] = [];
    for (let time = 0; time < 20; time += 1) {
      socket.accept();
      const before = socket.connects.length;
      socket.lose('io server disconnect');
      const lostAt = Date.now();
      await vi.advanceTimersByTimeAsync(1_100);
      expect(socket.connects).toHaveLength(before + 1);
      waits.push((socket.connects.at(-1) ?? 0) - lostAt);
    }
    expect(new Set(waits).size).toBeGreaterThan(10);
  });

  it('[F05] is sought again and again, ever more seldom, while the server cannot check who it is', async () => {
    socket.accept();
    socket.lose('io server disconnect');
    const startedAt = Date.now();
    for (let time = 0; time < 8; time += 1) {
      const before = socket.connects.length;
      while (socket.connects.length === before) await vi.advanceTimersByTimeAsync(100);
      socket.refuse('UNAVAILABLE');
    }
    expect(Date.now() - startedAt).toBeGreaterThan(20_000);
    expect(setSignInNeed).not.toHaveBeenCalled();
  });

  it('[LIVE-7] stays closed when nobody is signed in any more, and the page asks for a sign-in', async () => {
    socket.accept();
    socket.hear('closing', { reason: 'signed_out' });
    expect(setSignInNeed).toHaveBeenCalledWith('signed_out');
    socket.lose('io server disconnect');
    await vi.advanceTimersByTimeAsync(2_000);
    const before = socket.connects.length;
    socket.refuse('NOT_SIGNED_IN');
    // What the page does once it has asked who is signed in.
    close();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(socket.connects).toHaveLength(before);
  });

  it('[SESSION-5] is sought again after a handshake with a token that was replaced under way', async () => {
    socket.lose('transport close');
    const before = socket.connects.length;
    socket.refuse('NOT_SIGNED_IN');
    expect(setSignInNeed).toHaveBeenCalledWith('signed_out');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(socket.connects).toHaveLength(before + 1);
    socket.accept();
    expect(live.getSnapshot().state).toBe('live');
  });

  it('is not sought by a page that has let it go', async () => {
    socket.accept();
    socket.lose('io server disconnect');
    close();
    const before = socket.connects.length;
    await vi.advanceTimersByTimeAsync(60_000);
    live.retry();
    expect(socket.connects).toHaveLength(before);
  });
});
