import { Secret } from '@rollcall/server/env.ts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import { type CuttableProxy, startCuttableProxy } from '../_kit/cuttable-proxy.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { recordEvents } from '../_kit/events.ts';
import { addPeople, inviteOf } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { connectSocket, handshakeRefusal, until } from '../_kit/socket.ts';

let away: Awaited<ReturnType<typeof startApp>>;
let line: CuttableProxy;
/** Prepares the world, and changes it, while the other server has no database. It sweeps up after nobody. */
let app: Awaited<ReturnType<typeof startApp>>;
let database: TestDatabase;
beforeAll(async () => {
  const urls = inject('database');
  line = await startCuttableProxy(urls.appUrl);
  away = await startApp(
    {
      databaseUrl: new Secret(line.through(urls.appUrl)),
      databaseSystemUrl: new Secret(line.through(urls.systemUrl)),
      logLevel: 'silent',
    },
    { sweepMs: 100, shownMs: 20 },
  );
  app = await startApp({}, { sweepMs: 3_600_000 });
  database = openDatabase();
});
afterAll(async () => {
  line.mend();
  await away.stop();
  await app.stop();
  await database.end();
  await line[Symbol.asyncDispose]();
});

const healthOf = async (port: number, what: 'live' | 'ready') =>
  (await fetch(`http://127.0.0.1:${port}/health/${what}`)).status;

describe('a server whose database is away for a while', () => {
  it('[F05] [I5] keeps its sockets, says what it is, and tells everything when it is back, by itself', async () => {
    const home = await makeDistrict(app);
    const pupil = await signIn(app, home.address('pupil'));
    await addPeople(home.admin.client, home.licenseId, pupil.email);
    await app.settled();
    using admin = await AdminScreen.open(away.port, home.admin, home.licenseId);
    using person = await PersonScreen.open(away.port, pupil);

    line.cut();
    await until(async () => expect(await healthOf(away.port, 'ready')).toBe(503));
    expect(await healthOf(away.port, 'live')).toBe(200);
    expect(await handshakeRefusal(away.port, pupil.token)).toBe('UNAVAILABLE');
    // Meanwhile elsewhere, and untold; and a report that cannot be written now.
    await recordEvents(null, database, home, 20, [await inviteOf(pupil, home.licenseId)]);
    away.context.live.committed({ districtId: home.id, licenseId: home.licenseId });
    expect([admin.socket.raw.connected, person.socket.raw.connected]).toEqual([true, true]);
    expect(admin.applied).toEqual([]);

    line.mend();
    await admin.expectFresh();
    await person.expectFresh();
    expect(admin.license.seq).toBe(22);
    expect(await healthOf(away.port, 'ready')).toBe(200);
    using again = await connectSocket(away.port, pupil.token);
    expect(again.lastInbox().entries).toHaveLength(1);
  });

  it('[F05] [E07] [I12] tells nothing to a session that ended meanwhile', async () => {
    const home = await makeDistrict(app);
    const pupil = await signIn(app, home.address('pupil'));
    await app.settled();
    using person = await PersonScreen.open(away.port, pupil);
    using admin = await AdminScreen.open(away.port, home.admin, home.licenseId);
    line.cut();
    await until(async () => expect(await healthOf(away.port, 'ready')).toBe(503));
    await database.rows(
      "update session set revoked_at = now() - interval '1 minute' where person_id = any ($1)",
      [[pupil.id, home.admin.id]],
    );
    await recordEvents(null, database, home, 1);
    line.mend();
    await until(() =>
      expect([admin.socket.raw.connected, person.socket.raw.connected]).toEqual([false, false]),
    );
    expect(admin.socket.packets).toEqual([]);
    expect(person.socket.inboxes).toHaveLength(1);
  });
});
