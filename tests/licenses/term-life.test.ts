import type { RunningApp } from '@rollcall/server/app.ts';
import { renewLicense } from '@rollcall/server/vendor/renew-license.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import { insertConnection } from '../_kit/connection-row.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { asVendor, makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, findRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { confirmAndFinish } from '../_kit/runs.ts';
import { until } from '../_kit/socket.ts';
import { chooseUnits, fakeWorkspaces } from '../_kit/sync-world.ts';
import { turnTerm } from '../_kit/turned-term.ts';
import { declined, invited, joined } from '../_kit/valid-calls.ts';
import { createOwnDatabase, type OwnDatabase } from '../schema/own-database.ts';

const workspaces = fakeWorkspaces();
let own: OwnDatabase;
let database: TestDatabase;
let app: RunningApp;

/** A server that looks for terms all the time, on a database that no other test has licences in. */
function start(): Promise<RunningApp> {
  const urls = { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl };
  const jobs = { ...workspaces.jobs, termNoticesMs: 30 };
  return startApp(
    { ...urls, demo: true, logLevel: 'silent' },
    { sweepMs: 50, heartbeatMs: 50, shownMs: 20 },
    jobs,
  );
}
beforeAll(async () => {
  own = await createOwnDatabase({ migrated: true });
  database = openDatabase(own.superuserUrl);
  app = await start();
});
afterAll(async () => {
  await app.stop();
  await database.end();
  await own[Symbol.asyncDispose]();
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

/** What the admins were told, in order. */
async function noticed({ licenseId }: TestDistrict): Promise<number[]> {
  const rows = await database.rows<{ days: number }>(
    `select (payload ->> 'days')::int as days from event where license_id = $1 and type = 'term.noticed' order by seq`,
    [licenseId],
  );
  return rows.map(({ days }) => days);
}

async function turnUntilTold(home: TestDistrict, daysLeft: number, told: readonly number[]): Promise<void> {
  await turnTerm(database, home.licenseId, daysLeft);
  await until(async () => expect(await noticed(home)).toEqual(told));
}

/** A licence that follows an OU of three pupils, with somebody of each status. */
async function peopled() {
  const home = await makeDistrict(app, { endsAt: inDays(100) });
  const google = workspaces.of(home);
  await insertConnection(app, home, 'ou');
  google.addUnit('pupils');
  for (const name of ['p0', 'p1', 'p2']) google.addPerson(name, 'pupils', home.address(name));
  const { admin, licenseId } = home;
  const selection = chooseUnits({ pupils: 'student' });
  const choice = await admin.client.run.planSync.mutate({ licenseId, selection, requestId: newRequest() });
  await confirmAndFinish(admin, choice);
  const [open, hidden, member] = [
    await invited(app, home),
    await invited(app, home),
    await joined(app, home),
  ] as const;
  await declined(app, home);
  return { home, google, open, hidden, member };
}

/** Nothing of the licence is due, and no run of it is under way: turning the clock lets nights pass, too. */
async function nightIsOver({ licenseId }: TestDistrict): Promise<void> {
  await until(async () => {
    const standing = await database.rows(
      `select c.next_at > now() as "isNext", (
         select count(*)::int from run r where r.license_id = c.license_id and r.ended_at is null
       ) as "underWay" from connection c where c.license_id = $1`,
      [licenseId],
    );
    expect(standing).toEqual([{ isNext: true, underWay: 0 }]);
  });
}

/** Lets the sync of the night be due, and waits until that night is over; says whether a run has begun. */
async function nightOf(home: TestDistrict): Promise<boolean> {
  const { licenseId } = home;
  const runs = () =>
    database.value<number>('select count(*)::int from run where license_id = $1', [licenseId]);
  await nightIsOver(home);
  const before = await runs();
  await database.rows(`update connection set next_at = now() - interval '1 second' where license_id = $1`, [
    licenseId,
  ]);
  await nightIsOver(home);
  return (await runs()) > before;
}

const renew = (home: TestDistrict, days: number) => {
  const place = { districtId: home.id, licenseId: home.licenseId };
  return asVendor(app, place, (tx) =>
    renewLicense(tx, place, { endsAt: inDays(days), admins: [], domainIds: [] }),
  );
};

describe('the life of a licence, with apps and a dashboard open', () => {
  test('[TERM-1] [TERM-2] [TERM-3] [TERM-4] [SYNC-7] active, ending, grace, dormant, renewed', async () => {
    const { home, google, open, hidden, member } = await peopled();
    const { licenseId } = home;
    const { client } = home.admin;
    using dashboard = await AdminScreen.open(app.port, home.admin, licenseId);
    using screen = await PersonScreen.open(app.port, member);
    using openScreen = await PersonScreen.open(app.port, open);
    using hiddenScreen = await PersonScreen.open(app.port, hidden);
    const features = () => screen.inbox.features;
    const standing = ({ inbox }: PersonScreen) =>
      inbox.entries.find((entry) => entry.licenseId === licenseId && entry.state !== 'ended');
    const counts = dashboard.license.counts;

    const told: number[] = [];
    for (const days of [60, 30, 14, 7, 1]) {
      told.push(days);
      await turnUntilTold(home, days, told);
      await until(() => expect(dashboard.license.phase).toBe('active'));
      expect(features()).toContain('comments');
    }
    expect(await nightOf(home)).toBe(true);

    await turnUntilTold(home, 0, [...told, 0]);
    await until(() => expect(dashboard.license.phase).toBe('grace'));
    await until(() => expect(standing(openScreen)?.phase).toBe('grace'));
    expect(features()).toContain('comments');
    const add = client.member.planAdd.mutate({ licenseId, text: 'a@new.example', userType: 'student' });
    expect(await refusalOf(add)).toEqual({ code: 'LICENSE_NOT_ACTIVE', details: { phase: 'grace' } });
    google.addPerson('p3', 'pupils', home.address('p3'));
    expect(await nightOf(home)).toBe(false);
    await open.client.invite.join.mutate({
      memberId: await inviteOf(open, licenseId),
      requestId: newRequest(),
    });
    await until(() => expect(openScreen.inbox.features).toContain('comments'));

    const invite = await inviteOf(hidden, licenseId);
    await turnUntilTold(home, -30, [...told, 0, -30]);
    await until(() => expect(dashboard.license.phase).toBe('dormant'));
    await until(() => expect(features()).not.toContain('comments'));
    await until(() => expect(standing(hiddenScreen)).toBeUndefined());
    const join = hidden.client.invite.join.mutate({ memberId: invite, requestId: newRequest() });
    expect((await refusalOf(join)).code).toBe('LICENSE_NOT_ACTIVE');
    expect(await nightOf(home)).toBe(false);
    const { student } = counts;
    const kept = { ...student, accepted: student.accepted + 1, invited: student.invited - 1 };
    await until(() => expect(dashboard.license.counts).toEqual({ ...counts, student: kept }));
    await expectBooksBalance(database, licenseId);

    await renew(home, 365);
    await until(() => expect(dashboard.license.phase).toBe('active'));
    await until(() => expect(features()).toContain('comments'));
    await until(() => expect(standing(hiddenScreen)).toMatchObject({ state: 'invited', popUp: true }));
    await hidden.client.invite.join.mutate({ memberId: invite, requestId: newRequest() });
    expect(await addPeople(client, licenseId, home.address('new'))).toMatchObject({
      outcomes: { invited: 1 },
    });
    expect(await nightOf(home)).toBe(true);
    await until(async () => expect(await findRow(client, licenseId, home.address('p3'))).not.toBeNull());
    await app.idle();
    await app.settled();
    await until(async () => {
      const { license } = await client.license.get.query({ licenseId });
      expect(dashboard.license).toEqual(license);
    });
    for (const { email } of [open, hidden, member]) expect(dashboard.row(email)?.status).toBe('accepted');
    expect(await noticed(home)).toEqual([...told, 0, -30]);
    await expectBooksBalance(database, licenseId);
  });

  test('[TERM-4] after a pause over several days only the latest is told, and by one of many servers', async () => {
    const home = await makeDistrict(app, { endsAt: inDays(100) });
    const restarted = async (daysLeft: number, told: readonly number[]) => {
      await app.stop();
      await turnTerm(database, home.licenseId, daysLeft);
      app = await start();
      await using _other = await start();
      await until(async () => expect(await noticed(home)).toEqual(told));
    };
    await restarted(9.5, [10]);
    await restarted(-12, [10, 0]);
    await restarted(-31, [10, 0, -30]);
    await renew(home, 6);
    await turnUntilTold(home, 1, [10, 0, -30, 1]);
    await expectBooksBalance(database, home.licenseId);
  });

  test('[TERM-4] a renewal before the end begins the notices anew, and tells nothing that has passed', async () => {
    const home = await makeDistrict(app, { endsAt: inDays(20) });
    await turnUntilTold(home, 14, [14]);
    await renew(home, 20);
    await turnUntilTold(home, 14, [14, 14]);
    await renew(home, 400);
    await turnUntilTold(home, 60, [14, 14, 60]);
  });

  test('[TERM-4] mail is queued for each admin where the district has it on, once for each notice', async () => {
    const home = await makeDistrict(app, { endsAt: inDays(100) });
    await database.rows('update district set mail_since = now() where id = $1', [home.id]);
    await turnUntilTold(home, 60, [60]);
    await turnUntilTold(home, 0, [60, 1, 0]);
    const mails = await database.rows(
      `select kind, days from mail where license_id = $1 order by created_at desc`,
      [home.licenseId],
    );
    expect(mails).toEqual([
      { kind: 'term_notice', days: 0 },
      { kind: 'term_notice', days: 1 },
      { kind: 'term_notice', days: 60 },
    ]);
  });
});
