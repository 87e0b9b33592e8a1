import { canonicalEmail } from '@rollcall/core/emails.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { adminSignInMs } from '@rollcall/server/auth/session.ts';
import { endSessions } from '@rollcall/server/vendor/end-sessions.ts';
import { revokeLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { describe, expect, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import { createClient } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { asVendor, makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { recordEvents } from '../_kit/events.ts';
import { addPeople, inviteOf, newRequest } from '../_kit/membership.ts';
import { connectSocket, handshakeRefusal, openSocket, type TestSocket, until } from '../_kit/socket.ts';
import { invited } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const addressOf = (person: TestPerson) => {
  const parsed = canonicalEmail(person.email);
  if (!parsed.ok) throw new Error('A test address is refused');
  return parsed.email;
};
const place = (home: TestDistrict) => ({ districtId: home.id, licenseId: home.licenseId });

/** The ways in which a session ends; each is over when the promise resolves. */
const ends: Readonly<Record<string, (person: TestPerson) => Promise<unknown>>> = {
  'sign-out': (person) => person.client.account.signOut.mutate(),
  'another device ends it': async (person) => {
    const sessions = await person.client.account.sessions.query();
    const current = sessions.find((session) => session.current);
    if (current === undefined) throw new Error('no session');
    // As if from elsewhere: the call is by a session that stays.
    const ended = await app.context.sessions.endById(person.id, current.id);
    if (ended) app.context.live.sessionEnded(current.id);
    return ended;
  },
  'the vendor ends all': (person) => app.context.db.withSystemTx((tx) => endSessions(tx, addressOf(person))),
  'by hand in the database': (person) =>
    database.rows('update session set revoked_at = now() where person_id = $1', [person.id]),
  'long ago by the clock of whoever did it': (person) =>
    database.rows("update session set revoked_at = now() - interval '1 hour' where person_id = $1", [
      person.id,
    ]),
  'idle for too long': (person) =>
    database.rows("update session set expires_at = now() - interval '1 second' where person_id = $1", [
      person.id,
    ]),
  'past its absolute end': (person) =>
    database.rows("update session set ends_at = now() - interval '1 second' where person_id = $1", [
      person.id,
    ]),
  'erased with the person’s data': (person) =>
    database.rows('delete from session where person_id = $1', [person.id]),
};

async function expectClosedInTime(socket: TestSocket, endedAt: number): Promise<void> {
  await until(() => expect(socket.raw.connected).toBe(false));
  expect(performance.now() - endedAt).toBeLessThan(2_000);
}

describe('a session that ends while its socket is open', () => {
  it.each(Object.entries(ends))(
    '[E07] [LIVE-7] [I12] %s: closed within two seconds, and nothing follows',
    async (_way, end) => {
      const home = await makeDistrict(app);
      const pupil = await invited(app, home);
      await app.settled();
      using socket = await connectSocket(app.port, pupil.token);
      using neighbour = await connectSocket(app.port, home.admin.token);
      await end(pupil);
      const endedAt = performance.now();
      const heard = socket.inboxes.length;
      // Something the person would have heard of, told after the end.
      const row = (
        await home.admin.client.member.list.query({
          licenseId: home.licenseId,
          filter: {},
          sort: 'email',
          order: 'ascending',
        })
      ).members[0];
      if (row === undefined) throw new Error('no row');
      await home.admin.client.member.withdraw.mutate({
        licenseId: home.licenseId,
        memberId: row.id,
        seq: row.seq,
        requestId: newRequest(),
      });
      await expectClosedInTime(socket, endedAt);
      expect(socket.inboxes).toHaveLength(heard);
      expect(socket.notices).toEqual([{ reason: 'signed_out' }]);
      expect(neighbour.raw.connected).toBe(true);
      expect(await handshakeRefusal(app.port, pupil.token)).toBe('NOT_SIGNED_IN');
    },
  );

  it('[E07] [I12] hears nothing that the person hears by another session that lives', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    const token = await app.context.sessions.start(pupil.id, 'code', 'another device');
    await app.settled();
    await using server = await startApp({}, { sweepMs: 3_600_000 });
    using dead = await connectSocket(server.port, pupil.token);
    using alive = await connectSocket(server.port, token);
    await database.rows(
      "update session set expires_at = now() - interval '1 day' where person_id = $1 and user_agent <> 'another device'",
      [pupil.id],
    );
    const memberId = await inviteOf({ ...pupil, client: createClient(app.port, token) }, home.licenseId);
    await recordEvents(server, database, home, 1, [memberId]);
    await server.settled();
    await until(() => expect(alive.inboxes).toHaveLength(2));
    await until(() => expect(dead.raw.connected).toBe(false));
    expect(dead.inboxes).toHaveLength(1);
  });

  it('[E07] [SESSION-6] ends the sockets of that session and of no other', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    const token = await app.context.sessions.start(pupil.id, 'code', 'another device');
    using ending = await connectSocket(app.port, pupil.token);
    using second = await connectSocket(app.port, pupil.token);
    using staying = await connectSocket(app.port, token);
    await pupil.client.account.signOut.mutate();
    await until(() => expect([ending.raw.connected, second.raw.connected]).toEqual([false, false]));
    await addPeople(home.admin.client, home.licenseId, pupil.email);
    await app.settled();
    expect(staying.raw.connected).toBe(true);
  });

  it('[E07] [I12] between the handshake and the first inbox leaves nothing open', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    await using server = await startApp({}, { sweepMs: 3_600_000 });
    const { resume } = server.context.sessions;
    server.context.sessions.resume = async (...parameters) => {
      const session = await resume(...parameters);
      await database.rows('update session set revoked_at = now() where person_id = $1', [pupil.id]);
      return session;
    };
    using socket = openSocket(server.port, pupil.token);
    await until(() => expect(socket.notices).toEqual([{ reason: 'signed_out' }]));
    await until(() => expect(socket.raw.connected).toBe(false));
    expect(socket.inboxes).toEqual([]);
  });
});

