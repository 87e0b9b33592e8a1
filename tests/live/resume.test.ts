import { randomUUID } from 'node:crypto';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { recordEvents } from '../_kit/events.ts';
import { addPeople, newRequest } from '../_kit/membership.ts';
import { connectSocket, type TestSocket } from '../_kit/socket.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
let other: TestDistrict;
let socket: TestSocket;
withServer({}, async (server) => {
  ({ app, database } = server);
  home = await makeDistrict(app);
  other = await makeDistrict(app);
  socket = await connectSocket(app.port, home.admin.token);
});

afterAll(async () => {
  socket.close();
});

const changeKey = ({ admin, licenseId }: TestDistrict) =>
  admin.client.license.rotateKey.mutate({ licenseId, requestId: newRequest() });

/** Where the district's licence stands. */
async function standing({ licenseId }: TestDistrict) {
  const answer = await socket.watch(licenseId);
  if (answer.kind !== 'live') throw new Error(`A first watch was answered with ${answer.kind}`);
  return { epoch: answer.epoch, seq: answer.head };
}

describe('a client that comes back', () => {
  it.each([1, 10])('[LIVE-3] [F08] gets the %i events that it missed as one packet', async (missed) => {
    const before = await standing(home);
    await addPeople(home.admin.client, home.licenseId, home.address(`missed${missed}`));
    for (let count = 1; count < missed; count += 1) await changeKey(home);
    const answer = await socket.watch(home.licenseId, before);
    expect(answer).toMatchObject({
      kind: 'caught_up',
      packet: {
        epoch: before.epoch,
        from: before.seq + 1,
        to: before.seq + missed,
        license: { seq: before.seq + missed },
        members: [{ email: home.address(`missed${missed}`), seq: before.seq + 1 }],
        bulk: false,
      },
    });
  });

  it('[LIVE-3] that missed nothing is told so', async () => {
    const before = await standing(home);
    expect(await socket.watch(home.licenseId, before)).toEqual({
      kind: 'live',
      epoch: before.epoch,
      head: before.seq,
    });
  });

  it('[LIVE-3] [F08] gets a thousand events as a packet, and reads everything anew after one more', async () => {
    const before = await standing(home);
    await recordEvents(app, database, home, 1_000);
    expect(await socket.watch(home.licenseId, before)).toMatchObject({
      kind: 'caught_up',
      packet: { from: before.seq + 1, to: before.seq + 1_000 },
    });
    await changeKey(home);
    expect(await socket.watch(home.licenseId, before)).toEqual({
      kind: 'snapshot',
      epoch: before.epoch,
      head: before.seq + 1_001,
    });
  });

  it('[LIVE-3] [F26] with the number of another epoch reads everything anew', async () => {
    const before = await standing(home);
    for (const seq of [0, before.seq, before.seq + 1]) {
      const answer = await socket.watch(home.licenseId, { epoch: randomUUID(), seq });
      expect(answer).toEqual({ kind: 'snapshot', epoch: before.epoch, head: before.seq });
    }
  });

  it('[LIVE-3] reads everything anew when events that it missed are kept no longer', async () => {
    using mine = await connectSocket(app.port, other.admin.token);
    const before = await mine.watch(other.licenseId);
    if (before.kind !== 'live') throw new Error('the admin may not watch');
    await changeKey(other);
    await changeKey(other);
    await app.settled();
    const first = [other.licenseId, before.head + 1];
    for (const table of ['audit_value', 'audit', 'event']) {
      await database.rows(`delete from ${table} where license_id = $1 and seq = $2`, first);
    }
    const answer = await mine.watch(other.licenseId, { epoch: before.epoch, seq: before.head });
    expect(answer).toEqual({ kind: 'snapshot', epoch: before.epoch, head: before.head + 2 });
  });

  it('[LIVE-3] [LIVE-8] [F08] ends with a screen as a fresh fetch, after a replay and after a snapshot', async () => {
    const district = await makeDistrict(app);
    for (const missed of [3, 1_200]) {
      using screen = await AdminScreen.open(app.port, district.admin, district.licenseId);
      screen.socket.raw.disconnect();
      await addPeople(district.admin.client, district.licenseId, district.address(`away${missed}`));
      await recordEvents(app, database, district, missed - 1);
      screen.socket.raw.connect();
      await screen.expectFresh();
      expect(screen.fullReads).toBe(missed > 1_000 ? 1 : 0);
      expect(screen.applied.map(({ from, to }) => to - from + 1)).toEqual(missed > 1_000 ? [] : [missed]);
    }
  });
});

describe('a position that nobody was given', () => {
  it('[E09] ahead of the licence is answered with a snapshot', async () => {
    const { epoch, seq } = await standing(home);
    for (const after of [seq + 1, 1e9, Number.MAX_SAFE_INTEGER]) {
      const answer = await socket.watch(home.licenseId, { epoch, seq: after });
      expect(answer).toEqual({ kind: 'snapshot', epoch, head: seq });
    }
  });

  it.each([
    ['negative', -1],
    ['beyond what is counted', 2 ** 53],
    ['as large as can be', 1e308],
    ['a fraction', 0.5],
    ['text', '7'],
    ['SQL', '0; drop table event; --'],
    ['a list', [7]],
    ['an object', { $gt: 0 }],
    ['true', true],
  ])('[E09] %s is refused', async (_what, after) => {
    const { epoch } = await standing(home);
    const answer = await socket.watchRaw({ licenseId: home.licenseId, epoch, after });
    expect(answer).toEqual({ kind: 'refused', code: 'INVALID_INPUT' });
  });

  it('[E09] that is no number, or endless, arrives as none: the client starts at the head', async () => {
    const { epoch, seq } = await standing(home);
    for (const after of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const answer = await socket.watchRaw({ licenseId: home.licenseId, epoch, after });
      expect(answer).toEqual({ kind: 'live', epoch, head: seq });
    }
  });

  it('[E08] in another district’s licence is NOT_FOUND, like one that never was', async () => {
    const { epoch } = await standing(home);
    const answers = [];
    for (const licenseId of [other.licenseId, randomUUID() as LicenseId]) {
      for (const after of [null, 0, 1, 1e6]) {
        answers.push(await socket.watchRaw({ licenseId, epoch, after }));
      }
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ kind: 'refused', code: 'NOT_FOUND' })]),
    );
    await changeKey(other);
    await app.settled();
    expect(socket.heard()).not.toContain(other.licenseId);
  });
});
