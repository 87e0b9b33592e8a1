import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import { newRequest } from '../_kit/membership.ts';
import { confirmAndFinish, undoRun, waitForRun } from '../_kit/runs.ts';
import {
  chooseUnits,
  type Followed,
  followedUnit,
  type SyncWorld,
  withSyncWorld,
} from '../_kit/sync-world.ts';

let world: SyncWorld;
withSyncWorld((made) => {
  world = made;
});

const everybody = chooseUnits({ pupils: 'student' });
const balanced = ({ home }: Followed) => expectBooksBalance(world.database, home.licenseId);
const countMembers = ({ home }: Followed) =>
  world.database.value<number>(
    'select count(*)::int from member where license_id = $1 and ended_at is null',
    [home.licenseId],
  );

function drop({ google }: Followed, from: number, to: number): void {
  for (let at = from; at < to; at += 1) google.people.delete(`p${at}`);
}

describe('the brake', () => {
  test('[I9] [R17] [SYNC-5] too many removals wait as a run of their own; who came is added meanwhile', async () => {
    const followed = await followedUnit(world, 100, { studentSeats: 200 });
    const { google, home } = followed;
    drop(followed, 0, 26);
    google.addPerson('new', 'pupils', home.address('new'));
    const synced = await followed.sync();
    expect(synced).toMatchObject({
      state: 'done',
      outcomes: { added: 1 },
      heldBack: { number: synced.number + 1 },
    });
    expect(await countMembers(followed)).toBe(101);
    const waiting = await waitForRun(home.admin, { ...home, id: synced.heldBack?.id ?? synced.id }, [
      'planned',
    ]);
    expect(waiting).toMatchObject({
      kind: 'sync_leave',
      startedBy: null,
      total: 26,
      heldBackBy: { id: synced.id },
      plan: { outcomes: { removed: 26 } },
    });
    expect((await confirmAndFinish(home.admin, waiting)).outcomes).toEqual({ removed: 26 });
    expect(await countMembers(followed)).toBe(75);
    await balanced(followed);
    expect(await followed.sync()).toMatchObject({ total: 0, heldBack: null });
  });

  test('[I9] [SYNC-5] as many as are free are removed at once', async () => {
    const followed = await followedUnit(world, 100);
    drop(followed, 0, 25);
    expect(await followed.sync()).toMatchObject({ outcomes: { removed: 25 }, heldBack: null });
    await balanced(followed);
  });

  test('[I9] [D07] [SYNC-5] pages that repeat people let no more of the others go', async () => {
    const followed = await followedUnit(world, 300, { studentSeats: 400 });
    drop(followed, 0, 32);
    followed.google.fault = ({ pageToken }) =>
      pageToken === 'p50' ? { page: ({ items }) => ({ items, next: 'p50.0' }) } : undefined;
    const synced = await followed.sync();
    expect(synced).toMatchObject({ state: 'done', outcomes: {}, heldBack: { number: synced.number + 1 } });
    expect(await countMembers(followed)).toBe(300);
  });

  test('[F19] [SYNC-5] "nobody left" waits however few they were; who is back at the next sync is dropped from it', async () => {
    const followed = await followedUnit(world, 3);
    const { google, home } = followed;
    drop(followed, 0, 3);
    const synced = await followed.sync();
    expect(synced).toMatchObject({ state: 'done', outcomes: {}, heldBack: { state: expect.anything() } });
    const first = { licenseId: home.licenseId, id: synced.heldBack?.id ?? synced.id };
    await waitForRun(home.admin, first, ['planned']);
    for (const id of ['p0', 'p1']) google.addPerson(id, 'pupils', home.address(id));
    const again = await followed.sync();
    expect(again).toMatchObject({ outcomes: { removed: 1 }, heldBack: null });
    expect(await waitForRun(home.admin, first, ['discarded'])).toMatchObject({ outcomes: {} });
    expect(await countMembers(followed)).toBe(2);
    await balanced(followed);
  });

  test('[SYNC-5] [PLAN-1] in the plan of a choice the removals are seen and confirmed with it', async () => {
    const followed = await followedUnit(world, 40);
    drop(followed, 0, 40);
    const planned = await followed.plan(everybody);
    expect(planned).toMatchObject({ heldBack: null, plan: { outcomes: { removed: 40 } } });
    expect(await countMembers(followed)).toBe(40);
    expect((await confirmAndFinish(followed.home.admin, planned)).outcomes).toEqual({ removed: 40 });
    await balanced(followed);
  });

  test('[SYNC-5] a plan that goes by an older read is void once a newer one was compared', async () => {
    const followed = await followedUnit(world, 4);
    const { home, google } = followed;
    google.people.delete('p0');
    const planned = await followed.plan(everybody);
    google.addPerson('p0', 'pupils', home.address('p0'));
    expect(await followed.sync()).toMatchObject({ total: 0 });
    const confirm = { licenseId: home.licenseId, runId: planned.id, requestId: newRequest() };
    const refusal = await refusalOf(
      home.admin.client.run.confirm.mutate({ ...confirm, digest: planned.plan?.digest ?? '' }),
    );
    expect(refusal).toEqual({ code: 'WRONG_RUN_STATE', details: { state: 'discarded' } });
    expect(await countMembers(followed)).toBe(4);
  });

  test('[I9] [SYNC-5] a choice is not confirmed while what was chosen before is being read', async () => {
    const followed = await followedUnit(world, 4);
    const { home, google } = followed;
    google.addUnit('more');
    google.addPerson('new', 'more', home.address('new'));
    const planned = await followed.plan(chooseUnits({ pupils: 'student', more: 'student' }));
    const gate = Promise.withResolvers<void>();
    const read = google.ouPeople.bind(google);
    google.ouPeople = async (query) => {
      await gate.promise;
      return read(query);
    };
    const syncing = followed.sync();
    await expect.poll(() => google.calls.at(-1)?.what).toBe('orgUnits');
    const { licenseId } = home;
    const digest = planned.plan?.digest ?? '';
    const confirm = { licenseId, runId: planned.id, digest, requestId: newRequest() };
    const refusal = await refusalOf(home.admin.client.run.confirm.mutate(confirm)).finally(gate.resolve);
    expect(refusal).toEqual({ code: 'RUN_NOT_POSSIBLE', details: { reason: 'already_syncing' } });
    expect(await syncing).toMatchObject({ state: 'done', total: 0 });
    expect(await countMembers(followed)).toBe(4);
  });

  test.each([
    ['everybody of a domain comes', 'license', 'domain_wide_at = now() where id', 'METHOD_NOT_AVAILABLE'],
    ['the authorisation has ended', 'connection', 'ended_at = now() where license_id', 'RUN_NOT_POSSIBLE'],
  ])(
    '[SYNC-8] [DOMAIN-5] a choice is not confirmed where %s meanwhile',
    async (_name, table, change, code) => {
      const followed = await world.connect();
      const { home, google } = followed;
      google.addUnit('pupils');
      google.addPerson('p0', 'pupils', home.address('p0'));
      const planned = await followed.plan(everybody);
      await world.database.rows(`update ${table} set ${change} = $1`, [home.licenseId]);
      const confirm = { licenseId: home.licenseId, runId: planned.id, requestId: newRequest() };
      const refusal = await refusalOf(
        home.admin.client.run.confirm.mutate({ ...confirm, digest: planned.plan?.digest ?? '' }),
      );
      expect(refusal?.code).toBe(code);
      expect(await countMembers(followed)).toBe(0);
    },
  );

  test('[I9] [SYNC-5] what was read long ago is not confirmed: who was gone then may be back', async () => {
    const followed = await followedUnit(world, 40);
    const { licenseId, admin } = followed.home;
    drop(followed, 0, 30);
    const { id, heldBack } = await followed.sync();
    const waiting = await waitForRun(admin, { licenseId, id: heldBack?.id ?? id }, ['planned']);
    const age = (days: number) =>
      world.database.rows(
        'update sync_read set complete_at = now() - make_interval(days => $2) where run_id = $1',
        [id, days],
      );
    await age(3);
    const digest = waiting.plan?.digest ?? '';
    const confirm = { licenseId, runId: waiting.id, digest, requestId: newRequest() };
    const refusal = await refusalOf(admin.client.run.confirm.mutate(confirm));
    expect(refusal).toEqual({ code: 'RUN_NOT_POSSIBLE', details: { reason: 'read_too_old' } });
    expect(await countMembers(followed)).toBe(40);
    await age(1);
    expect((await confirmAndFinish(admin, waiting)).outcomes).toEqual({ removed: 30 });
  });

  test('[SYNC-8] [SYNC-10] who disconnects throws away what nobody has confirmed, read or planned', async () => {
    const followed = await followedUnit(world, 40, { studentSeats: 35 });
    const { home, google } = followed;
    const { licenseId, admin } = home;
    drop(followed, 0, 30);
    const { heldBack } = await followed.sync();
    const gate = Promise.withResolvers<void>();
    const read = google.orgUnits.bind(google);
    google.orgUnits = () => gate.promise.then(read);
    const reading = { licenseId, source: 'ou', requestId: newRequest() } as const;
    const run = await admin.client.run.syncNow.mutate(reading);
    await admin.client.connection.disconnect
      .mutate({ licenseId, source: 'ou', requestId: newRequest() })
      .finally(gate.resolve);
    await world.app.idle();
    for (const id of [run.id, heldBack?.id ?? run.id])
      expect(await admin.client.run.get.query({ licenseId, runId: id })).toMatchObject({
        state: 'discarded',
      });
    expect(await countMembers(followed)).toBe(35);
    const named = 'select count(*)::int from source_person where license_id = $1';
    expect(await world.database.value(named, [licenseId])).toBe(35);
  });
});

