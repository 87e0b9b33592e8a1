import type { LicensePacket, WatchAnswer, WatchInput } from '@rollcall/core/events/protocol.ts';
import type { Epoch, LicenseId } from '@rollcall/core/ids.ts';
import type { FeedPosition } from '@rollcall/core/live/feed.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LicenseFeed } from './license-feed.ts';

const licenseId = '0190a000-0000-7000-8000-000000000001' as LicenseId;
const epoch = '0190a000-0000-4000-8000-0000000000aa' as Epoch;
const otherEpoch = '0190a000-0000-4000-8000-0000000000bb' as Epoch;
const noCounts = { accepted: 0, invited: 0, rejected: 0 };

function packet(from: number, to = from, changes: Partial<LicensePacket> = {}): LicensePacket {
  return {
    licenseId,
    epoch,
    from,
    to,
    license: {
      id: licenseId,
      name: 'License',
      type: 'school',
      districtName: 'District',
      startsAt: '2026-01-01T00:00:00.000Z',
      endsAt: '2027-01-01T00:00:00.000Z',
      phase: 'active',
      staffSeats: null,
      studentSeats: 10,
      counts: { teacher: noCounts, student: noCounts, other: noCounts },
      seatsHeld: { staff: 0, student: 0 },
      keyEnabled: false,
      keyUserType: 'student',
      seq: to,
    },
    members: [],
    removed: [],
    bulk: false,
    happened: [{ type: 'member.joined', count: 1 }],
    ...changes,
  };
}

/** A feed whose questions the test answers. */
function follow(known: FeedPosition | null) {
  const told: string[] = [];
  const questions: { input: WatchInput; answer(value: unknown): void; fail(): void }[] = [];
  const feed = new LicenseFeed({
    licenseId,
    known,
    ask: (input) => {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      questions.push({ input, answer: resolve, fail: () => reject(new Error('no answer')) });
      return promise;
    },
    listener: {
      onPacket: ({ from, to }) => told.push(`${from}-${to}`),
      onSnapshot: () => told.push('snapshot'),
      onEnded: (code) => told.push(code),
    },
    onStanding: () => {},
  });
  async function answer(value: WatchAnswer | unknown): Promise<void> {
    questions.shift()?.answer(value);
    await settle();
  }
  return { feed, told, questions, answer };
}

/** Lets promises that have been answered run to their end. */
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

