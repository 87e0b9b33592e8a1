import type { RunningApp } from '@rollcall/server/app.ts';
import { renewLicense } from '@rollcall/server/vendor/renew-license.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { asVendor, makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, click, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { connectSocket, until } from '../_kit/socket.ts';
import { invited, joined, newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({ timing: { heartbeatMs: 100 } }, (server) => {
  ({ app, database } = server);
});

const answer = async (person: TestPerson, home: TestDistrict) => ({
  memberId: await inviteOf(person, home.licenseId),
  requestId: newRequest(),
});
const clickOn = async (home: TestDistrict, person: TestPerson) =>
  click(home.licenseId, await getRow(home.admin.client, home.licenseId, person.email));

/** Renews with this many days from now to the end; negative is an end in the past. */
const renewUntil = (home: TestDistrict, days: number) =>
  asVendor(app, { districtId: home.id, licenseId: home.licenseId }, (tx) =>
    renewLicense(
      tx,
      { districtId: home.id, licenseId: home.licenseId },
      { endsAt: new Date(Date.now() + days * 86_400_000), admins: [], domainIds: [] },
    ),
  );

/** Two windows of one person. */
async function twoTabs(person: TestPerson) {
  const tabs = [
    await PersonScreen.open(app.port, person),
    await PersonScreen.open(app.port, person),
  ] as const;
  return { tabs, [Symbol.dispose]: () => tabs.forEach((tab) => void tab.socket.close()) };
}

describe('the inbox of a connection', () => {
  it('[LIVE-6] comes first and whole, without a call by HTTP', async () => {
    const home = await makeDistrict(app);
    const pupil = await joined(app, home);
    const fresh = await pupil.client.invite.inbox.query();
    using socket = await connectSocket(app.port, pupil.token);
    expect(socket.inboxes).toEqual([fresh]);
    expect(JSON.parse(socket.heard())[0]?.[0]).toBe('inbox');
    expect(fresh.features).toContain('comments');
  });

  it('[LIVE-6] is empty, and still comes, for whoever is on no licence', async () => {
    const home = await makeDistrict(app);
    const nobody = await newcomer(app, home);
    using socket = await connectSocket(app.port, nobody.token);
    expect(socket.lastInbox()).toMatchObject({ entries: [], features: ['pen', 'highlighter', 'text'] });
  });

  it('[INVITE-4] remembers that a pop-up was closed, on this device and on any other', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    using first = await PersonScreen.open(app.port, pupil);
    expect(first.popUps).toHaveLength(1);
    await pupil.client.invite.dismiss.mutate(await answer(pupil, home));
    using _second = await PersonScreen.open(app.port, pupil);
    const token = await app.context.sessions.start(pupil.id, 'code', 'another device');
    for (const presented of [pupil.token, token]) {
      using later = await connectSocket(app.port, presented);
      expect(later.lastInbox().entries).toMatchObject([{ state: 'invited', popUp: false }]);
    }
  });
});

describe('several windows of one person', () => {
  it('[INVITE-7] a pop-up appears in all of them, and is gone from all when one joins', async () => {
    const home = await makeDistrict(app);
    const pupil = await newcomer(app, home);
    using windows = await twoTabs(pupil);
    await addPeople(home.admin.client, home.licenseId, pupil.email);
    for (const tab of windows.tabs) await until(() => expect(tab.popUps).toHaveLength(1));
    await pupil.client.invite.join.mutate(await answer(pupil, home));
    for (const tab of windows.tabs) {
      await until(() => expect(tab.inbox.entries).toMatchObject([{ state: 'accepted', popUp: false }]));
      expect(tab.inbox.features).toContain('comments');
    }
  });

  it('[INVITE-7] [INVITE-4] closed in one it is closed in all, and the invite stays', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    using windows = await twoTabs(pupil);
    await pupil.client.invite.dismiss.mutate(await answer(pupil, home));
    for (const tab of windows.tabs) {
      await until(() => expect(tab.inbox.entries).toMatchObject([{ state: 'invited', popUp: false }]));
    }
    await home.admin.client.member.remind.mutate(await clickOn(home, pupil));
    for (const tab of windows.tabs) await until(() => expect(tab.popUps).toHaveLength(1));
  });

  it('[INVITE-7] declined in one, and invited again, it comes back in all', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    using windows = await twoTabs(pupil);
    await pupil.client.invite.decline.mutate({ ...(await answer(pupil, home)), reason: null });
    for (const tab of windows.tabs) {
      await until(() => expect(tab.inbox.entries).toMatchObject([{ state: 'rejected' }]));
    }
    await home.admin.client.member.reinvite.mutate(await clickOn(home, pupil));
    for (const tab of windows.tabs) await until(() => expect(tab.popUps).toHaveLength(1));
  });
});

