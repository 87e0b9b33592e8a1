import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import { findRow, newRequest } from '../_kit/membership.ts';
import { undoRun } from '../_kit/runs.ts';
import { chooseUnits, type Followed, type SyncWorld, withSyncWorld } from '../_kit/sync-world.ts';

let world: SyncWorld;
withSyncWorld((made) => {
  world = made;
});

async function twoGrades(): Promise<Followed> {
  const followed = await world.connect();
  const { google, home } = followed;
  for (const grade of ['grade7', 'grade8']) {
    google.addUnit(grade);
    google.addPerson(`p-${grade}`, grade, home.address(grade));
  }
  return followed;
}

const isOn = async ({ home }: Followed, local: string) =>
  (await findRow(home.admin.client, home.licenseId, home.address(local))) !== null;
const chosen = ({ home }: Followed) =>
  world.database.rows(
    `select c.saved_at is not null as saved, c.next_at is not null as next,
       array(select item_id || ' ' || user_type from sync_item i where i.license_id = c.license_id and i.is_chosen
         order by 1) as items
     from connection c where c.license_id = $1`,
    [home.licenseId],
  );

describe('the undo of a choice', () => {
  test('[SYNC-1] [RUN-7] of the first one leaves nothing chosen: no night brings the people again', async () => {
    const followed = await twoGrades();
    const { home, google } = followed;
    const first = await followed.choose(chooseUnits({ grade7: 'student' }));
    google.addPerson('later', 'grade7', home.address('later'));
    await followed.sync();
    expect((await undoRun(home.admin, first)).outcomes).toEqual({ removed: 1 });
    expect(await chosen(followed)).toEqual([{ saved: false, next: false, items: [] }]);
    const sync = { licenseId: home.licenseId, source: 'ou', requestId: newRequest() } as const;
    expect(await refusalOf(home.admin.client.run.syncNow.mutate(sync))).toEqual({
      code: 'RUN_NOT_POSSIBLE',
      details: { reason: 'nothing_chosen' },
    });
    expect(await isOn(followed, 'grade7')).toBe(false);
    await expectBooksBalance(world.database, home.licenseId);
  });

  test('[SYNC-1] [RUN-7] of another one brings back the one before', async () => {
    const followed = await twoGrades();
    const { home } = followed;
    await followed.choose(chooseUnits({ grade7: 'student' }));
    const second = await followed.choose(chooseUnits({ grade7: 'student', grade8: 'teacher' }));
    expect(second.outcomes).toEqual({ added: 1 });
    expect((await undoRun(home.admin, second)).outcomes).toEqual({ removed: 1 });
    expect(await chosen(followed)).toEqual([{ saved: true, next: true, items: ['grade7 student'] }]);
    expect((await followed.sync()).outcomes).toEqual({ not_member: 1 });
    expect(await followed.sync()).toMatchObject({ state: 'done', total: 0 });
    expect(await isOn(followed, 'grade8')).toBe(false);
    await expectBooksBalance(world.database, home.licenseId);
  });

  test('[SYNC-1] [RUN-7] leaves a choice alone that was saved since, and so does the undo of a sync', async () => {
    const followed = await twoGrades();
    const { home, google } = followed;
    const first = await followed.choose(chooseUnits({ grade7: 'student' }));
    await followed.choose(chooseUnits({ grade7: 'student', grade8: 'student' }));
    const now = [{ saved: true, next: true, items: ['grade7 student', 'grade8 student'] }];
    await undoRun(home.admin, first);
    expect(await chosen(followed)).toEqual(now);
    google.addPerson('later', 'grade7', home.address('later'));
    await undoRun(home.admin, await followed.sync());
    expect(await chosen(followed)).toEqual(now);
    expect((await followed.sync()).outcomes).toEqual({ added: 2 });
  });
});
