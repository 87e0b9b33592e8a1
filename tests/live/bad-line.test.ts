import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminScreen, type Line } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, newRequest } from '../_kit/membership.ts';
import { until } from '../_kit/socket.ts';

let app: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  app = await startApp({}, { heartbeatMs: 50, frameMs: 1 });
});
afterAll(() => app.stop());

/** Eight changes, each told by itself. */
async function eightChanges({ admin, licenseId, address }: TestDistrict): Promise<void> {
  for (let number = 0; number < 4; number += 1) {
    await addPeople(admin.client, licenseId, address(`n${number}`));
    await app.settled();
    await admin.client.license.rotateKey.mutate({ licenseId, requestId: newRequest() });
    await app.settled();
  }
}

/** Keeps packets back and hands them out in another order. */
function reordering(size: number, order: (packets: LicensePacket[]) => LicensePacket[]): Line {
  const kept: LicensePacket[] = [];
  return (packet, deliver) => {
    kept.push(packet);
    if (kept.length === size) for (const one of order(kept.splice(0))) deliver(one);
  };
}

const lines: Readonly<Record<string, () => Line>> = {
  'everything twice': () => (packet, deliver) => {
    deliver(packet);
    deliver(packet);
  },
  'everything again at the end': () => {
    const before: LicensePacket[] = [];
    return (packet, deliver) => {
      before.push(packet);
      deliver(packet);
      if (before.length === 8) for (const one of before) deliver(one);
    };
  },
  'in pairs, the later one first': () => reordering(2, (packets) => packets.toReversed()),
  'all at the end, backwards': () => reordering(8, (packets) => packets.toReversed()),
  'the first one lost': () => {
    let count = 0;
    return (packet, deliver) => {
      count += 1;
      if (count !== 1) deliver(packet);
    };
  },
  'the last one lost': () => {
    let count = 0;
    return (packet, deliver) => {
      count += 1;
      if (count !== 8) deliver(packet);
    };
  },
  'every second one lost': () => {
    let count = 0;
    return (packet, deliver) => {
      count += 1;
      if (count % 2 === 0) deliver(packet);
    };
  },
  'all of them lost': () => () => {},
};

describe('a line between server and screen', () => {
  it.each(Object.entries(lines))(
    '[F10] [LIVE-2] [I5] that delivers %s leaves the same screen',
    async (_name, line) => {
      const home = await makeDistrict(app);
      using screen = await AdminScreen.open(app.port, home.admin, home.licenseId, { line: line() });
      await eightChanges(home);
      await screen.expectFresh();
      expect(screen.license.counts.student.invited).toBe(4);
      // In order, without a gap and without a repetition, however it came.
      const spans = screen.applied.map(({ from, to }) => [from, to] as const);
      expect(spans.every(([from], index) => index === 0 || from === (spans[index - 1]?.[1] ?? 0) + 1)).toBe(
        true,
      );
      expect(screen.fullReads).toBe(0);
    },
  );

  it('[LIVE-4] a heartbeat carries where each watched licence stands, and nothing of others', async () => {
    const [home, other] = [await makeDistrict(app), await makeDistrict(app)];
    using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
    using theirs = await AdminScreen.open(app.port, other.admin, other.licenseId);
    await eightChanges(home);
    const head = (await home.admin.client.license.get.query({ licenseId: home.licenseId })).license.seq;
    await until(() => expect(screen.socket.heartbeats.at(-1)?.heads).toEqual({ [home.licenseId]: head }));
    expect(screen.socket.heartbeats.at(-1)?.epoch).toBe(screen.applied.at(-1)?.epoch);
    await until(() => expect(theirs.socket.heartbeats.length).toBeGreaterThan(1));
    expect(theirs.socket.heard()).not.toContain(home.licenseId);
  });

  it('[LIVE-4] a packet that is lost is noticed by the next beat, without another change', async () => {
    const home = await makeDistrict(app);
    using screen = await AdminScreen.open(app.port, home.admin, home.licenseId, { line: () => {} });
    await addPeople(home.admin.client, home.licenseId, home.address('lost'));
    await until(() => expect(screen.row(home.address('lost'))?.status).toBe('invited'));
    expect(screen.feed.inStep).toBe(true);
  });

  it('[LIVE-4] a beat asks for nothing that is still on its way', async () => {
    const home = await makeDistrict(app);
    using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
    const asked: unknown[] = [];
    screen.socket.raw.onAnyOutgoing((...message: unknown[]) => asked.push(message));
    // Committed, and not told: this server's relay does not hear of it before its next sweep.
    const { committed } = app.context.live;
    app.context.live.committed = () => {};
    try {
      await addPeople(home.admin.client, home.licenseId, home.address('later'));
      const beats = screen.socket.heartbeats.length;
      await until(() => expect(screen.socket.heartbeats.length).toBeGreaterThan(beats + 2));
    } finally {
      app.context.live.committed = committed;
    }
    expect(asked).toEqual([]);
    await screen.expectFresh();
    expect(screen.applied).toHaveLength(1);
  });
});
