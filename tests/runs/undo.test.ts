import type { SelectionVerb } from '@rollcall/core/runs/run-kind.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, click, findRow, getRow, inviteOf, newRequest, openKey } from '../_kit/membership.ts';
import { standingOfLicense } from '../_kit/run-world.ts';
import {
  changeSelected,
  importCsv,
  startSelection,
  type Upload,
  undoRun,
  uploadCsv,
  waitForRun,
} from '../_kit/runs.ts';
import { declined, invited, joined, proveAddress } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
// In demo mode the server hands out its codes, by which a person proves a second address.
withServer({ demo: true }, (server) => {
  ({ app, database } = server);
});

/** One person in each status, of two user types. */
async function makePeople(home: TestDistrict) {
  const people = {
    accepted: (await joined(app, home)).email,
    invited: (await invited(app, home)).email,
    rejected: (await declined(app, home)).email,
    teacher: home.address('teacher'),
  };
  await addPeople(home.admin.client, home.licenseId, `Tea Cher <${people.teacher}>`, 'teacher');
  return people;
}

const join = async (person: TestPerson, home: TestDistrict) =>
  person.client.invite.join.mutate({
    memberId: await inviteOf(person, home.licenseId),
    requestId: newRequest(),
  });

describe('what an undo brings back', () => {
  it.each([false, true])(
    '[RUN-7] [INVITE-2] the state before a file that added, moved and only held people (at once: %s)',
    async (domainAdmin) => {
      const home = await makeDistrict(app, { domainAdmin: false });
      const people = await makePeople(home);
      if (domainAdmin) {
        const { id: districtId, domainId, admin } = home;
        await database.rows(
          `insert into domain_admin (district_id, domain_id, email, name, person_id, granted_by)
           values ($1, $2, $3, 'Admin', $4, 'vendor')`,
          [districtId, domainId, admin.email, admin.id],
        );
      }
      const before = await standingOfLicense(database, home.licenseId);
      const file = [
        'Email,Name,User type',
        ...Object.values(people).map((email) => `${email},Another Name,Other`),
        `${home.address('fresh')},Fresh,Student`,
        `${home.address('staff')},,Teacher`,
      ].join('\n');
      const done = await importCsv(app, home.admin, { licenseId: home.licenseId, file });
      expect(done.outcomes).toEqual(
        domainAdmin
          ? { added: 2, converted: 3, already_member: 1 }
          : { invited: 2, reinvited: 1, already_invited: 2, already_member: 1 },
      );
      expect(await standingOfLicense(database, home.licenseId)).not.toEqual(before);

      const undone = await undoRun(home.admin, done);
      const gone = domainAdmin ? { removed: 2 } : { withdrawn: 2 };
      expect(undone).toMatchObject({ kind: 'undo', state: 'done', outcomes: { ...gone, restored: 4 } });
      expect(await standingOfLicense(database, home.licenseId)).toEqual(before);
      await expectBooksBalance(database, home.licenseId);
    },
  );

  it('[RUN-7] the state before a file of people to take off', async () => {
    const home = await makeDistrict(app);
    const people = await makePeople(home);
    const before = await standingOfLicense(database, home.licenseId);
    const file = `Email\n${Object.values(people).join('\n')}\n${home.address('nobody')}\n`;
    const upload: Upload = { licenseId: home.licenseId, kind: 'csv_remove', file };
    const done = await importCsv(app, home.admin, upload);
    expect(done.outcomes).toEqual({ removed: 4, not_member: 1 });
    expect((await standingOfLicense(database, home.licenseId)).members).toEqual([]);
    expect((await undoRun(home.admin, done)).outcomes).toEqual({ restored: 4 });
    expect(await standingOfLicense(database, home.licenseId)).toEqual(before);
    await expectBooksBalance(database, home.licenseId);
  });

  it.each<[SelectionVerb, object, object]>([
    ['remove', { removed: 4 }, { restored: 4 }],
    ['withdraw', { withdrawn: 2, wrong_status: 2 }, { restored: 2 }],
    ['reinvite', { reinvited: 1, wrong_status: 3 }, { restored: 1 }],
    ['change_type', { type_changed: 3, type_unchanged: 1 }, { restored: 3 }],
  ])('[RUN-7] the state before %s of people in every status', async (verb, happened, undone) => {
    const home = await makeDistrict(app);
    const people = await makePeople(home);
    const before = await standingOfLicense(database, home.licenseId);
    const more = verb === 'change_type' ? { userType: 'teacher' as const } : {};
    const emails = Object.values(people);
    const done = await changeSelected(home.admin, home.licenseId, { verb, emails, ...more });
    expect(done.outcomes).toEqual(happened);
    expect(await standingOfLicense(database, home.licenseId)).not.toEqual(before);
    expect((await undoRun(home.admin, done)).outcomes).toEqual(undone);
    expect(await standingOfLicense(database, home.licenseId)).toEqual(before);
    await expectBooksBalance(database, home.licenseId);
  });
});