describe('the right to a licence that ends while it is watched', () => {
  const losses: Readonly<Record<string, (home: TestDistrict) => Promise<unknown>>> = {
    'the vendor takes it back': (home) =>
      asVendor(app, place(home), (tx) => revokeLicenseAdmin(tx, place(home), addressOf(home.admin))),
    'the vendor takes it back by the command line, which wakes nobody': (home) =>
      app.context.db.withSystemTx((tx) => revokeLicenseAdmin(tx, place(home), addressOf(home.admin))),
    'by hand in the database, without an event': (home) =>
      database.rows('delete from license_admin where license_id = $1', [home.licenseId]),
  };

  it.each(Object.entries(losses))(
    '[E07] [LIVE-7] [I12] %s: told, and nothing follows',
    async (_way, lose) => {
      const [home, other] = [await makeDistrict(app), await makeDistrict(app)];
      await app.settled();
      using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
      using bystander = await AdminScreen.open(app.port, other.admin, other.licenseId);
      const pupil = await invited(app, home);
      await until(() => expect(screen.applied).toHaveLength(1));
      await lose(home);
      const lostAt = performance.now();
      const { seq: revokedAt } = screen.license;
      const memberId = await inviteOf(pupil, home.licenseId);
      await pupil.client.invite.join.mutate({ memberId, requestId: newRequest() });
      await until(() => expect(screen.endedWith).toBe('NOT_FOUND'));
      expect(performance.now() - lostAt).toBeLessThan(2_000);
      await app.settled();
      expect(Math.max(...screen.socket.packets.map((packet) => packet.to))).toBe(revokedAt);
      expect(screen.socket.heard()).not.toContain('"accepted","sources"');
      // The person is still signed in, and has lost this licence only.
      expect(screen.socket.raw.connected).toBe(true);
      expect(await screen.socket.watch(home.licenseId)).toEqual({ kind: 'refused', code: 'NOT_FOUND' });
      expect(bystander.endedWith).toBeNull();
    },
  );

  it('[E07] [I12] lost in the same batch as other changes: none of that batch is heard', async () => {
    const home = await makeDistrict(app);
    await app.settled();
    await using server = await startApp({}, { sweepMs: 3_600_000 });
    using screen = await AdminScreen.open(server.port, home.admin, home.licenseId);
    const pupil = await invited(app, home);
    await pupil.client.invite.join.mutate({
      memberId: await inviteOf(pupil, home.licenseId),
      requestId: newRequest(),
    });
    await app.settled();
    await database.rows('update event set published_at = null where license_id = $1', [home.licenseId]);
    await app.context.db.withSystemTx((tx) => revokeLicenseAdmin(tx, place(home), addressOf(home.admin)));
    server.context.live.committed(place(home));
    await server.settled();
    await until(() => expect(screen.endedWith).toBe('NOT_FOUND'));
    expect(screen.socket.packets).toEqual([]);
    expect(screen.socket.heard()).not.toContain(pupil.email);
  });

  it('[E07] [E08] taken back while the question is on its way opens nothing', async () => {
    const home = await makeDistrict(app);
    await app.settled();
    await using server = await startApp({}, { sweepMs: 3_600_000, heartbeatMs: 3_600_000 });
    using socket = await connectSocket(server.port, home.admin.token);
    const first = await socket.watch(home.licenseId);
    if (first.kind !== 'live') throw new Error('the admin may not watch');
    const { systemStatement } = server.context.db;
    server.context.db.systemStatement = async (statement) => {
      await database.rows('delete from license_admin where license_id = $1', [home.licenseId]);
      return systemStatement(statement);
    };
    for (const after of [null, { epoch: first.epoch, seq: 0 }]) {
      expect(await socket.watch(home.licenseId, after)).toEqual({ kind: 'refused', code: 'NOT_FOUND' });
    }
    server.context.db.systemStatement = systemStatement;
    await recordEvents(server, database, home, 1);
    await server.settled();
    expect(socket.packets).toEqual([]);
  });

  it('[SESSION-4] a sign-in that has become too old for the dashboard hears no more of it', async () => {
    const home = await makeDistrict(app);
    await app.settled();
    const nearlyTooOld = `update session set created_at = now() - interval '${adminSignInMs / 1000 - 1} seconds' where person_id = $1`;
    await database.rows(nearlyTooOld, [home.admin.id]);
    using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
    expect(screen.endedWith).toBeNull();
    await until(() => expect(screen.endedWith).toBe('SIGN_IN_AGAIN'));
    expect(await screen.socket.watch(home.licenseId)).toEqual({ kind: 'refused', code: 'SIGN_IN_AGAIN' });
    expect(screen.feed.inStep).toBe(false);
    expect(screen.socket.raw.connected).toBe(true);
  });
});
