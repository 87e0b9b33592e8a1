import { licensePacket } from '@rollcall/core/events/protocol.ts';
import { inbox as inboxSchema } from '@rollcall/core/inbox/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { renewLicense } from '@rollcall/server/vendor/renew-license.ts';
import { describe, expect, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { asVendor, makeDistrict, signIn } from '../_kit/district.ts';
import { recordEvents } from '../_kit/events.ts';
import { addPeople, click, getRow, inviteOf, newRequest, openKey } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { connectSocket, until } from '../_kit/socket.ts';
import { invited, joined, newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({ timing: { shownMs: 20, heartbeatMs: 50 } }, (server) => {
  ({ app, database } = server);
});

describe('a pupil’s socket', () => {
  it('[E11] [R15] [I5] carries nothing about anybody else, whatever happens around it', async () => {
    const home = await makeDistrict(app);
    const { licenseId, admin } = home;
    const [pupil, bystander] = [await invited(app, home), await newcomer(app, home)];
    const [classmate, teacher] = [await joined(app, home), await invited(app, home)];
    await app.settled();
    using mine = await PersonScreen.open(app.port, pupil);
    using outside = await PersonScreen.open(app.port, bystander);
    // They listen too, and one of them watches: what they are sent must not reach the pupil.
    using _theirs = await PersonScreen.open(app.port, classmate);
    using _dashboard = await AdminScreen.open(app.port, admin, licenseId);

    mine.socket.raw.emit('shown', { memberIds: [await inviteOf(teacher, licenseId)] });
    const key = await openKey(admin.client, licenseId);
    const stranger = await newcomer(app, home);
    await stranger.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
    await addPeople(admin.client, licenseId, `${home.address('a')}, ${home.address('b')}`, 'teacher');
    const memberId = await inviteOf(teacher, licenseId);
    await teacher.client.invite.decline.mutate({
      memberId,
      requestId: newRequest(),
      reason: 'private words',
    });
    const row = await getRow(admin.client, licenseId, classmate.email);
    await admin.client.member.remove.mutate(click(licenseId, row));
    await asVendor(app, { districtId: home.id, licenseId }, (tx) =>
      renewLicense(
        tx,
        { districtId: home.id, licenseId },
        { endsAt: new Date(Date.now() + 1e10), admins: [], domainIds: [] },
      ),
    );
    await pupil.client.invite.join.mutate({
      memberId: await inviteOf(pupil, licenseId),
      requestId: newRequest(),
    });
    await app.settled();
    await mine.expectFresh();

    const others = await database.rows<Record<string, string>>(
      `select m.id::text, m.email, m.person_id::text from member m
       where m.license_id = $1 and m.person_id is distinct from $2`,
      [licenseId, pupil.id],
    );
    expect(others.length).toBeGreaterThan(4);
    const forbidden = [
      ...others.flatMap((other) => Object.values(other)),
      ...[classmate, teacher, stranger, admin, bystander].flatMap((person) => [person.id, person.email]),
      'private words',
      key,
      key.replaceAll('-', ''),
    ].filter((text) => text !== null);
    for (const text of forbidden)
      expect({ text, heard: mine.socket.heard().includes(text) }).toEqual({ text, heard: false });
    expect(mine.socket.packets).toEqual([]);
    expect(mine.socket.heartbeats).toEqual([]);
    // Joining was heard, so the socket was listening; the bystander had nothing to hear but the first inbox.
    expect(mine.inbox.entries).toMatchObject([{ state: 'accepted' }]);
    expect(outside.socket.inboxes).toHaveLength(1);
    expect(outside.inbox.entries).toEqual([]);
  });

  it('[E11] hears of another district’s licence only what is the pupil’s own', async () => {
    const [one, two] = [await makeDistrict(app), await makeDistrict(app)];
    const pupil = await invited(app, one);
    await addPeople(two.admin.client, two.licenseId, `${pupil.email}, ${two.address('other')}`);
    await app.settled();
    using socket = await connectSocket(app.port, pupil.token);
    await addPeople(two.admin.client, two.licenseId, two.address('more'));
    await app.settled();
    expect(
      socket
        .lastInbox()
        .entries.map((entry) => entry.licenseId)
        .sort(),
    ).toEqual([one.licenseId, two.licenseId].sort());
    expect(socket.heard()).not.toContain(two.address('other'));
    expect(socket.inboxes).toHaveLength(1);
  });
});

describe('what names and addresses are made of', () => {
  const names = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "javascript:alert('x')",
    '{{7*7}}<%= 7*7 %>#{7*7}',
    'line\u2028separator\u2029and \\u003cb\\u003e',
    '名前 עברית 🏫 e\u0301',
    '{"__proto__":{"polluted":true}}',
  ];

  it('[E12] travels as the text it is, to the dashboard and to the app', async () => {
    const home = await makeDistrict(app);
    await database.rows('update license set name = $2 where id = $1', [home.licenseId, names.join(' ')]);
    await database.rows('update district set name = $2 where id = $1', [home.id, names[1]]);
    await database.rows('update person set name = $2 where id = $1', [home.admin.id, names[0]]);
    const pupil = await signIn(app, home.address('pupil'));
    await app.settled();
    using dashboard = await AdminScreen.open(app.port, home.admin, home.licenseId);
    using screen = await PersonScreen.open(app.port, pupil);
    await addPeople(home.admin.client, home.licenseId, pupil.email);
    await until(() => expect(dashboard.applied).toHaveLength(1));
    for (const name of names) {
      const { id } = await getRow(home.admin.client, home.licenseId, pupil.email);
      await database.rows('update member set name = $2 where id = $1', [id, name]);
      await recordEvents(app, database, home, 1, [id]);
      await until(() => expect(dashboard.row(pupil.email)?.name).toBe(name));
    }
    await screen.expectFresh();
    expect(screen.inbox.entries).toMatchObject([
      { licenseName: names.join(' '), districtName: names[1], invitedBy: names[0] },
    ]);
    expect(dashboard.license).toMatchObject({ name: names.join(' '), districtName: names[1] });
    for (const packet of dashboard.socket.packets) expect(licensePacket.parse(packet)).toEqual(packet);
    for (const inbox of screen.socket.inboxes) expect(inboxSchema.parse(inbox)).toEqual(inbox);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
