import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { expectBooksBalance } from '../_kit/books.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { rawRequest } from '../_kit/http.ts';
import { addPeople, getRow, newRequest } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { createRunWorld, cutPortions, fileOf, type RunWorld, standingOfLicense } from '../_kit/run-world.ts';
import { confirmAndFinish, confirmPlan, importCsv, uploadCsv, waitForRun } from '../_kit/runs.ts';
import { until } from '../_kit/socket.ts';
import { declined, invited, joined } from '../_kit/valid-calls.ts';

const rounds = process.env.ROLLCALL_LONG === '1' ? 100 : 25;

let world: RunWorld;
beforeAll(async () => {
  world = await createRunWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

async function plannedImport(home: TestDistrict, file: string, size = 10): Promise<RunView> {
  const run = await uploadCsv(world.app, home.admin, { licenseId: home.licenseId, file });
  return cutPortions(world, home.admin, run, size);
}

const books = (home: TestDistrict) => expectBooksBalance(world.database, home.licenseId);

describe('portions', () => {
  it('[RUN-3] [LIVE-5] [LIVE-8] of more rows than one: each has a number, dashboards follow, and one pop-up comes', async () => {
    const home = await makeDistrict(world.app, { studentSeats: null });
    const person = await signIn(world.app, home.address('p5100'));
    using screen = await PersonScreen.open(world.app.port, person);
    using admin = await AdminScreen.open(world.app.port, home.admin, home.licenseId);
    const heardBefore = screen.socket.inboxes.length;
    const before = admin.license.seq;
    const file = fileOf(home.address, 5_200);
    const done = await importCsv(world.app, home.admin, { licenseId: home.licenseId, file });
    expect(done).toMatchObject({ total: 5_200, done: 5_200, outcomes: { invited: 5_200 } });
    await world.app.settled();
    await until(() => expect(screen.popUps).toHaveLength(1));
    await screen.expectFresh();
    const popping = screen.socket.inboxes
      .slice(heardBefore)
      .filter(({ entries }) => entries.some((one) => one.popUp));
    expect(popping).toHaveLength(1);
    await until(() => expect(admin.license.seq).toBe(before + 4));
    const types = admin.applied.flatMap(({ happened }) => happened.map(({ type }) => type));
    expect(types).toEqual(['run.confirmed', 'run.applied', 'run.applied', 'run.ended']);
    expect(admin.applied.some(({ bulk, members }) => bulk && members.length === 0)).toBe(true);
    const told = admin.applied.flatMap(({ runs }) => runs ?? []).filter(({ id }) => id === done.id);
    expect(told.at(-1)).toMatchObject({ state: 'done', done: 5_200 });
    await books(home);
  }, 60_000);

  it('[SEAT-1] [RUN-3] of which two name one person by two addresses: one seat, one row', async () => {
    const home = await makeDistrict(world.app);
    const person = await signIn(world.app, home.address('p1'));
    await world.database.rows('insert into person_email (email, shown, person_id) values ($1, $1, $2)', [
      home.address('p15'),
      person.id,
    ]);
    const planned = await plannedImport(home, fileOf(home.address, 20));
    await confirmPlan(home.admin, planned);
    const done = await waitForRun(home.admin, planned, ['done']);
    expect(done.outcomes).toEqual({ invited: 19, already_invited: 1 });
    expect(
      await world.database.value<number>('select student_held from license where id = $1', [home.licenseId]),
    ).toBe(0);
    await books(home);
  });

  it('[F25] [RUN-4] that cannot be written: the run is given up, what was done stays, what is held comes free', async () => {
    const home = await makeDistrict(world.app);
    const planned = await plannedImport(home, fileOf(home.address, 40));
    await world.database.rows(
      `create function refuse_row() returns trigger language plpgsql as $$
       begin
         if new.email = '${home.address('p25')}' then raise exception 'full' using errcode = 'disk_full'; end if;
         return new;
       end $$`,
    );
    await world.database.rows(
      'create trigger refuse_row before insert on member for each row execute function refuse_row()',
    );
    try {
      await confirmPlan(home.admin, planned);
      const ended = await waitForRun(home.admin, planned, ['cancelled', 'done']);
      expect(ended).toMatchObject({
        state: 'cancelled',
        failure: 'internal',
        done: 20,
        outcomes: { invited: 20 },
      });
      await books(home);
      const { license } = await home.admin.client.license.get.query({ licenseId: home.licenseId });
      expect(license).toMatchObject({ seatsHeld: { student: 0 }, counts: { student: { invited: 20 } } });
    } finally {
      await world.database.rows('drop trigger refuse_row on member');
    }
    // The disk is there again: the same file does the rest.
    const again = await importCsv(world.app, home.admin, {
      licenseId: home.licenseId,
      file: fileOf(home.address, 40),
    });
    expect(again.outcomes).toEqual({ invited: 20, already_invited: 20 });
  });
});

describe('selections', () => {
  it('[RUN-8] [LIST-11] of all that match leave out who was unticked and who came later', async () => {
    const home = await makeDistrict(world.app);
    const { licenseId, admin } = home;
    const names = ['a', 'b', 'c', 'd'].map((name) => home.address(name));
    await addPeople(admin.client, licenseId, names.join('\n'));
    await addPeople(admin.client, licenseId, home.address('teacher'), 'teacher');
    const { seq } = (await admin.client.license.get.query({ licenseId })).license;
    const unticked = await getRow(admin.client, licenseId, home.address('b'));
    await addPeople(admin.client, licenseId, home.address('later'));
    const run = await admin.client.run.startSelection.mutate({
      licenseId,
      verb: 'withdraw',
      selection: {
        kind: 'all',
        filter: { ...noMemberFilter, userTypes: ['student'] },
        seq,
        except: [unticked.id],
      },
      userType: null,
      requestId: newRequest(),
    });
    const planned = await waitForRun(admin, run, ['planned']);
    expect(planned).toMatchObject({ total: 3, plan: { outcomes: { withdrawn: 3 } } });
    // Who comes between plan and confirmation is not meant either, and who went is answered.
    await addPeople(admin.client, licenseId, home.address('latest'));
    expect((await confirmAndFinish(admin, run)).outcomes).toEqual({ withdrawn: 3 });
    const { members } = await admin.client.member.list.query({
      licenseId,
      filter: noMemberFilter,
      sort: 'email',
      order: 'ascending',
    });
    expect(members.map(({ email }) => email)).toEqual(['b', 'later', 'latest', 'teacher'].map(home.address));
    await books(home);
  });
});

describe('files', () => {
  it('[RUN-10] [D05] an export that is read back in changes nothing', async () => {
    const home = await makeDistrict(world.app);
    await joined(world.app, home);
    await invited(world.app, home);
    await declined(world.app, home);
    await addPeople(home.admin.client, home.licenseId, `"=1+1" <${home.address('formula')}>`, 'teacher');
    const before = await standingOfLicense(world.database, home.licenseId);
    const file = await rawRequest(world.app.port, {
      path: `/files/licenses/${home.licenseId}/people.csv`,
      headers: { cookie: `rollcall=${home.admin.token}`, 'sec-fetch-site': 'same-origin' },
    });
    expect(file.status).toBe(200);
    const done = await importCsv(world.app, home.admin, { licenseId: home.licenseId, file: file.body });
    expect(done.outcomes).toEqual({ already_member: 1, already_invited: 2, stays_rejected: 1 });
    expect(await standingOfLicense(world.database, home.licenseId)).toEqual(before);
    await books(home);
  });

  it(`[C04] [I1] taken in and off again ${2 * rounds} times mint nothing, neither seats nor pop-ups`, async () => {
    const home = await makeDistrict(world.app, { studentSeats: 2 });
    const { licenseId, admin } = home;
    const [a, b] = [home.address('a'), home.address('b')];
    const empty = (await standingOfLicense(world.database, licenseId)).license;
    for (let round = 0; round < rounds; round += 1) {
      const added = await addPeople(admin.client, licenseId, `${a}\n${b}\n${home.address('c')}`);
      expect(added).toMatchObject({ outcomes: { invited: 2, no_seat: 1 } });
      for (const email of [a, b]) {
        const row = await getRow(admin.client, licenseId, email);
        await admin.client.member.remove.mutate({
          licenseId,
          memberId: row.id,
          seq: row.seq,
          requestId: newRequest(),
        });
      }
      if (round % 10 === 0) await books(home);
    }
    await books(home);
    expect((await standingOfLicense(world.database, licenseId)).license).toEqual(empty);
    const armed = 'select count(distinct rearmed_at)::int from member where license_id = $1 and email = $2';
    expect(await world.database.value<number>(armed, [licenseId, a])).toBe(1);
  }, 60_000);
});
