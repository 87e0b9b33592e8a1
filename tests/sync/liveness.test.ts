import { describe, expect, test, vi } from 'vitest';
import { makeDistrict } from '../_kit/district.ts';
import type { FakeGoogle } from '../_kit/fake-google.ts';
import { newRequest } from '../_kit/membership.ts';
import { importCsv, waitForRun } from '../_kit/runs.ts';
import { followedUnit, type SyncWorld, withSyncWorld } from '../_kit/sync-world.ts';

let world: SyncWorld;
withSyncWorld(
  (made) => {
    world = made;
  },
  { holdEveryMs: 5 },
);

/** Lets no question for the tree be answered until it is opened, and counts those who wait. */
function hang(googles: readonly FakeGoogle[]) {
  const gate = Promise.withResolvers<void>();
  let waiting = 0;
  for (const google of googles) {
    const answer = google.orgUnits.bind(google);
    google.orgUnits = async () => {
      waiting += 1;
      await gate.promise;
      return answer();
    };
  }
  return { waiting: () => waiting, open: () => gate.resolve() };
}

describe('other systems that hang', () => {
  test('[JOB-6] take nobody’s turn, however many they are', async () => {
    const followed = await Promise.all(Array.from({ length: 6 }, () => followedUnit(world, 3)));
    const other = await makeDistrict(world.app);
    const gate = hang(followed.map(({ google }) => google));
    try {
      const begun = await Promise.all(
        followed.map(({ home: { admin, licenseId }, source }) =>
          admin.client.run.syncNow.mutate({ licenseId, source, requestId: newRequest() }),
        ),
      );
      await vi.waitFor(() => expect(gate.waiting()).toBe(4));
      const file = `email\n${other.address('one')}\n${other.address('two')}\n`;
      const done = await importCsv(world.app, other.admin, { licenseId: other.licenseId, file });
      expect(done).toMatchObject({ state: 'done', outcomes: { invited: 2 } });
      // Nobody's turn ended meanwhile: what hung hangs.
      expect(gate.waiting()).toBe(4);
      gate.open();
      await Promise.all(
        followed.map(({ home }, at) => waitForRun(home.admin, begun[at] ?? expect.fail(), ['done'])),
      );
    } finally {
      gate.open();
    }
  });

  test('[JOB-4] [I13] what waits is held, and has not got on: a defect behind it is given up', async () => {
    const { google, home, source } = await followedUnit(world, 2);
    const leaseOf = () =>
      world.database.value<Date>(
        "select lease_until from run where license_id = $1 and state = 'reading' and lease_until is not null",
        [home.licenseId],
      );
    let attempts = 0;
    google.orgUnits = async () => {
      attempts += 1;
      const first = await leaseOf();
      await vi.waitFor(async () => expect((await leaseOf()).getTime()).toBeGreaterThan(first.getTime()));
      throw new Error('a belief was wrong');
    };
    const { admin, licenseId } = home;
    const run = await admin.client.run.syncNow.mutate({ licenseId, source, requestId: newRequest() });
    const failed = await waitForRun(admin, run, ['failed'], 20_000);
    expect(failed).toMatchObject({ failure: 'internal' });
    expect(attempts).toBe(5);
  });

  test('[SYNC-3] [I13] a read that takes longer than six hours has failed, also if every page comes', async () => {
    const followed = await followedUnit(world, 2);
    followed.google.people.delete('p0');
    const gate = hang([followed.google]);
    try {
      const synced = followed.sync();
      await vi.waitFor(() => expect(gate.waiting()).toBe(1));
      await world.database.rows(
        "update sync_read set begun_at = now() - interval '7 hours' where license_id = $1 and complete_at is null",
        [followed.home.licenseId],
      );
      gate.open();
      expect(await synced).toMatchObject({ state: 'failed', failure: 'incomplete', outcomes: {} });
    } finally {
      gate.open();
    }
  });
});
