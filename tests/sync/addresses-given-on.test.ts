import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { signIn } from '../_kit/district.ts';
import { addPeople, findRow, getRow } from '../_kit/membership.ts';
import { type Followed, followedUnit, type SyncWorld, withSyncWorld } from '../_kit/sync-world.ts';

let world: SyncWorld;
withSyncWorld((made) => {
  world = made;
});

const rowOf = ({ home }: Followed, local: string) =>
  getRow(home.admin.client, home.licenseId, home.address(local));
const balanced = ({ home }: Followed) => expectBooksBalance(world.database, home.licenseId);

async function accountOf({ home }: Followed, local: string): Promise<string> {
  return (await signIn(world.app, home.address(local))).id;
}

/** Has an account sign in at the source's issuer, as an id of the directory. */
const knownThereAs = (personId: string, subject: string) =>
  world.database.rows('insert into identity (issuer, subject, person_id) values ($1, $2, $3)', [
    'https://accounts.test',
    subject,
    personId,
  ]);
const alsoVerified = ({ home }: Followed, personId: string, local: string) =>
  world.database.rows('insert into person_email (email, shown, person_id) values ($1, $1, $2)', [
    home.address(local),
    personId,
  ]);
const personOfRow = ({ home }: Followed, local: string) =>
  world.database.value<string | null>(
    'select person_id from member where license_id = $1 and email = $2 and ended_at is null',
    [home.licenseId, home.address(local)],
  );
const notSeated = async ({ home }: Followed) =>
  (
    await home.admin.client.connection.notSeated.query({ licenseId: home.licenseId, source: 'ou' })
  ).people.map(({ name, why }) => [name, why]);

/** Renames somebody and gives the address that has become free to a newcomer. */
function giveOn({ google, home }: Followed, from: string, to: string): void {
  google.getPerson(from).email = home.address(`${from}-renamed`);
  google.addPerson(to, 'pupils', home.address(from));
}

describe('an address that is given to somebody else', () => {
  test('[SYNC-3] [B12] brings the newcomer no row of whoever had it, and keeps nobody who has left', async () => {
    const followed = await followedUnit(world, 30, { studentSeats: 40 });
    const person = await accountOf(followed, 'p0');
    expect(await personOfRow(followed, 'p0')).toBe(person);
    giveOn(followed, 'p0', 'y');
    expect((await followed.sync()).outcomes).toEqual({ updated: 1, address_taken: 1 });
    expect(await rowOf(followed, 'p0-renamed')).toMatchObject({ name: 'Name of p0' });
    expect(await notSeated(followed)).toEqual([['Name of y', 'address_taken']]);
    await balanced(followed);

    followed.google.people.delete('p0');
    expect((await followed.sync()).outcomes).toEqual({ removed: 1, added: 1 });
    expect(await rowOf(followed, 'p0')).toMatchObject({ name: 'Name of y' });
    expect(await notSeated(followed)).toEqual([]);
    await balanced(followed);
  });

  test('[SYNC-3] [R7] is not linked to an account that signs in there as somebody else', async () => {
    const followed = await followedUnit(world, 30, { studentSeats: 40 });
    const { google, home } = followed;
    const person = await accountOf(followed, 'p40');
    await knownThereAs(person, `had-${home.domain}`);
    const same = await accountOf(followed, 'p41');
    const id = `has-${home.domain}`;
    await knownThereAs(same, id);
    google.addPerson('newcomer', 'pupils', home.address('p40'));
    google.addPerson(id, 'pupils', home.address('p41'));
    expect((await followed.sync()).outcomes).toEqual({ added: 2 });
    expect(await personOfRow(followed, 'p40')).toBeNull();
    expect(await personOfRow(followed, 'p41')).toBe(same);
    await accountOf(followed, 'p40');
    expect(await personOfRow(followed, 'p40')).toBeNull();
    await balanced(followed);
  });

  test('[SYNC-3] [R7] leaves a row as it is that belongs to somebody else by another way', async () => {
    const followed = await followedUnit(world, 3);
    const { google, home } = followed;
    await knownThereAs(await accountOf(followed, 'p40'), `had-${home.domain}`);
    await addPeople(home.admin.client, home.licenseId, home.address('p40'));
    google.addPerson('newcomer', 'pupils', home.address('p40'));
    expect((await followed.sync()).outcomes).toEqual({ address_taken: 1 });
    expect(await rowOf(followed, 'p40')).toMatchObject({ status: 'invited', sources: ['email'] });
    await balanced(followed);
  });

  test('[SYNC-3] [SEAT-1] [SOURCE-4] one account that has verified the addresses of two ids is one person', async () => {
    const followed = await followedUnit(world, 3);
    const { google, home } = followed;
    const person = await accountOf(followed, 'p40');
    await alsoVerified(followed, person, 'p41');
    google.addPerson('p40', 'pupils', home.address('p40'));
    expect((await followed.sync()).outcomes).toEqual({ added: 1 });
    google.addPerson('p41', 'pupils', home.address('p41'));
    expect((await followed.sync()).outcomes).toEqual({ already_member: 1 });
    expect(await findRow(home.admin.client, home.licenseId, home.address('p41'))).toBeNull();
    google.people.delete('p40');
    expect((await followed.sync()).outcomes).toEqual({ still_held: 1 });
    expect(await rowOf(followed, 'p40')).toMatchObject({ status: 'accepted' });
    await balanced(followed);
  });
});

describe('addresses that change hands', () => {
  test('[SYNC-3] two that are swapped, rings and rows of them follow at once, with accounts and without', async () => {
    const followed = await followedUnit(world, 12);
    const { google, home } = followed;
    const people = await Promise.all(['p0', 'p1'].map((local) => accountOf(followed, local)));
    const before = new Map<string, string>();
    for (let at = 0; at < 12; at += 1) before.set(`p${at}`, (await rowOf(followed, `p${at}`)).id);
    const moves = [
      ['p0', 'p1'],
      ['p1', 'p0'],
      ['p2', 'p3'],
      ['p3', 'p4'],
      ['p4', 'p2'],
      ['p5', 'p6'],
      ['p6', 'p7'],
      ['p7', 'free'],
    ] as const;
    for (const [who, to] of moves) google.getPerson(who).email = home.address(to);
    const synced = await followed.sync();
    expect(synced).toMatchObject({ state: 'done', outcomes: { updated: 8 } });
    for (const [who, to] of moves)
      expect(await rowOf(followed, to)).toMatchObject({ id: before.get(who), name: `Name of ${who}` });
    expect(await Promise.all(['p1', 'p0'].map((local) => personOfRow(followed, local)))).toEqual(people);
    await balanced(followed);
    expect(await followed.sync()).toMatchObject({ total: 0 });
  });

  test('[SYNC-3] who wants the address of somebody who keeps theirs keeps their own, and so does who waits for it', async () => {
    const followed = await followedUnit(world, 4);
    const { google, home } = followed;
    await addPeople(home.admin.client, home.licenseId, home.address('others'));
    for (const [who, to] of [
      ['p0', 'p1'],
      ['p1', 'p2'],
      ['p2', 'others'],
    ] as const)
      google.getPerson(who).email = home.address(to);
    expect((await followed.sync()).outcomes).toEqual({ address_taken: 3 });
    expect(await rowOf(followed, 'p0')).toMatchObject({ name: 'Name of p0' });
    await balanced(followed);
  });
});