/** In step at `seq`, with nothing told yet. */
async function inStepAt(seq: number) {
  const following = follow({ epoch, seq });
  void following.feed.catchUp();
  await following.answer({ kind: 'live', epoch, head: seq });
  expect(following.told).toEqual([]);
  return following;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a feed in step', () => {
  it('[LIVE-2] applies what continues its position and ignores what it has', async () => {
    const { feed, told, questions } = await inStepAt(5);
    for (const next of [packet(6), packet(6), packet(3, 5), packet(7, 9), packet(8), packet(9, 10)]) {
      feed.receive(next);
    }
    expect(told).toEqual(['6-6', '7-9', '9-10']);
    expect(questions).toEqual([]);
    expect(feed.inStep).toBe(true);
  });

  it('hears nothing of another license', async () => {
    const { feed, told, questions } = await inStepAt(5);
    feed.receive(packet(9, 9, { licenseId: '0190a000-0000-7000-8000-000000000002' as LicenseId }));
    expect(told).toEqual([]);
    expect(questions).toEqual([]);
  });

  it('[LIVE-2] on a gap asks for what is missing, says so, and lets packets wait their turn', async () => {
    const { feed, told, questions, answer } = await inStepAt(5);
    feed.receive(packet(8));
    expect(feed.inStep).toBe(false);
    expect(questions[0]?.input).toEqual({ licenseId, epoch, after: 5 });
    feed.receive(packet(9));
    feed.receive(packet(7));
    expect(told).toEqual([]);
    await answer({ kind: 'caught_up', packet: packet(6, 8) });
    expect(told).toEqual(['6-8', '9-9']);
    expect(feed.inStep).toBe(true);
    expect(questions).toEqual([]);
  });

  it('asks again when what waited leaves a gap behind the answer', async () => {
    const { feed, told, questions, answer } = await inStepAt(5);
    feed.receive(packet(7));
    feed.receive(packet(12));
    await answer({ kind: 'caught_up', packet: packet(6, 8) });
    expect(questions[0]?.input).toEqual({ licenseId, epoch, after: 8 });
    expect(feed.inStep).toBe(false);
    await answer({ kind: 'caught_up', packet: packet(9, 12) });
    expect(told).toEqual(['6-8', '9-12']);
    expect(feed.inStep).toBe(true);
  });

  it('[LIVE-3] reads everything anew when the answer is a snapshot, or the epoch is another', async () => {
    const { feed, told, questions, answer } = await inStepAt(5);
    feed.receive(packet(3, 3, { epoch: otherEpoch }));
    expect(questions[0]?.input).toEqual({ licenseId, epoch, after: 5 });
    await answer({ kind: 'snapshot', epoch: otherEpoch, head: 3 });
    expect(told).toEqual(['snapshot']);
    feed.receive(packet(4, 4, { epoch: otherEpoch }));
    expect(told).toEqual(['snapshot', '4-4']);
  });

  it('[LIVE-4] a heartbeat ahead of it shows a lost packet; one it has seen shows nothing', async () => {
    const { feed, questions } = await inStepAt(5);
    feed.heartbeat({ epoch, heads: {} });
    feed.heartbeat({ epoch, heads: { [licenseId]: 5 } });
    feed.heartbeat({ epoch, heads: { [licenseId]: 4 } });
    expect(questions).toEqual([]);
    feed.heartbeat({ epoch, heads: { [licenseId]: 6 } });
    expect(questions).toHaveLength(1);
    expect(feed.inStep).toBe(false);
  });

  it('[F20] a packet that it cannot read is read anew', async () => {
    const { feed, told, questions, answer } = await inStepAt(5);
    feed.receive({ ...packet(6), happened: [{ type: 'member.cloned' as never, count: 1 }] });
    expect(questions[0]?.input).toEqual({ licenseId, epoch: null, after: null });
    await answer({ kind: 'live', epoch, head: 6 });
    expect(told).toEqual(['snapshot']);
    expect(feed.inStep).toBe(true);
  });

  it('keeps no more packets than it can use while it waits, and asks for the others', async () => {
    const { feed, told, questions, answer } = await inStepAt(0);
    feed.receive(packet(2));
    for (let seq = 3; seq <= 300; seq += 1) feed.receive(packet(seq));
    await answer({ kind: 'caught_up', packet: packet(1, 2) });
    expect(told).toHaveLength(101);
    expect(questions[0]?.input.after).toBe(102);
    await answer({ kind: 'caught_up', packet: packet(103, 300) });
    expect(told.at(-1)).toBe('103-300');
    expect(feed.inStep).toBe(true);
  });
});

describe('the first question', () => {
  it('[LIVE-3] is asked from the position on screen', async () => {
    const { feed, told, questions, answer } = follow({ epoch, seq: 5 });
    expect(feed.inStep).toBe(false);
    void feed.catchUp();
    expect(questions[0]?.input).toEqual({ licenseId, epoch, after: 5 });
    await answer({ kind: 'caught_up', packet: packet(6, 7) });
    expect(told).toEqual(['6-7']);
  });

  it('without anything on screen leads to a fresh read', async () => {
    const { feed, told, answer } = follow(null);
    void feed.catchUp();
    await answer({ kind: 'live', epoch, head: 5 });
    expect(told).toEqual(['snapshot']);
    feed.receive(packet(6));
    expect(told).toEqual(['snapshot', '6-6']);
  });

  it('is asked once, however often it is called for', () => {
    const { feed, questions } = follow({ epoch, seq: 5 });
    void feed.catchUp();
    void feed.catchUp();
    feed.heartbeat({ epoch, heads: { [licenseId]: 9 } });
    expect(questions).toHaveLength(1);
  });
});

