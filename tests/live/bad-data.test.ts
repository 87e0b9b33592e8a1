import type { Env } from '@rollcall/server/env.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { recordEvents } from '../_kit/events.ts';
import { addPeople, newRequest } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { connectSocket, until } from '../_kit/socket.ts';
import { newcomer } from '../_kit/valid-calls.ts';
import { createOwnDatabase, type OwnDatabase } from '../schema/own-database.ts';

/** Of its own: what cannot be told here would be an error in the log of every other test's server. */
let own: OwnDatabase;
let urls: Pick<Env, 'databaseUrl' | 'databaseSystemUrl' | 'logLevel'>;
let app: Awaited<ReturnType<typeof startApp>>;
let database: TestDatabase;
beforeAll(async () => {
  own = await createOwnDatabase({ migrated: true });
  urls = { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl, logLevel: 'silent' };
  app = await startApp(urls, { heartbeatMs: 100 });
  database = openDatabase(own.superuserUrl);
});
afterAll(async () => {
  await app.stop();
  await database.end();
  await own[Symbol.asyncDispose]();
});

/** An event as no command of this version writes it. */
async function foreignEvent({ id, licenseId }: TestDistrict, type: string, payload: unknown): Promise<void> {
  await database.rows(
    `with moved as (update license set seq = seq + 1 where id = $2 returning seq)
     insert into event (district_id, license_id, seq, type, payload)
     select $1, $2, seq, $3, $4 from moved`,
    [id, licenseId, type, JSON.stringify(payload)],
  );
  app.context.live.committed({ districtId: id, licenseId });
}

const untold = ({ licenseId }: TestDistrict) =>
  database.value<number>('select count(*)::int from event where license_id = $1 and published_at is null', [
    licenseId,
  ]);

/** Ways in which a licence, or an event of it, cannot be told. */
const broken: Readonly<Record<string, (home: TestDistrict) => Promise<unknown>>> = {
  'an end that is no instant': (home) =>
    database.rows("update license set ends_at = 'infinity' where id = $1", [home.licenseId]),
  'rows that are named by no id': (home) => foreignEvent(home, 'member.added', { memberIds: ['not an id'] }),
  'rows that are named by numbers': (home) => foreignEvent(home, 'member.added', { memberIds: [1, null] }),
};

describe('a licence that cannot be told', () => {
  it.each(Object.entries(broken))('[I5] [F24] because of %s silences no other', async (_what, spoil) => {
    // Ids grow with time: what is told in their order meets the spoilt one between the others.
    const homes = [await makeDistrict(app), await makeDistrict(app), await makeDistrict(app)] as const;
    const [before, spoilt, after] = homes;
    const pupils = await Promise.all(homes.map((home) => signIn(app, home.address('pupil'))));
    await app.settled();
    using one = await AdminScreen.open(app.port, before.admin, before.licenseId);
    using bad = await connectSocket(app.port, spoilt.admin.token);
    await bad.watch(spoilt.licenseId);
    using two = await AdminScreen.open(app.port, after.admin, after.licenseId);
    const screens = await Promise.all(pupils.map((pupil) => PersonScreen.open(app.port, pupil)));

    await spoil(spoilt);
    await foreignEvent(spoilt, 'license.keyChanged', {});
    // Left behind by nobody knows whom, so that the sweep finds them in one batch with what cannot be told.
    for (const home of [before, spoilt, after]) await recordEvents(null, database, home, 1);
    for (const home of [before, after]) await until(async () => expect(await untold(home)).toBe(0));
    await one.expectFresh();
    await two.expectFresh();
    for (const [index, home] of [before, after].entries()) {
      const pupil = pupils[index * 2];
      if (pupil !== undefined) await addPeople(home.admin.client, home.licenseId, pupil.email);
    }
    await one.expectFresh();
    await two.expectFresh();
    for (const index of [0, 2]) await until(() => expect(screens[index]?.popUps).toHaveLength(1));
    for (const home of [before, after]) await until(async () => expect(await untold(home)).toBe(0));
    for (const screen of screens) screen.socket.close();
  });

  it('[I5] [LIVE-4] is told when it can be, in order and without a gap', async () => {
    const home = await makeDistrict(app);
    await app.settled();
    using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
    const { ends_at: endsAt } = (
      await database.rows<{ ends_at: Date }>('select ends_at from license where id = $1', [home.licenseId])
    )[0] ?? { ends_at: null };
    await database.rows("update license set ends_at = 'infinity' where id = $1", [home.licenseId]);
    await foreignEvent(home, 'license.keyChanged', {});
    await app.settled();
    expect(await untold(home)).toBe(1);
    await database.rows('update license set ends_at = $2 where id = $1', [home.licenseId, endsAt]);
    await home.admin.client.license.rotateKey.mutate({ licenseId: home.licenseId, requestId: newRequest() });
    await until(async () => expect(await untold(home)).toBe(0));
    await screen.expectFresh();
    expect(screen.license.seq).toBe(3);
  });

  it('[LIVE-3] a client that asks for what cannot be told reads everything anew', async () => {
    const home = await makeDistrict(app);
    await app.settled();
    using socket = await connectSocket(app.port, home.admin.token);
    const first = await socket.watch(home.licenseId);
    if (first.kind !== 'live') throw new Error('the admin may not watch');
    await database.rows("update license set ends_at = 'infinity' where id = $1", [home.licenseId]);
    await foreignEvent(home, 'license.keyChanged', {});
    const answer = await socket.watch(home.licenseId, { epoch: first.epoch, seq: first.head });
    expect(answer).toEqual({ kind: 'snapshot', epoch: first.epoch, head: first.head + 1 });
    expect(socket.raw.connected).toBe(true);
  });
});

