import path from 'node:path';
import type { Env } from '@rollcall/server/env.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import { createClient } from '../_kit/client.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { freePort } from '../_kit/free-port.ts';
import { addPeople, getRow } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { startServerProcess } from '../_kit/server-process.ts';
import { until } from '../_kit/socket.ts';
import { createOwnDatabase, type OwnDatabase } from '../schema/own-database.ts';

const dying = path.join(import.meta.dirname, 'fixtures/dying-server.ts');

/** Prepares the world, and reads it, while the server under test is down. It tells nothing of what others write. */
let app: Awaited<ReturnType<typeof startApp>>;
/** Of its own: the servers of other tests would tell what a dead one left. */
let own: OwnDatabase;
let urls: Pick<Env, 'databaseUrl' | 'databaseSystemUrl'>;
let database: TestDatabase;
beforeAll(async () => {
  own = await createOwnDatabase({ migrated: true });
  urls = { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl };
  app = await startApp(urls, { sweepMs: 3_600_000 });
  database = openDatabase(own.superuserUrl);
});
afterAll(async () => {
  await app.stop();
  await database.end();
  await own[Symbol.asyncDispose]();
});

const untold = (licenseId: string) =>
  database.value<number>('select count(*)::int from event where license_id = $1 and published_at is null', [
    licenseId,
  ]);

describe('a server that is killed', () => {
  it('[F02] [I5] between commit and emit: its clients see the change when they are back', async () => {
    const home = await makeDistrict(app);
    const pupil = await signIn(app, home.address('pupil'));
    await app.settled();
    await using server = await startServerProcess(await freePort(), urls, [dying, 'committed']);
    using admin = await AdminScreen.open(server.port, home.admin, home.licenseId, { reconnection: true });
    using person = await PersonScreen.open(server.port, pupil, { reconnection: true });

    const there = createClient(server.port, home.admin.token);
    await expect(addPeople(there, home.licenseId, pupil.email)).rejects.toThrow();
    await server.ended();
    expect(await untold(home.licenseId)).toBe(1);
    expect(admin.row(pupil.email)).toBeUndefined();
    expect(person.popUps).toEqual([]);

    await server.start();
    await admin.expectFresh();
    await person.expectFresh();
    expect(admin.row(pupil.email)?.status).toBe('invited');
    expect(person.popUps).toHaveLength(1);
    await until(async () => expect(await untold(home.licenseId)).toBe(0));
  });

  it('[F02] [I5] between commit and emit: another server tells it within two seconds', async () => {
    await using alive = await startApp(urls);
    const home = await makeDistrict(alive);
    const pupil = await signIn(alive, home.address('pupil'));
    await alive.settled();
    await using server = await startServerProcess(await freePort(), urls, [dying, 'committed']);
    using admin = await AdminScreen.open(alive.port, home.admin, home.licenseId);
    using person = await PersonScreen.open(alive.port, pupil);

    const there = createClient(server.port, home.admin.token);
    const committing = addPeople(there, home.licenseId, pupil.email);
    await expect(committing).rejects.toThrow();
    const [committed] = await database.rows<{ age_ms: number }>(
      'select extract(epoch from clock_timestamp() - created_at) * 1000 as age_ms from event where license_id = $1 order by seq desc limit 1',
      [home.licenseId],
    );
    const committedAt = performance.now() - Number(committed?.age_ms);
    await until(() => expect(person.popUps).toHaveLength(1));
    await until(() => expect(admin.row(pupil.email)?.status).toBe('invited'));
    expect(performance.now() - committedAt).toBeLessThan(2_000);
  });

  it('[F03] [I5] between emit and mark: told twice, one effect', async () => {
    const home = await makeDistrict(app);
    const pupil = await signIn(app, home.address('pupil'));
    await app.settled();
    await using server = await startServerProcess(await freePort(), urls, [dying, 'told', home.licenseId]);
    using admin = await AdminScreen.open(server.port, home.admin, home.licenseId, { reconnection: true });
    using person = await PersonScreen.open(server.port, pupil, { reconnection: true });

    // The answer may come or not: the server dies a moment after it has told.
    await addPeople(createClient(server.port, home.admin.token), home.licenseId, pupil.email).catch(() => {});
    await server.ended();
    expect(admin.row(pupil.email)?.status).toBe('invited');
    expect(person.popUps).toHaveLength(1);
    expect(await untold(home.licenseId)).toBe(1);

    const told = admin.socket.packets.length;
    await server.start();
    await until(async () => expect(await untold(home.licenseId)).toBe(0));
    await until(() => expect(admin.socket.packets.length).toBeGreaterThan(told));
    const [first, again] = [admin.socket.packets[told - 1], admin.socket.packets.at(-1)];
    expect([again?.from, again?.to]).toEqual([first?.from, first?.to]);
    await admin.expectFresh();
    await person.expectFresh();
    expect(admin.applied).toHaveLength(1);
    expect(person.popUps).toHaveLength(1);
  });

  it('[F03] told twice by one and the same server: one effect', async () => {
    await using alive = await startApp(urls, { sweepMs: 3_600_000 });
    const home = await makeDistrict(alive);
    await alive.settled();
    using admin = await AdminScreen.open(alive.port, home.admin, home.licenseId);
    await addPeople(home.admin.client, home.licenseId, home.address('pupil'));
    await alive.settled();
    await database.rows('update event set published_at = null where license_id = $1', [home.licenseId]);
    alive.context.live.committed({ districtId: home.id, licenseId: home.licenseId });
    await alive.settled();
    await until(() => expect(admin.socket.packets).toHaveLength(2));
    expect(admin.applied).toHaveLength(1);
    await admin.expectFresh();
    expect((await getRow(home.admin.client, home.licenseId, home.address('pupil'))).status).toBe('invited');
  });
});
