import type { RunningApp } from '@rollcall/server/app.ts';
import { liveTiming } from '@rollcall/server/realtime/timing.ts';
import { describe, expect, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import { createClient } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { recordEvents } from '../_kit/events.ts';
import { addPeople, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { until } from '../_kit/socket.ts';
import { invited } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

/** Spans that follow each other without a gap or an overlap, from one number to another. */
function expectInLine(spans: readonly { readonly from: number; readonly to: number }[]): void {
  for (const [index, { from, to }] of spans.entries()) {
    expect(to).toBeGreaterThanOrEqual(from);
    const before = spans[index - 1];
    if (before !== undefined) expect(from).toBe(before.to + 1);
  }
}

const rotateKey = (client: TestDistrict['admin']['client'], licenseId: TestDistrict['licenseId']) =>
  client.license.rotateKey.mutate({ licenseId, requestId: newRequest() });

describe('events of one frame', () => {
  it('[LIVE-5] the first of a quiet time leaves at once, and those after it wait for the frame to end', async () => {
    const home = await makeDistrict(app);
    await app.settled();
    // A frame that does not end by itself within the test: what leaves all the same has left at once.
    await using server = await startApp({}, { frameMs: 600_000, sweepMs: 600_000 });
    const client = createClient(server.port, home.admin.token);
    using screen = await AdminScreen.open(server.port, { ...home.admin, client }, home.licenseId);
    await rotateKey(client, home.licenseId);
    await until(() => expect(screen.applied).toHaveLength(1));
    for (let count = 0; count < 5; count += 1) await rotateKey(client, home.licenseId);
    expect(screen.applied).toHaveLength(1);
    await server.settled();
    await until(() => expect(screen.applied).toHaveLength(2));
    expect(screen.applied[1]?.happened).toEqual([{ type: 'license.keyChanged', count: 5 }]);
    await screen.expectFresh();
  });

  it('[LIVE-5] a burst of 500 changes leaves as a packet per frame at most, in order', async () => {
    const home = await makeDistrict(app);
    await addPeople(home.admin.client, home.licenseId, home.address('busy'));
    const { id } = await getRow(home.admin.client, home.licenseId, home.address('busy'));
    await app.settled();
    using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 500 }, () => recordEvents(app, database, home, 1, [id])));
    await app.settled();
    const frames = Math.ceil((performance.now() - startedAt) / liveTiming.frameMs);
    await screen.expectFresh();
    expectInLine(screen.applied);
    expect(screen.applied.at(-1)?.to).toBe(screen.license.seq);
    expect(screen.applied.length).toBeLessThanOrEqual(frames + 1);
    expect(screen.applied.length).toBeLessThan(250);
    // One row changed 500 times is one row in each packet.
    expect(screen.applied.map((packet) => packet.members.length)).toEqual(screen.applied.map(() => 1));
  });

  it('[LIVE-5] a person hears of many changes to their row in few inboxes', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    const memberId = await inviteOf(pupil, home.licenseId);
    await app.settled();
    using screen = await PersonScreen.open(app.port, pupil);
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 200 }, () => recordEvents(app, database, home, 1, [memberId])));
    await app.settled();
    const frames = Math.ceil((performance.now() - startedAt) / liveTiming.frameMs);
    await until(() => expect(screen.inbox.entries[0]?.seq).toBe(202));
    expect(screen.socket.inboxes.length - 1).toBeLessThanOrEqual(frames + 1);
    expect(screen.inbox.entries).toHaveLength(1);
  });
});

describe('many rows', () => {
  it('[LIVE-5] up to 200 are listed, and one more is told as a range', async () => {
    const home = await makeDistrict(app, { studentSeats: 1_000 });
    await app.settled();
    for (const count of [200, 201]) {
      using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
      const people = Array.from({ length: count }, (_, index) => home.address(`of${count}-${index}`));
      await addPeople(home.admin.client, home.licenseId, people.join('\n'));
      await screen.expectFresh();
      const bulk = count > 200;
      expect(screen.applied).toMatchObject([
        { bulk, happened: [{ type: 'member.added', count }], license: { seq: screen.license.seq } },
      ]);
      expect(screen.applied[0]?.members).toHaveLength(bulk ? 0 : count);
      expect(screen.applied[0]?.removed).toEqual([]);
      expect(screen.fullReads).toBe(bulk ? 1 : 0);
    }
  });

  it('[LIVE-5] [P-A5] of an import, one event, and each connected person’s inbox once', async () => {
    const home = await makeDistrict(app, { studentSeats: 1_000 });
    const people = await Promise.all(
      Array.from({ length: 15 }, (_, index) => signIn(app, home.address(`here${index}`))),
    );
    await app.settled();
    using stack = new DisposableStack();
    const screens = await Promise.all(people.map((person) => PersonScreen.open(app.port, person)));
    for (const screen of screens) stack.use(screen);
    const absent = Array.from({ length: 400 }, (_, index) => home.address(`absent${index}`));
    await addPeople(
      home.admin.client,
      home.licenseId,
      [...absent, ...people.map(({ email }) => email)].join('\n'),
    );
    for (const screen of screens) await screen.expectFresh();
    await app.settled();
    expect(screens.map((screen) => screen.socket.inboxes.length)).toEqual(screens.map(() => 2));
    expect(screens.map((screen) => screen.popUps.length)).toEqual(screens.map(() => 1));
    const events = 'select count(*)::int from event where license_id = $1';
    // The grant of the license admin, and the import.
    expect(await database.value(events, [home.licenseId])).toBe(2);
  });
});