describe('without an answer', () => {
  it('[LIVE-9] it is not up to date, says so, and asks again after a while', async () => {
    const { feed, told, questions, answer } = await inStepAt(5);
    feed.receive(packet(8));
    questions.shift()?.fail();
    await settle();
    expect(feed.inStep).toBe(false);
    expect(questions).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(questions[0]?.input.after).toBe(5);
    await answer({ kind: 'caught_up', packet: packet(6, 8) });
    expect(told).toEqual(['6-8']);
    expect(feed.inStep).toBe(true);
  });

  it('a new connection asks at once, and the question that waited is not asked as well', async () => {
    const { feed, questions, answer } = await inStepAt(5);
    feed.receive(packet(8));
    questions.shift()?.fail();
    await settle();
    void feed.catchUp();
    await answer({ kind: 'caught_up', packet: packet(6, 8) });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(questions).toEqual([]);
  });

  it('a packet that continues its position shows that nothing is missing', async () => {
    const { feed, told, questions } = follow({ epoch, seq: 5 });
    void feed.catchUp();
    questions.shift()?.fail();
    await settle();
    feed.receive(packet(6));
    expect(told).toEqual(['6-6']);
    expect(feed.inStep).toBe(true);
  });

  it('[F20] an answer that it cannot read is asked for as if nothing were known', async () => {
    const { feed, told, questions, answer } = follow({ epoch, seq: 5 });
    void feed.catchUp();
    await answer({ kind: 'caught_up', packet: { ...packet(6), license: null } });
    expect(questions[0]?.input).toEqual({ licenseId, epoch: null, after: null });
    await answer({ kind: 'live', epoch, head: 6 });
    expect(told).toEqual(['snapshot']);
    expect(feed.inStep).toBe(true);
  });

  it('an answer that stays unreadable is asked for again, but not without end', async () => {
    const { feed, questions, answer } = follow({ epoch, seq: 5 });
    void feed.catchUp();
    await answer({ kind: 'unheard of' });
    await answer({ kind: 'unheard of' });
    expect(questions).toEqual([]);
    expect(feed.inStep).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(questions).toHaveLength(1);
  });
});

describe('an end', () => {
  it('[LIVE-7] by refusal or by message is told once, and nothing follows it', async () => {
    const refused = follow({ epoch, seq: 5 });
    void refused.feed.catchUp();
    refused.feed.receive(packet(6));
    await refused.answer({ kind: 'refused', code: 'NOT_FOUND' });
    const revoked = await inStepAt(5);
    revoked.feed.end('NOT_FOUND');
    for (const { feed, told, questions } of [refused, revoked]) {
      feed.receive(packet(6));
      feed.end('NOT_FOUND');
      feed.heartbeat({ epoch, heads: { [licenseId]: 9 } });
      void feed.catchUp();
      expect(told).toEqual(['NOT_FOUND']);
      expect(questions).toEqual([]);
      expect(feed.inStep).toBe(true);
    }
  });

  it('[SESSION-4] for want of a fresh sign-in is taken up again with the next connection', async () => {
    const { feed, told, answer } = await inStepAt(5);
    feed.end('SIGN_IN_AGAIN');
    expect(feed.inStep).toBe(false);
    void feed.catchUp();
    await answer({ kind: 'caught_up', packet: packet(6, 9) });
    expect(told).toEqual(['SIGN_IN_AGAIN', '6-9']);
    expect(feed.inStep).toBe(true);
  });

  it('by the page itself is told to nobody, also when an answer is on its way', async () => {
    const { feed, told, questions, answer } = follow({ epoch, seq: 5 });
    void feed.catchUp();
    feed.receive(packet(6));
    feed.close();
    await answer({ kind: 'caught_up', packet: packet(6, 9) });
    feed.receive(packet(10));
    expect(told).toEqual([]);
    expect(questions).toEqual([]);
  });
});
