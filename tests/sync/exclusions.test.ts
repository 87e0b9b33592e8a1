import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { signIn } from '../_kit/district.ts';
import { addPeople, click, findRow, getRow, newRequest } from '../_kit/membership.ts';
import {
  chooseUnits,
  type Followed,
  followedUnit,
  type SyncWorld,
  withSyncWorld,
} from '../_kit/sync-world.ts';
import { proveAddress } from '../_kit/valid-calls.ts';

let world: SyncWorld;
withSyncWorld((made) => {
  world = made;
});

async function exclude({ home }: Followed, local: string): Promise<void> {
  const row = await getRow(home.admin.client, home.licenseId, home.address(local));
  await home.admin.client.member.exclude.mutate(click(home.licenseId, row));
}

describe('people who are kept out', () => {
  test('[SYNC-9] [SOURCE-3] are removed and no sync brings them back, under another address neither', async () => {
    const followed = await followedUnit(world, 4);
    const { google, home } = followed;
    await exclude(followed, 'p0');
    expect((await followed.sync()).outcomes).toEqual({ excluded: 1 });
    google.getPerson('p0').email = home.address('other');
    expect((await followed.sync()).outcomes).toEqual({ excluded: 1 });
    expect(await findRow(home.admin.client, home.licenseId, home.address('other'))).toBeNull();
    await expectBooksBalance(world.database, home.licenseId);
    const { people } = await home.admin.client.exclusion.list.query({ licenseId: home.licenseId });
    expect(people).toMatchObject([{ email: home.address('p0'), name: 'Name of p0' }]);
  });

  test('[SYNC-9] an admin adds them by hand all the same; allowed again they come with the next sync', async () => {
    const followed = await followedUnit(world, 4);
    const { home } = followed;
    const { client } = home.admin;
    await exclude(followed, 'p0');
    await exclude(followed, 'p1');
    await addPeople(client, home.licenseId, home.address('p0'));
    expect((await followed.sync()).outcomes).toEqual({ excluded: 2 });
    expect((await getRow(client, home.licenseId, home.address('p0'))).sources).toEqual(['email']);
    for (const local of ['P0', 'p1']) {
      const email = home.address(local);
      await client.exclusion.allowAgain.mutate({ licenseId: home.licenseId, email, requestId: newRequest() });
    }
    expect((await followed.sync()).outcomes).toEqual({ converted: 1, added: 1 });
    await expectBooksBalance(world.database, home.licenseId);
    expect((await client.exclusion.list.query({ licenseId: home.licenseId })).people).toEqual([]);
  });

  test('[SYNC-9] with two accounts there come back by neither, whatever its address becomes', async () => {
    const followed = await followedUnit(world, 2);
    const { google, home } = followed;
    const person = await signIn(world.app, home.address('one'));
    await proveAddress(person, home.address('two'));
    google.addUnit('staff');
    for (const local of ['one', 'two']) google.addPerson(local, 'staff', home.address(local));
    const both = chooseUnits({ pupils: 'student', staff: 'teacher' });
    expect((await followed.choose(both)).outcomes).toMatchObject({ added: 1 });
    await exclude(followed, 'one');
    for (const local of ['one', 'two']) google.getPerson(local).email = home.address(`other-${local}`);
    expect((await followed.sync()).outcomes).toEqual({ excluded: 2 });
  });

  test('[SYNC-9] who is added by hand and kept out once more does not come back by another address either', async () => {
    const followed = await followedUnit(world, 2);
    const { google, home } = followed;
    await exclude(followed, 'p0');
    await addPeople(home.admin.client, home.licenseId, home.address('p0'));
    await exclude(followed, 'p0');
    google.getPerson('p0').email = home.address('other');
    expect((await followed.sync()).outcomes).toEqual({ excluded: 1 });
  });

  test('[SYNC-9] who is only removed comes back with the next sync', async () => {
    const followed = await followedUnit(world, 4);
    const { home } = followed;
    const row = await getRow(home.admin.client, home.licenseId, home.address('p0'));
    await home.admin.client.member.remove.mutate(click(home.licenseId, row));
    await expectBooksBalance(world.database, home.licenseId);
    expect((await followed.sync()).outcomes).toEqual({ added: 1 });
    await expectBooksBalance(world.database, home.licenseId);
  });
});
