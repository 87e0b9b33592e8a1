import { beginDueSyncs } from '@rollcall/server/features/runs/sync-nights.ts';

import { describe, expect, test, vi } from 'vitest';
import { refusalOf } from '../_kit/client.ts';
import { newRequest } from '../_kit/membership.ts';
import { waitForRun } from '../_kit/runs.ts';
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

const set = ({ home }: Followed, columns: string) =>
  world.database.rows(`update connection set ${columns} where license_id = $1`, [home.licenseId]);
const runsOf = ({ home }: Followed) => home.admin.client.run.list.query({ licenseId: home.licenseId });
const nextOf = ({ home }: Followed) =>
  world.database.value<Date>('select next_at from connection where license_id = $1', [home.licenseId]);

describe('at night', () => {
  test("[SYNC-7] a sync begins by itself, once, under nobody's name", async () => {
    const followed = await followedUnit(world, 3);
    const { google, home } = followed;
    google.addPerson('new', 'pupils', home.address('new'));
    await set(followed, `next_at = now() - interval '1 minute'`);
    await Promise.all(Array.from({ length: 4 }, () => beginDueSyncs(world.app.context)));
    const { runs } = await runsOf(followed);
    expect(runs.map(({ number, startedBy }) => [number, startedBy])).toEqual([
      [2, null],
      [1, expect.any(String)],
    ]);
    const [nightly] = runs;
    if (nightly === undefined) throw new Error('There is no run');
    expect(await waitForRun(home.admin, nightly, ['done'])).toMatchObject({ outcomes: { added: 1 } });
    const added = await world.database.value(
      `select s.added_by from member m join member_source s on s.member_id = m.id where m.license_id = $1 and m.email = $2`,
      [home.licenseId, home.address('new')],
    );
    expect(added).toBe('Ada Admin');
    expect((await nextOf(followed)).getTime()).toBeGreaterThan(Date.now());
  });

  test('[SYNC-7] [I13] a licence on which somebody is at work keeps no other from its night', async () => {
    const [busy, free] = [await followedUnit(world, 1), await followedUnit(world, 1)];
    const somebody = await world.database.connect();
    try {
      await somebody.query('begin');
      await somebody.query('select from license where id = $1 for update', [busy.home.licenseId]);
      await set(busy, `next_at = now() - interval '2 minutes'`);
      await set(free, `next_at = now() - interval '1 minute'`);
      const begun = async (followed: Followed) => expect((await runsOf(followed)).runs).toHaveLength(2);
      // Shorter than anybody waits for a lock.
      await vi.waitFor(() => begun(free), { timeout: 5_000 });
      expect((await runsOf(busy)).runs).toHaveLength(1);
      await somebody.query('rollback');
      await vi.waitFor(() => begun(busy), { timeout: 5_000 });
    } finally {
      somebody.release(true);
    }
  });

  test.each([
    ['Pacific/Auckland', null, null],
    ['America/Chicago', null, null],
    ['UTC', '-1 day', '+3 days'],
  ])('[SYNC-7] in %s the next one is in a night that no pause covers', async (zone, from, until) => {
    const followed = await followedUnit(world, 1);
    await set(
      followed,
      `time_zone = '${zone}', next_at = now() - interval '1 minute'
       ${from === null ? '' : `, pause_from = current_date + interval '${from}', pause_until = current_date + interval '${until}'`}`,
    );
    await beginDueSyncs(world.app.context);
    const [next] = await world.database.rows<{ minute: number; days: number; paused: boolean }>(
      `select (extract(hour from at) * 60 + extract(minute from at))::int as minute, at::date - now_there::date as days,
         coalesce(at::date between pause_from and pause_until, false) as paused
       from (select next_at at time zone time_zone as at, now() at time zone time_zone as now_there, * from connection) c
       where license_id = $1`,
      [followed.home.licenseId],
    );
    expect(next?.paused).toBe(false);
    expect(next?.minute).toBeGreaterThanOrEqual(120);
    expect(next?.minute).toBeLessThan(300);
    expect(next?.days).toBeLessThanOrEqual(from === null ? 1 : 4);
    expect((await runsOf(followed)).runs).toHaveLength(from === null ? 2 : 1);
  });

  test.each([
    [
      'a lapsed authorisation',
      `lapses_at = now() - interval '1 hour'`,
      undefined,
      { reason: 'not_connected' },
    ],
    ['an ended one', 'ended_at = now()', undefined, { reason: 'not_connected' }],
    ['nothing that was chosen', 'saved_at = null', undefined, { reason: 'nothing_chosen' }],
    ['a term that is over', '', `ends_at = now() - interval '1 day'`, { phase: 'grace' }],
    ['everybody of a domain', '', 'domain_wide_at = now()', { method: 'ou', reason: 'domain_wide_is_on' }],
  ])(
    '[SYNC-7] [SYNC-8] with %s none begins, by itself or by hand',
    async (_name, connection, license, details) => {
      const followed = await followedUnit(world, 2);
      const { admin, licenseId } = followed.home;
      await set(followed, [`next_at = now() - interval '1 minute'`, connection].filter(Boolean).join(', '));
      if (license !== undefined)
        await world.database.rows(
          `update license set starts_at = now() - interval '9 days', ${license} where id = $1`,
          [licenseId],
        );
      await beginDueSyncs(world.app.context);
      expect((await runsOf(followed)).runs).toHaveLength(1);
      expect((await nextOf(followed)).getTime()).toBeGreaterThan(Date.now());
      const refusal = await refusalOf(
        admin.client.run.syncNow.mutate({ licenseId, source: 'ou', requestId: newRequest() }),
      );
      expect(refusal?.details).toMatchObject(details);
    },
  );

  test.each([
    ['on its day', ''],
    ['in a pause', ', pause_from = current_date - 2, pause_until = current_date + 2'],
  ])(
    '[SYNC-8] an authorisation that lapses %s is told once, and again after it was renewed',
    async (_, more) => {
      const followed = await followedUnit(world, 1);
      const told = () =>
        world.database.rows(`select payload from event where license_id = $1 and type = 'sync.failed'`, [
          followed.home.licenseId,
        ]);
      const night = async () => {
        await set(followed, `next_at = now() - interval '1 minute'`);
        await beginDueSyncs(world.app.context);
      };
      await set(followed, `lapses_at = now() - interval '1 minute'${more}`);
      await night();
      await night();
      expect(await told()).toHaveLength(1);
      expect((await runsOf(followed)).runs).toHaveLength(1);
      const { connection } = await followed.home.admin.client.connection.get.query({
        licenseId: followed.home.licenseId,
        source: 'ou',
      });
      expect(connection?.lastProblem?.problem).toBe('authorisation_ended');
      await set(followed, `last_problem = null, last_problem_at = null, authorised_at = now()`);
      await night();
      expect(await told()).toHaveLength(2);
    },
  );

  test('[METHOD-3] a method that does not fit the licence begins nothing, with the reason', async () => {
    const followed = await world.connect({ type: 'teacher' });
    const refusal = await refusalOf(followed.plan(chooseUnits({ pupils: 'student' })));
    expect(refusal).toEqual({
      code: 'METHOD_NOT_AVAILABLE',
      details: { method: 'ou', reason: 'not_for_teacher_license' },
    });
  });
});
