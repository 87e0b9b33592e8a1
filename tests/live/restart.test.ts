import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { recordEvents } from '../_kit/events.ts';
import { freePort } from '../_kit/free-port.ts';
import { addPeople, click, getRow } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { until } from '../_kit/socket.ts';

/** Another server on the same database, by which the world goes on while the one under test is down. */
let other: Awaited<ReturnType<typeof startApp>>;
let database: TestDatabase;
beforeAll(async () => {
  other = await startApp();
  database = openDatabase();
});
afterAll(async () => {
  await other.stop();
  await database.end();
});

describe('a server that is stopped and started again', () => {
  it.each([
    ['a few changes, which are replayed', 5],
    ['more changes than are replayed', 1_500],
  ])('[F02] [F12] [LIVE-3] %s: clients are back by themselves and miss nothing', async (_what, changes) => {
    const port = await freePort();
    const home = await makeDistrict(other);
    const [pupil, late] = [
      await signIn(other, home.address('pupil')),
      await signIn(other, home.address('late')),
    ];
    await addPeople(home.admin.client, home.licenseId, pupil.email);
    await other.settled();
    const first = await startApp({ port });
    using admin = await AdminScreen.open(port, home.admin, home.licenseId, { reconnection: true });
    using invited = await PersonScreen.open(port, pupil, { reconnection: true });
    using uninvited = await PersonScreen.open(port, late, { reconnection: true });
    expect(invited.popUps).toHaveLength(1);

    await first.stop();
    expect(admin.socket.notices).toEqual([{ reason: 'server_restarts' }]);
    await until(() => expect(admin.socket.raw.connected).toBe(false));
    await addPeople(home.admin.client, home.licenseId, late.email);
    const row = await getRow(home.admin.client, home.licenseId, pupil.email);
    await home.admin.client.member.withdraw.mutate(click(home.licenseId, row));
    await recordEvents(other, database, home, changes - 2, [row.id]);
    await other.settled();

    await using _second = await startApp({ port });
    await admin.expectFresh();
    await invited.expectFresh();
    await uninvited.expectFresh();
    expect(admin.row(pupil.email)).toBeUndefined();
    expect(admin.row(late.email)?.status).toBe('invited');
    expect(invited.popUps).toEqual([]);
    expect(uninvited.popUps).toHaveLength(1);
    expect(admin.fullReads).toBe(changes > 1_000 ? 1 : 0);
  });

  it('[F23] [I3] what was committed in its last moment is told by the next', async () => {
    const port = await freePort();
    const home = await makeDistrict(other);
    await other.settled();
    const first = await startApp({ port });
    using admin = await AdminScreen.open(port, home.admin, home.licenseId, { reconnection: true });
    first.context.live.committed = () => {};
    await recordEvents(first, database, home, 3);
    await first.stop();
    await using _second = await startApp({ port });
    await admin.expectFresh();
    expect(admin.applied).toMatchObject([{ from: 2, to: 4 }]);
  });
});
