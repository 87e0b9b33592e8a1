import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, click, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { connectSocket, type TestSocket, until } from '../_kit/socket.ts';
import { invited, joined } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({ timing: { shownMs: 40 } }, (server) => {
  ({ app, database } = server);
});

const shownEvents = ({ licenseId }: TestDistrict) =>
  database.rows<{ ids: string[]; published_at: Date | null }>(
    "select payload -> 'memberIds' as ids, published_at from event where license_id = $1 and type = 'member.shown' order by seq",
    [licenseId],
  );
const shownAt = (memberId: string) =>
  database.value<Date | null>('select shown_at from member where id = $1', [memberId]);

/** Reports of this connection are taken in order: after this one every earlier one has been written or dropped. */
async function reportsWritten(app_: TestDistrict, socket: TestSocket, person: TestPerson): Promise<void> {
  await addPeople(app_.admin.client, app_.licenseId, person.email);
  socket.shown(await inviteOf(person, app_.licenseId));
  await until(async () => expect(await shownEvents(app_)).toHaveLength(1));
}

describe('that an invite was on the person’s screen', () => {
  it('[INVITE-6] is recorded once, by whichever window showed it first', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    const memberId = await inviteOf(pupil, home.licenseId);
    using one = await connectSocket(app.port, pupil.token);
    using two = await connectSocket(app.port, pupil.token);
    one.shown(memberId);
    two.shown(memberId, memberId);
    await until(async () => expect(await shownAt(memberId)).not.toBeNull());
    const first = await shownAt(memberId);
    one.shown(memberId);
    await reportsWritten(await makeDistrict(app), one, pupil);
    expect(await shownAt(memberId)).toEqual(first);
    expect((await shownEvents(home)).map((event) => event.ids)).toEqual([[memberId]]);
  });

  it('[INVITE-6] the admin sees the day, without the time', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    await app.settled();
    using screen = await AdminScreen.open(app.port, home.admin, home.licenseId);
    using socket = await connectSocket(app.port, pupil.token);
    expect(screen.row(pupil.email)?.shownOn).toBeNull();
    socket.shown(await inviteOf(pupil, home.licenseId));
    await until(() => expect(screen.row(pupil.email)?.shownOn).toMatch(/^\d{4}-\d\d-\d\d$/));
    const at = await shownAt(await inviteOf(pupil, home.licenseId));
    expect(screen.row(pupil.email)?.shownOn).toBe(at?.toISOString().slice(0, 10));
    expect(screen.socket.heard()).not.toContain(at?.toISOString());
    expect(screen.applied).toHaveLength(1);
    await screen.expectFresh();
  });

  it('[INVITE-6] a whole class in one window of time is one event per licence', async () => {
    const [one, two] = [await makeDistrict(app), await makeDistrict(app)];
    const pupils = await Promise.all(Array.from({ length: 12 }, () => invited(app, one)));
    const [first] = pupils;
    if (first === undefined) throw new Error('no pupils');
    await addPeople(two.admin.client, two.licenseId, first.email);
    const sockets = await Promise.all(pupils.map((pupil) => connectSocket(app.port, pupil.token)));
    const invites = await Promise.all(pupils.map((pupil) => inviteOf(pupil, one.licenseId)));
    const other = await inviteOf(first, two.licenseId);
    for (const [index, socket] of sockets.entries()) {
      const mine = invites[index];
      if (mine !== undefined) socket.shown(mine, ...(index === 0 ? [other] : []));
    }
    await until(async () =>
      expect((await shownEvents(one)).flatMap((event) => event.ids).sort()).toEqual(invites.toSorted()),
    );
    // Twelve connections deliver within a window or two of 40 ms, not in twelve.
    expect((await shownEvents(one)).length).toBeLessThanOrEqual(3);
    await until(async () => expect((await shownEvents(two)).map((event) => event.ids)).toEqual([[other]]));
    for (const socket of sockets) socket.close();
  });

  it('[INVITE-6] [E11] a report about somebody else’s invite is ignored, and keeps nobody from reporting their own', async () => {
    const home = await makeDistrict(app);
    const [pupil, meddler] = [await invited(app, home), await invited(app, home)];
    const memberId = await inviteOf(pupil, home.licenseId);
    using theirs = await connectSocket(app.port, meddler.token);
    using mine = await connectSocket(app.port, pupil.token);
    theirs.shown(memberId);
    await reportsWritten(await makeDistrict(app), theirs, meddler);
    expect(await shownAt(memberId)).toBeNull();
    mine.shown(memberId);
    for (let count = 0; count < 20; count += 1) theirs.shown(memberId);
    await until(async () => expect(await shownAt(memberId)).not.toBeNull());
    expect((await shownEvents(home)).map((event) => event.ids)).toEqual([[memberId]]);
  });

  it('[INVITE-6] is said of open invites only, and anew of a new invite', async () => {
    const home = await makeDistrict(app);
    const [member, returning] = [await joined(app, home), await invited(app, home)];
    const joinedId = await inviteOf(member, home.licenseId);
    const memberId = await inviteOf(returning, home.licenseId);
    using hers = await connectSocket(app.port, member.token);
    using his = await connectSocket(app.port, returning.token);
    hers.shown(joinedId);
    his.shown(memberId);
    await until(async () => expect(await shownAt(memberId)).not.toBeNull());
    await reportsWritten(await makeDistrict(app), hers, member);
    expect((await shownEvents(home)).map((event) => event.ids)).toEqual([[memberId]]);
    await returning.client.invite.decline.mutate({ memberId, requestId: newRequest(), reason: null });
    const row = await getRow(home.admin.client, home.licenseId, returning.email);
    await home.admin.client.member.reinvite.mutate(click(home.licenseId, row));
    expect(await shownAt(memberId)).toBeNull();
    his.shown(memberId);
    await until(async () => expect(await shownAt(memberId)).not.toBeNull());
    expect((await shownEvents(home)).map((event) => event.ids)).toEqual([[memberId], [memberId]]);
  });

  it('[F23] what was reported before the server stops is not lost', async () => {
    const server = await startApp({}, { shownMs: 3_600_000 });
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    const memberId = await inviteOf(pupil, home.licenseId);
    using socket = await connectSocket(server.port, pupil.token);
    socket.shown(memberId);
    await socket.watch(home.licenseId);
    await server.stop();
    expect(await shownAt(memberId)).not.toBeNull();
  });
});