describe('an event of a newer version', () => {
  it.each([
    ['of a type that is not known here', 'member.cloned', { memberIds: [] }],
    ['that names its rows in another way', 'member.added', { range: [1, 2] }],
    ['that names nothing at all', 'member.added', {}],
  ])('[F20] %s: lists are read anew, and everybody on the licence hears', async (_what, type, payload) => {
    const home = await makeDistrict(app);
    const pupil = await newcomer(app, home);
    await addPeople(home.admin.client, home.licenseId, pupil.email);
    await app.settled();
    using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
    using person = await PersonScreen.open(app.port, pupil);
    await database.rows("update member set status = 'accepted' where license_id = $1", [home.licenseId]);
    await database.rows('update license set student_accepted = 1, student_invited = 0 where id = $1', [
      home.licenseId,
    ]);
    await foreignEvent(home, type, payload);
    await screen.expectFresh();
    expect(screen.row(pupil.email)?.status).toBe('accepted');
    expect(screen.applied).toMatchObject([{ bulk: true }]);
    if (type === 'member.cloned') await until(() => expect(person.inbox.features).toContain('comments'));
  });

  it('[F20] that says more than this one knows is told by what it knows', async () => {
    const home = await makeDistrict(app);
    await app.settled();
    using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
    await foreignEvent(home, 'license.keyChanged', { by: 'a newer server' });
    await screen.expectFresh();
    expect(screen.applied).toMatchObject([
      { bulk: false, happened: [{ type: 'license.keyChanged', count: 1 }] },
    ]);
  });
});

describe('a schema that changes under a running server', () => {
  it('[F20] stops it from telling for no longer than it takes to ask anew', async () => {
    const home = await makeDistrict(app);
    const pupil = await newcomer(app, home);
    await app.settled();
    using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
    using person = await PersonScreen.open(app.port, pupil);
    await addPeople(home.admin.client, home.licenseId, home.address('before'));
    await screen.expectFresh();
    await database.rows('alter table installation alter column epoch type text using epoch::text');
    await addPeople(home.admin.client, home.licenseId, pupil.email);
    const committedAt = performance.now();
    await until(() => expect(person.popUps).toHaveLength(1));
    // Less than the pause of a licence that is held back.
    expect(performance.now() - committedAt).toBeLessThan(1_900);
    await screen.expectFresh();
  });
});