describe('an undo of a sync', () => {
  test('[RUN-7] [SYNC-4] takes back who came, what changed and who left, until the next sync', async () => {
    const followed = await followedUnit(world, 30, { studentSeats: 30 });
    const { google, home } = followed;
    const before = await world.database.rows(standing, [home.licenseId]);
    drop(followed, 0, 2);
    google.getPerson('p5').email = home.address('renamed');
    for (const id of ['n1', 'n2']) google.addPerson(id, 'pupils', home.address(id));
    const synced = await followed.sync();
    expect(synced.outcomes).toEqual({ removed: 2, updated: 1, added: 2 });
    await balanced(followed);
    const undone = await undoRun(home.admin, synced);
    expect(undone).toMatchObject({ state: 'done', outcomes: { removed: 2, restored: 3 } });
    expect(await world.database.rows(standing, [home.licenseId])).toEqual(before);
    await balanced(followed);
    expect((await followed.sync()).outcomes).toEqual({ removed: 2, updated: 1, added: 2 });
    await balanced(followed);
  });

  test('[RUN-7] leaves alone whom something has happened to since', async () => {
    const followed = await followedUnit(world, 30);
    const { google, home } = followed;
    drop(followed, 0, 1);
    google.getPerson('p5').name = 'Another Name';
    const synced = await followed.sync();
    google.addPerson('p0', 'pupils', home.address('p0'));
    google.getPerson('p5').name = 'A Third Name';
    await followed.sync();
    expect((await undoRun(home.admin, synced)).outcomes).toEqual({ changed_since: 2 });
    await balanced(followed);
  });
});

const standing = `
  select m.id, m.email, m.name, m.user_type, m.status, array_agg(s.kind || s.reference order by s.kind) as sources
  from member m join member_source s on s.member_id = m.id and s.ended_at is null
  where m.license_id = $1 and m.ended_at is null group by m.id, m.email, m.name, m.user_type, m.status order by m.id`;