describe('what an undo leaves alone', () => {
  it('[RUN-7] who has joined, declined, entered the key or been taken off since an import', async () => {
    const home = await makeDistrict(app);
    const { licenseId, admin } = home;
    const names = ['joins', 'declines', 'keyed', 'gone', 'stays'] as const;
    const people: Record<string, TestPerson> = {};
    for (const name of names) people[name] = await signIn(app, home.address(name));
    const file = `Email\n${names.map(home.address).join('\n')}\n`;
    const done = await importCsv(app, admin, { licenseId, file });

    await join(people.joins as TestPerson, home);
    const declining = people.declines as TestPerson;
    await declining.client.invite.decline.mutate({
      memberId: await inviteOf(declining, licenseId),
      requestId: newRequest(),
      reason: 'no',
    });
    const key = await openKey(admin.client, licenseId);
    await people.keyed?.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
    await admin.client.member.remove.mutate(
      click(licenseId, await getRow(admin.client, licenseId, home.address('gone'))),
    );

    const undone = await undoRun(admin, done);
    expect(undone.outcomes).toEqual({ changed_since: 3, not_member: 1, withdrawn: 1 });
    const rows = await admin.client.run.rows.query({
      licenseId,
      runId: undone.id,
      which: 'result',
      outcomes: ['changed_since'],
    });
    expect(rows.rows.map(({ email }) => email).sort()).toEqual(
      ['declines', 'joins', 'keyed'].map(home.address),
    );
    const standing = await Promise.all(
      names.map((name) => findRow(admin.client, licenseId, home.address(name))),
    );
    expect(standing.map((row) => row?.status ?? null)).toEqual([
      'accepted',
      'rejected',
      'accepted',
      null,
      null,
    ]);
    // What the person brought themselves holds them; what the file said does not.
    expect(standing.map((row) => row?.sources.join() ?? null)).toEqual(['csv', 'csv', 'key', null, null]);
    await expectBooksBalance(database, licenseId);
  });

  it('[RUN-7] who is back by another way, and whom there is no seat for', async () => {
    const home = await makeDistrict(app, { studentSeats: 3 });
    const { licenseId, admin } = home;
    const emails = ['a', 'b', 'c'].map(home.address);
    await addPeople(admin.client, licenseId, emails.join('\n'));
    const done = await changeSelected(admin, licenseId, { verb: 'remove', emails });
    await addPeople(admin.client, licenseId, [home.address('b'), home.address('else')].join('\n'));
    expect((await undoRun(admin, done)).outcomes).toEqual({ restored: 1, changed_since: 1, no_seat: 1 });
    await expectBooksBalance(database, licenseId);
  });

  it('[RUN-7] whose user type was changed once more', async () => {
    const home = await makeDistrict(app);
    const { licenseId, admin } = home;
    const emails = ['a', 'b'].map(home.address);
    await addPeople(admin.client, licenseId, emails.join('\n'));
    const done = await changeSelected(admin, licenseId, { verb: 'change_type', emails, userType: 'teacher' });
    const [first = ''] = emails;
    await changeSelected(admin, licenseId, { verb: 'change_type', emails: [first], userType: 'other' });
    expect((await undoRun(admin, done)).outcomes).toEqual({ restored: 1, changed_since: 1 });
    expect((await getRow(admin.client, licenseId, first)).userType).toBe('other');
    await expectBooksBalance(database, licenseId);
  });

  it('[RUN-7] [SOURCE-4] two rows that have become one person since they were taken off', async () => {
    const home = await makeDistrict(app);
    const { licenseId, admin } = home;
    const person = await joined(app, home);
    const second = home.address('second');
    await addPeople(admin.client, licenseId, second);
    const done = await changeSelected(admin, licenseId, { verb: 'remove', emails: [person.email, second] });
    await proveAddress(person, second);
    const undone = await undoRun(admin, done);
    expect(undone.state).toBe('done');
    const live = await database.rows(
      `select person_id from member where license_id = $1 and ended_at is null and status <> 'rejected'`,
      [licenseId],
    );
    expect(live).toEqual([{ person_id: person.id }]);
    await expectBooksBalance(database, licenseId);
  });
});

