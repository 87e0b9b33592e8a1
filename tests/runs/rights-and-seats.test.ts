import type { RunView } from '@rollcall/core/runs/contract.ts';
import { grantLicenseAdmin, revokeLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { renewLicense } from '@rollcall/server/vendor/renew-license.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { asVendor, makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { addPeople, getRow, newRequest } from '../_kit/membership.ts';
import { createRunWorld, cutPortions, fileOf, type RunWorld } from '../_kit/run-world.ts';
import { confirmPlan, uploadCsv, waitForRun } from '../_kit/runs.ts';

type Grantee = Parameters<typeof grantLicenseAdmin>[2];

let world: RunWorld;
let home: TestDistrict;
let overLimit: boolean;
beforeAll(async () => {
  world = await createRunWorld();
});
beforeEach(() => {
  overLimit = false;
});
afterEach(() => expectBooksBalance(world.database, home.licenseId, { overLimit }));
afterAll(() => world[Symbol.asyncDispose]());

const place = () => ({ districtId: home.id, licenseId: home.licenseId });
const license = async () => {
  const { license: view } = await home.admin.client.license.get.query({ licenseId: home.licenseId });
  return { held: view.seatsHeld.student, ...view.counts.student };
};

/** A second administrator, who is no domain admin; the file of a run is theirs or the first one's. */
async function secondAdmin() {
  const email = home.address('second') as Grantee['email'];
  await signIn(world.app, email);
  await asVendor(world.app, place(), (tx) => grantLicenseAdmin(tx, place(), { email, name: 'Second' }));
  return signIn(world.app, email);
}

async function plannedImport(count: number, admin = home.admin): Promise<RunView> {
  const file = fileOf(home.address, count);
  return cutPortions(
    world,
    admin,
    await uploadCsv(world.app, admin, { licenseId: home.licenseId, file }),
    10,
  );
}

/** An import that stands between its second and its third portion of ten. */
async function halfWay(count: number, admin = home.admin) {
  const planned = await plannedImport(count, admin);
  const stop = world.stopAt(planned.id, 20);
  await confirmPlan(admin, planned);
  await stop.reached;
  return { planned, stop };
}

const newSeats = (studentSeats: number) =>
  asVendor(world.app, place(), (tx) =>
    renewLicense(tx, place(), {
      endsAt: new Date(Date.now() + 1e10),
      studentSeats,
      admins: [],
      domainIds: [],
    }),
  );

describe('rights that end while a run is applied', () => {
  it('[RUN-9] [I12] the grant on the licence: it stops where it is, and nobody acts behind the end of their right', async () => {
    home = await makeDistrict(world.app);
    const second = await secondAdmin();
    const { planned, stop } = await halfWay(40, second);
    await asVendor(world.app, place(), (tx) =>
      revokeLicenseAdmin(tx, place(), second.email as Grantee['email']),
    );
    stop.go();
    const ended = await waitForRun(home.admin, planned, ['cancelled']);
    expect(ended).toMatchObject({ failure: 'right_ended', done: 20, outcomes: { invited: 20 } });
    expect(await license()).toMatchObject({ held: 0, invited: 20 });
    const behind = await world.database.rows(
      `select a.action, a.actor_kind from audit a where a.license_id = $1 and a.seq > (
         select seq from audit where license_id = $1 and action = 'admin.revoked')`,
      [home.licenseId],
    );
    expect(behind).toEqual([{ action: 'run.ended', actor_kind: 'system' }]);
  });

  it('[RUN-9] [I7] the grant on the domain: the rest are invites', async () => {
    home = await makeDistrict(world.app, { domainAdmin: true });
    const { planned, stop } = await halfWay(40);
    await world.database.rows('delete from domain_admin where district_id = $1', [home.id]);
    stop.go();
    const done = await waitForRun(home.admin, planned, ['done']);
    expect(done).toMatchObject({ outcomes: { added: 20, invited: 20 } });
    expect(await license()).toMatchObject({ held: 0, accepted: 20, invited: 20 });
  });

  it('[RUN-2] [B18] confirmed by an admin who is no domain admin it is planned anew, as invites', async () => {
    home = await makeDistrict(world.app, { domainAdmin: true });
    const second = await secondAdmin();
    const planned = await plannedImport(5);
    expect(planned.plan?.outcomes).toEqual({ added: 5 });
    const input = { licenseId: home.licenseId, runId: planned.id };
    const confirm = (digest = '') =>
      second.client.run.confirm.mutate({ ...input, digest, requestId: newRequest() });
    const answer = await confirm(planned.plan?.digest);
    expect(answer).toMatchObject({ kind: 'plan_changed', run: { plan: { outcomes: { invited: 5 } } } });
    expect(await license()).toMatchObject({ held: 0, accepted: 0, invited: 0 });
    expect((await confirm(answer.run.plan?.digest)).kind).toBe('confirmed');
    const done = await waitForRun(home.admin, planned, ['done']);
    expect(done).toMatchObject({ startedBy: 'second', outcomes: { invited: 5 } });
    expect((await getRow(home.admin.client, home.licenseId, home.address('p0'))).addedBy).toBe('second');
  });

  it('[RUN-9] [C02] [TERM-2] the term: it stops where it is, and what it held comes free', async () => {
    home = await makeDistrict(world.app);
    const { planned, stop } = await halfWay(40);
    await world.database.rows(
      "update license set starts_at = now() - interval '1 year', ends_at = now() - interval '1 second' where id = $1",
      [home.licenseId],
    );
    stop.go();
    const ended = await waitForRun(home.admin, planned, ['cancelled']);
    expect(ended).toMatchObject({ failure: 'license_not_active', done: 20 });
    expect(await license()).toMatchObject({ held: 0, invited: 20 });
  });
});

describe('seats', () => {
  it('[RUN-2] [SEAT-3] that a run holds are nobody else’s', async () => {
    home = await makeDistrict(world.app, { studentSeats: 25 });
    const { planned, stop } = await halfWay(24);
    const others = ['x', 'y', 'z'].map(home.address).join('\n');
    const added = await addPeople(home.admin.client, home.licenseId, others);
    expect(added).toMatchObject({ kind: 'done', outcomes: { invited: 1, no_seat: 2 } });
    expect(await license()).toMatchObject({ held: 4, invited: 21 });
    stop.go();
    expect((await waitForRun(home.admin, planned, ['done'])).outcomes).toEqual({ invited: 24 });
    expect(await license()).toMatchObject({ held: 0, invited: 25 });
  });

  it('[C01] [RUN-2] are claimed once, when confirmations and single additions race for the last ones', async () => {
    home = await makeDistrict(world.app, { studentSeats: 12 });
    const planned = await plannedImport(10);
    const input = { licenseId: home.licenseId, runId: planned.id, digest: planned.plan?.digest ?? '' };
    const race = await Promise.allSettled([
      ...Array.from({ length: 6 }, (_, nth) =>
        addPeople(home.admin.client, home.licenseId, home.address(`single${nth}`)),
      ),
      home.admin.client.run.confirm.mutate({ ...input, requestId: newRequest() }),
    ]);
    const confirmed = race.at(-1) as PromiseFulfilledResult<{ kind: string }>;
    expect(['confirmed', 'plan_changed']).toContain(confirmed.value.kind);
    const state = confirmed.value.kind === 'confirmed' ? 'done' : 'planned';
    await waitForRun(home.admin, planned, [state]);
    const { held, invited } = await license();
    expect(held).toBe(0);
    expect(invited).toBe(state === 'done' ? 12 : 6);
  });

  it('[SEAT-4] [RUN-3] whom there is none for is named, and the others are added', async () => {
    home = await makeDistrict(world.app, { studentSeats: 13 });
    const planned = await plannedImport(20);
    expect(planned.plan).toMatchObject({
      outcomes: { invited: 13, no_seat: 7 },
      seatsAfter: { student: { free: 0, reserved: 13 } },
    });
    await confirmPlan(home.admin, planned);
    expect((await waitForRun(home.admin, planned, ['done'])).outcomes).toEqual({ invited: 13, no_seat: 7 });
    const { rows } = await home.admin.client.run.rows.query({
      licenseId: home.licenseId,
      runId: planned.id,
      which: 'result',
      outcomes: ['no_seat'],
    });
    expect(rows.map(({ row }) => row)).toEqual([14, 15, 16, 17, 18, 19, 20]);
  });

  it('[C02] [SEAT-5] that become fewer in mid-run: over limit as held, nobody is removed, nothing is negative', async () => {
    home = await makeDistrict(world.app, { studentSeats: 50 });
    const { planned, stop } = await halfWay(40);
    await newSeats(5);
    const refused = await addPeople(home.admin.client, home.licenseId, home.address('late'));
    expect(refused).toMatchObject({ outcomes: { no_seat: 1 } });
    stop.go();
    expect((await waitForRun(home.admin, planned, ['done'])).outcomes).toEqual({ invited: 40 });
    expect(await license()).toMatchObject({ held: 0, invited: 40 });
    overLimit = true;
  });

  it('[C02] [SEAT-3] of somebody else come free for nobody whom the run does not hold a seat for', async () => {
    home = await makeDistrict(world.app, { studentSeats: 40 });
    await addPeople(home.admin.client, home.licenseId, home.address('p30'));
    const { planned, stop } = await halfWay(41);
    // Somebody whom the plan counted as being there is gone, and the licence has no seat for them any more.
    expect(planned.plan?.outcomes).toEqual({ invited: 39, already_invited: 1, no_seat: 1 });
    const row = await getRow(home.admin.client, home.licenseId, home.address('p30'));
    await home.admin.client.member.withdraw.mutate({
      licenseId: home.licenseId,
      memberId: row.id,
      seq: row.seq,
      requestId: newRequest(),
    });
    stop.go();
    const done = await waitForRun(home.admin, planned, ['done']);
    expect(done.outcomes).toEqual({ invited: 40, no_seat: 1 });
    expect(await license()).toMatchObject({ held: 0, invited: 40 });
  });
});