describe('what others do', () => {
  it('[INVITE-7] [LIVE-7] an invite that is withdrawn closes its pop-up', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    using screen = await PersonScreen.open(app.port, pupil);
    await home.admin.client.member.withdraw.mutate(await clickOn(home, pupil));
    await until(() => expect(screen.inbox.entries).toMatchObject([{ state: 'ended', popUp: false }]));
    await screen.expectFresh();
  });

  it('[FEATURE-3] a removal switches the features off, and the key switches them on', async () => {
    const home = await makeDistrict(app);
    const pupil = await joined(app, home);
    using screen = await PersonScreen.open(app.port, pupil);
    expect(screen.inbox.features).toContain('comments');
    await home.admin.client.member.remove.mutate(await clickOn(home, pupil));
    await until(() => expect(screen.inbox.features).not.toContain('comments'));
    await home.admin.client.license.setKey.mutate({
      licenseId: home.licenseId,
      requestId: newRequest(),
      enabled: true,
      userType: 'student',
    });
    const { key } = await home.admin.client.license.readKey.mutate({ licenseId: home.licenseId });
    await pupil.client.licenseKey.redeem.mutate({ key: key ?? '', requestId: newRequest() });
    await until(() => expect(screen.inbox.features).toContain('comments'));
    await screen.expectFresh();
  });

  it('[TERM-3] [FEATURE-3] the end of a term switches off, and its renewal on, for everybody who is connected', async () => {
    const home = await makeDistrict(app);
    const [member, waiting] = [await joined(app, home), await invited(app, home)];
    using hers = await PersonScreen.open(app.port, member);
    using his = await PersonScreen.open(app.port, waiting);
    const elsewhere = await makeDistrict(app);
    const stranger = await joined(app, elsewhere);
    // What the stranger's own joining tells is told before the stranger listens.
    await app.settled();
    using outside = await PersonScreen.open(app.port, stranger);
    const heard = outside.socket.inboxes.length;
    await database.rows("update license set starts_at = now() - interval '1 year' where id = $1", [
      home.licenseId,
    ]);
    await renewUntil(home, -40);
    await until(() => expect(hers.inbox.features).not.toContain('comments'));
    await until(() => expect(his.popUps).toEqual([]));
    await renewUntil(home, 365);
    await until(() => expect(hers.inbox.features).toContain('comments'));
    await until(() => expect(his.popUps).toHaveLength(1));
    await hers.expectFresh();
    await his.expectFresh();
    expect(outside.socket.inboxes).toHaveLength(heard);
  });

  it('[TERM-2] [FEATURE-3] a term that begins, and one that runs out, are told when the clock says so', async () => {
    const home = await makeDistrict(app);
    const [member, waiting] = [await joined(app, home), await invited(app, home)];
    using hers = await PersonScreen.open(app.port, member);
    using his = await PersonScreen.open(app.port, waiting);
    const turn = (starts: string, ends: string) =>
      database.rows(
        'update license set starts_at = now() + $2::interval, ends_at = now() + $3::interval where id = $1',
        [home.licenseId, starts, ends],
      );
    await turn('-1 year', '-30 days 0.7 seconds');
    await until(() => expect(hers.inbox.features).not.toContain('comments'));
    await until(() => expect(his.popUps).toEqual([]));
    await hers.expectFresh();
    await turn('0.7 seconds', '1 year');
    await until(() => expect(hers.inbox.features).toContain('comments'));
    await until(() => expect(his.popUps).toHaveLength(1));
    await his.expectFresh();
  });

  it('[LIVE-6] what is nothing to the person is not told', async () => {
    const home = await makeDistrict(app);
    const pupil = await invited(app, home);
    await app.settled();
    using socket = await connectSocket(app.port, pupil.token);
    await addPeople(home.admin.client, home.licenseId, home.address('neighbour'));
    await home.admin.client.license.rotateKey.mutate({ licenseId: home.licenseId, requestId: newRequest() });
    await app.settled();
    await addPeople(home.admin.client, home.licenseId, home.address('another'));
    await app.settled();
    expect(socket.inboxes).toHaveLength(1);
  });
});
