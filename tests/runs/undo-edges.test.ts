import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { deletePastRows } from '@rollcall/server/db/retention.ts';
import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { addPeople, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { confirmAndFinish, importCsv, undoRun, waitForRun } from '../_kit/runs.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;

withServer({}, (server) => {
  ({ app, database } = server);
});

async function retype(home: TestDistrict, email: string, userType: UserType): Promise<RunView> {
  const { id } = await getRow(home.admin.client, home.licenseId, email);
  const run = await home.admin.client.run.startSelection.mutate({
    licenseId: home.licenseId,
    verb: 'change_type',
    selection: { kind: 'some', memberIds: [id] },
    userType,
    requestId: newRequest(),
  });
  return confirmAndFinish(home.admin, run);
}

function upload(home: TestDistrict, ...lines: string[]): Promise<RunView> {
  return importCsv(app, home.admin, {
    licenseId: home.licenseId,
    file: `Email,User type\n${lines.join('\n')}\n`,
  });
}

describe('an undo leaves alone', () => {
  test('[RUN-7] who was given another user type since, and takes off who only brought one along', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const [ana, ben, cy] = ['ana', 'ben', 'cy'].map((local) => home.address(local));
    const run = await upload(home, `${ana},`, `${ben},Teacher`, `${cy},Teacher`);
    await retype(home, String(ana), 'teacher');
    await retype(home, String(ben), 'student');
    expect((await undoRun(home.admin, run)).outcomes).toEqual({ changed_since: 2, removed: 1 });
    expect((await getRow(home.admin.client, home.licenseId, String(ana))).userType).toBe('teacher');
    await expectBooksBalance(database, home.licenseId);
  });

  test('[RUN-7] [SEAT-3] who went to another pool since, though the old one is full', async () => {
    const home = await makeDistrict(app, { studentSeats: 1 });
    const ana = home.address('ana');
    await addPeople(home.admin.client, home.licenseId, ana);
    await database.rows("update district set add_without_invitation = 'all_addresses' where id = $1", [
      home.id,
    ]);
    const promoted = await makeDomainAdminOf(home);
    const run = await importCsv(app, promoted, { licenseId: home.licenseId, file: `Email\n${ana}\n` });
    expect(run.outcomes).toEqual({ converted: 1 });
    await retype(home, ana, 'teacher');
    await addPeople(home.admin.client, home.licenseId, home.address('ben'));
    expect(await undoRun(home.admin, run)).toMatchObject({ state: 'done', outcomes: { changed_since: 1 } });
    await expectBooksBalance(database, home.licenseId);
  });

  test('[RUN-7] [SOURCE-1] who was added once more in another way since', async () => {
    const home = await makeDistrict(app);
    const person = await signIn(app, home.address('ana'));
    await addPeople(home.admin.client, home.licenseId, person.email);
    const memberId = await inviteOf(person, home.licenseId);
    await person.client.invite.decline.mutate({ memberId, requestId: newRequest(), reason: null });
    const run = await upload(home, `${person.email},`);
    expect(run.outcomes).toEqual({ reinvited: 1 });
    await database.rows("update member_source set ended_at = now() where member_id = $1 and kind = 'email'", [
      memberId,
    ]);
    await addPeople(home.admin.client, home.licenseId, person.email);
    expect((await undoRun(home.admin, run)).outcomes).toEqual({ changed_since: 1 });
    expect(await getRow(home.admin.client, home.licenseId, person.email)).toMatchObject({
      status: 'invited',
      sources: ['email'],
    });
    await expectBooksBalance(database, home.licenseId);
  });
});

async function makeDomainAdminOf(home: TestDistrict) {
  await database.rows(
    `insert into domain_admin (district_id, domain_id, email, name, person_id, granted_by)
     values ($1, $2, $3, 'Admin', $4, 'vendor')`,
    [home.id, home.domainId, home.admin.email, home.admin.id],
  );
  return home.admin;
}

describe('an undo that was stopped', () => {
  test('[RUN-6] [RUN-7] may be begun again', async () => {
    const home = await makeDistrict(app);
    const run = await upload(home, `${home.address('ana')},`);
    const first = await home.admin.client.run.undo.mutate({
      licenseId: home.licenseId,
      runId: run.id,
      requestId: newRequest(),
    });
    await waitForRun(home.admin, first, ['planned']);
    // As if it had been stopped after its confirmation and before its first portion.
    await database.rows(
      "update run set state = 'cancelled', ended_at = now(), confirmed_at = now() where id = $1",
      [first.id],
    );
    expect(await undoRun(home.admin, run)).toMatchObject({ state: 'done', outcomes: { withdrawn: 1 } });
  });

  test('[RUN-7] is needed: the rows of what it undoes stay while it waits', async () => {
    const home = await makeDistrict(app);
    const run = await upload(home, `${home.address('ana')},`);
    const undo = await home.admin.client.run.undo.mutate({
      licenseId: home.licenseId,
      runId: run.id,
      requestId: newRequest(),
    });
    await waitForRun(home.admin, undo, ['planned']);
    await database.rows("update run set ended_at = now() - interval '31 days' where id = $1", [run.id]);
    await deletePastRows(app.context.db);
    expect(await database.value('select count(*)::int from run_batch where run_id = $1', [run.id])).toBe(1);
    expect(await confirmAndFinish(home.admin, undo)).toMatchObject({ outcomes: { withdrawn: 1 } });
    await deletePastRows(app.context.db);
    expect(await database.value('select count(*)::int from run_batch where run_id = $1', [run.id])).toBe(0);
  });
});

test('[RUN-9] a licence has so many changes that wait to be confirmed, and no more', async () => {
  const home = await makeDistrict(app);
  await addPeople(home.admin.client, home.licenseId, home.address('ana'));
  const { id } = await getRow(home.admin.client, home.licenseId, home.address('ana'));
  const start = () =>
    home.admin.client.run.startSelection.mutate({
      licenseId: home.licenseId,
      verb: 'remind',
      selection: { kind: 'some', memberIds: [id] },
      userType: null,
      requestId: newRequest(),
    });
  const open: RunView[] = [];
  for (let index = 0; index < 20; index += 1) open.push(await start());
  expect(await refusalOf(start())).toEqual({
    code: 'RUN_NOT_POSSIBLE',
    details: { reason: 'too_many_open' },
  });
  const [first] = open;
  if (first === undefined) throw new Error('There is no run');
  await home.admin.client.run.discard.mutate({
    licenseId: home.licenseId,
    runId: first.id,
    requestId: newRequest(),
  });
  expect(await start()).toMatchObject({ number: 21 });
});
