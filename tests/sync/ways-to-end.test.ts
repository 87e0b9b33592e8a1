import type { RunView } from '@rollcall/core/runs/contract.ts';
import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { signIn } from '../_kit/district.ts';
import { addPeople, click, findRow, getRow } from '../_kit/membership.ts';
import { changeSelected, importCsv, undoRun } from '../_kit/runs.ts';
import { type Followed, followedUnit, type SyncWorld, withSyncWorld } from '../_kit/sync-world.ts';
import { proveAddress } from '../_kit/valid-calls.ts';

let world: SyncWorld;
withSyncWorld((made) => {
  world = made;
});

const rowOf = ({ home }: Followed, local: string) =>
  getRow(home.admin.client, home.licenseId, home.address(local));
const emailsOf = ({ home }: Followed, locals: readonly string[]) =>
  locals.map((local) => home.address(local));
const removeSelected = (followed: Followed, locals: readonly string[]): Promise<RunView> =>
  changeSelected(followed.home.admin, followed.home.licenseId, {
    verb: 'remove',
    emails: emailsOf(followed, locals),
  });

/** Every way in which a row, or a source of it, ends or comes back. The books say after each whom the source names. */
const ways: Readonly<Record<string, (followed: Followed) => Promise<unknown>>> = {
  'removed by hand': async (followed) => {
    const { home } = followed;
    await home.admin.client.member.remove.mutate(click(home.licenseId, await rowOf(followed, 'p0')));
  },
  'removed with a selection': (followed) => removeSelected(followed, ['p0', 'p1']),
  'removed with a selection, and brought back': async (followed) => {
    const removed = await removeSelected(followed, ['p0', 'p1']);
    expect((await undoRun(followed.home.admin, removed)).outcomes).toEqual({ restored: 2 });
    expect((await rowOf(followed, 'p0')).sources).toEqual(['ou']);
  },
  'removed, gone from the directory, and brought back': async (followed) => {
    const removed = await removeSelected(followed, ['p0', 'p1']);
    followed.google.people.delete('p0');
    followed.google.getPerson('p1').active = false;
    await followed.sync();
    expect((await undoRun(followed.home.admin, removed)).outcomes).toEqual({ restored: 2 });
  },
  'removed, back by a sync under another address, and brought back': async (followed) => {
    const removed = await removeSelected(followed, ['p0']);
    followed.google.getPerson('p0').email = followed.home.address('elsewhere');
    await followed.sync();
    expect((await undoRun(followed.home.admin, removed)).outcomes).toEqual({ changed_since: 1 });
  },
  'removed with a file': ({ home }) =>
    importCsv(world.app, home.admin, {
      licenseId: home.licenseId,
      kind: 'csv_remove',
      file: `Email\n${home.address('p0')}\n${home.address('p1')}\n`,
    }),
  'held by a file too, which is undone': async ({ home }) => {
    const file = `Email\n${home.address('p0')}\n${home.address('fresh')}\n`;
    await undoRun(home.admin, await importCsv(world.app, home.admin, { licenseId: home.licenseId, file }));
  },
  'first added by a file, which is undone after a sync has found them': async (followed) => {
    const { home, google } = followed;
    const file = `Email\n${home.address('late')}\n`;
    const added = await importCsv(world.app, home.admin, { licenseId: home.licenseId, file });
    google.addPerson('late', 'pupils', home.address('late'));
    const synced = await followed.sync();
    await undoRun(home.admin, added);
    expect((await rowOf(followed, 'late')).sources).toEqual(['ou']);
    expect((await undoRun(home.admin, synced)).outcomes).toEqual({ removed: 1 });
  },
  'removed after a sync had changed them, which is undone': async (followed) => {
    followed.google.getPerson('p0').name = 'Another Name';
    const synced = await followed.sync();
    await removeSelected(followed, ['p0']);
    expect((await undoRun(followed.home.admin, synced)).outcomes).toEqual({ not_member: 1 });
  },
  'left, which is undone, and removed by hand': async (followed) => {
    followed.google.people.delete('p0');
    const synced = await followed.sync();
    await undoRun(followed.home.admin, synced);
    await removeSelected(followed, ['p0']);
  },
  'found to be one person with another row': async (followed) => {
    const { home } = followed;
    const person = await signIn(world.app, home.address('p0'));
    await proveAddress(person, home.address('p1'));
    const rows = await world.database.rows(
      `select 1 from member where license_id = $1 and ended_at is null and email like 'p%' and person_id is not null`,
      [home.licenseId],
    );
    expect(rows).toHaveLength(1);
  },
  'given another user type by hand': ({ home }) =>
    changeSelected(home.admin, home.licenseId, {
      verb: 'change_type',
      emails: [home.address('p0')],
      userType: 'other',
    }),
};

describe('whom a source names', () => {
  test.each(Object.keys(ways))('[SYNC-4] is whom it holds, also of people who were %s', async (way) => {
    const followed = await followedUnit(world, 30);
    const { home } = followed;
    await addPeople(home.admin.client, home.licenseId, home.address('p2'));
    await ways[way]?.(followed);
    await expectBooksBalance(world.database, home.licenseId);
    await followed.sync();
    await expectBooksBalance(world.database, home.licenseId);
    expect(await followed.sync()).toMatchObject({ total: 0 });
    for (const { id, email } of followed.google.people.values()) {
      if (!followed.google.getPerson(id).active || email === null) continue;
      const row = await findRow(home.admin.client, home.licenseId, email);
      // Of two that are one person one address is on the list.
      if (way !== 'found to be one person with another row') expect(row).not.toBeNull();
    }
  });
});