describe('what cannot be undone', () => {
  const refusal = (person: TestPerson, licenseId: TestDistrict['licenseId'], runId: string) =>
    person.client.run.undo.mutate({ licenseId, runId: runId as never, requestId: newRequest() }).then(
      () => 'undone',
      (error: { data?: { refusal?: { code: string; details: object } } }) => error.data?.refusal,
    );

  it('[RUN-7] [INVITE-5] a reminder, an undo, what is undone, what is too old and what was never confirmed', async () => {
    const home = await makeDistrict(app);
    const { licenseId, admin } = home;
    const { email } = await invited(app, home);
    const not = (reason: string) => ({ code: 'RUN_NOT_POSSIBLE', details: { reason } });

    const reminder = await changeSelected(admin, licenseId, { verb: 'remind', emails: [email] });
    expect(reminder.undoUntil).toBeNull();
    expect(await refusal(admin, licenseId, reminder.id)).toMatchObject(not('cannot_be_undone'));

    const removal = await changeSelected(admin, licenseId, { verb: 'remove', emails: [email] });
    const undone = await undoRun(admin, removal);
    expect(await refusal(admin, licenseId, undone.id)).toMatchObject(not('cannot_be_undone'));
    expect(await refusal(admin, licenseId, removal.id)).toMatchObject(not('cannot_be_undone'));

    const old = await changeSelected(admin, licenseId, { verb: 'remove', emails: [email] });
    await database.rows("update run set ended_at = ended_at - interval '30 days 1 minute' where id = $1", [
      old.id,
    ]);
    expect(await refusal(admin, licenseId, old.id)).toMatchObject(not('too_late'));

    const planned = await waitForRun(
      admin,
      await uploadCsv(app, admin, { licenseId, file: `Email\n${home.address('new')}\n` }),
      ['planned'],
    );
    expect(await refusal(admin, licenseId, planned.id)).toMatchObject({ code: 'WRONG_RUN_STATE' });
    await admin.client.run.discard.mutate({ licenseId, runId: planned.id, requestId: newRequest() });
    // As if it had been thrown away in the middle of being planned, when rows were counted.
    await database.rows('update run set done = 1 where id = $1', [planned.id]);
    expect(await refusal(admin, licenseId, planned.id)).toMatchObject(not('cannot_be_undone'));
    const view = await admin.client.run.get.query({ licenseId, runId: planned.id });
    expect(view.undoUntil).toBeNull();
  });

  it('[RUN-7] an undo that was thrown away may be begun again', async () => {
    const home = await makeDistrict(app);
    const { licenseId, admin } = home;
    const { email } = await invited(app, home);
    const removal = await changeSelected(admin, licenseId, { verb: 'remove', emails: [email] });
    const input = { licenseId, runId: removal.id };
    const first = await admin.client.run.undo.mutate({ ...input, requestId: newRequest() });
    await waitForRun(admin, first, ['planned']);
    await admin.client.run.discard.mutate({ licenseId, runId: first.id, requestId: newRequest() });
    expect((await undoRun(admin, removal)).outcomes).toEqual({ restored: 1 });
    await expect(
      startSelection(admin, licenseId, { verb: 'remove', emails: [email] }),
    ).resolves.toBeDefined();
  });
});
