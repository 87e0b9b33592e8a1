import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { addPeople, findRow, getRow } from '../_kit/membership.ts';
import { changeSelected } from '../_kit/runs.ts';
import { chooseUnits, type Followed, type SyncWorld, withSyncWorld } from '../_kit/sync-world.ts';

let world: SyncWorld;
withSyncWorld((made) => {
  world = made;
});

const rowOf = ({ home }: Followed, local: string) =>
  getRow(home.admin.client, home.licenseId, home.address(local));
const findRowOf = ({ home }: Followed, local: string) =>
  findRow(home.admin.client, home.licenseId, home.address(local));
const balanced = ({ home }: Followed) => expectBooksBalance(world.database, home.licenseId);

/** A district with pupils in two grades and staff, of whom the pupils are followed. */
async function school(pupils = 4): Promise<Followed> {
  const followed = await world.connect();
  const { google, home } = followed;
  google.addUnit('pupils');
  google.addUnit('grade7', 'pupils');
  google.addUnit('grade8', 'pupils');
  google.addUnit('staff');
  for (let at = 0; at < pupils; at += 1) google.addPerson(`p${at}`, 'grade7', home.address(`p${at}`));
  google.addPerson('t1', 'staff', home.address('t1'));
  return followed;
}

describe('organizational units', () => {
  test('[SYNC-1] [SYNC-2] a choice is planned, confirmed, saved and followed', async () => {
    const followed = await school();
    followed.google.addPerson('gone', 'grade8', followed.home.address('gone')).active = false;
    const planned = await followed.plan(chooseUnits({ pupils: 'student', staff: 'teacher' }));
    expect(planned).toMatchObject({ kind: 'sync', source: 'ou', state: 'planned', failure: null, total: 5 });
    expect(planned.plan?.outcomes).toEqual({ added: 5 });
    expect(await findRowOf(followed, 'p0')).toBeNull();

    const done = await followed.choose(chooseUnits({ pupils: 'student', staff: 'teacher' }));
    expect(done).toMatchObject({ state: 'done', outcomes: { added: 5 } });
    expect(await rowOf(followed, 'p0')).toMatchObject({
      status: 'accepted',
      userType: 'student',
      sources: ['ou'],
    });
    expect(await rowOf(followed, 't1')).toMatchObject({ userType: 'teacher', name: 'Name of t1' });
    await balanced(followed);

    expect(await followed.sync()).toMatchObject({ state: 'done', total: 0, outcomes: {} });
    await balanced(followed);
  });

  test('[SYNC-2] children come with their parent, and can be left out', async () => {
    const followed = await school(1);
    const { google, home } = followed;
    google.addPerson('e1', 'grade8', home.address('e1'));
    await followed.choose(chooseUnits({ pupils: 'student', grade8: null }));
    expect(await findRowOf(followed, 'e1')).toBeNull();
    google.getPerson('e1').unitId = 'grade7';
    expect((await followed.sync()).outcomes).toEqual({ added: 1 });
    google.moveUnit('grade8', 'staff');
    google.getPerson('p0').unitId = 'grade8';
    google.addPerson('e2', 'grade7', home.address('e2'));
    expect((await followed.sync()).outcomes).toEqual({ removed: 1, added: 1 });
    expect(await findRowOf(followed, 'p0')).toBeNull();
    await balanced(followed);
  });

  test('[SYNC-3] renames and moves keep the seat: people are known by their ids there', async () => {
    const followed = await school(2);
    const { google, home } = followed;
    await followed.choose(chooseUnits({ pupils: 'student', staff: 'teacher' }));
    const before = await rowOf(followed, 'p0');
    const person = google.getPerson('p0');
    person.email = home.address('Married');
    person.name = 'Married Name';
    person.unitId = 'grade8';
    google.moveUnit('grade8', 'pupils', 'eighth');
    expect((await followed.sync()).outcomes).toEqual({ updated: 1 });
    expect(await rowOf(followed, 'married')).toMatchObject({
      id: before.id,
      name: 'Married Name',
      email: home.address('Married'),
      addedAt: before.addedAt,
    });
    person.unitId = 'staff';
    expect((await followed.sync()).outcomes).toEqual({ updated: 1 });
    expect(await rowOf(followed, 'married')).toMatchObject({ id: before.id, userType: 'teacher' });
    await balanced(followed);
    expect(await followed.sync()).toMatchObject({ total: 0 });
  });

  test('[SYNC-3] a user type that an admin gave stays; an address that somebody has stays theirs', async () => {
    const followed = await school(3);
    const { google, home } = followed;
    await followed.choose(chooseUnits({ pupils: 'student', staff: 'other' }));
    await changeSelected(home.admin, home.licenseId, {
      verb: 'change_type',
      emails: [home.address('p0')],
      userType: 'teacher',
    });
    google.getPerson('p0').unitId = 'staff';
    google.getPerson('p1').email = home.address('p2');
    expect((await followed.sync()).outcomes).toEqual({ already_member: 1, address_taken: 1 });
    expect(await rowOf(followed, 'p0')).toMatchObject({ userType: 'teacher' });
    google.getPerson('p2').email = home.address('p2-new');
    expect((await followed.sync()).outcomes).toEqual({ updated: 2 });
    expect(await followed.sync()).toMatchObject({ total: 0 });
    await balanced(followed);
  });

  test('[SYNC-4] [SEAT-4] who does not fit is asked for again; seats that come free in a sync are given out in it', async () => {
    const followed = await world.connect({ studentSeats: 2, staffSeats: 1 });
    const { google, home } = followed;
    google.addUnit('pupils');
    google.addUnit('staff');
    for (const id of ['a', 'b', 'c']) google.addPerson(id, 'pupils', home.address(id));
    expect(await followed.choose(chooseUnits({ pupils: 'student', staff: 'teacher' }))).toMatchObject({
      outcomes: { added: 2, no_seat: 1 },
    });
    expect((await followed.sync()).outcomes).toEqual({ no_seat: 1 });
    google.people.delete('a');
    const planned = await followed.plan(chooseUnits({ pupils: 'student', staff: 'teacher' }));
    expect(planned.plan).toMatchObject({
      outcomes: { removed: 1, added: 1 },
      seatsAfter: { student: { free: 0 } },
    });
    expect((await followed.sync()).outcomes).toEqual({ removed: 1, added: 1 });
    await balanced(followed);
    google.addPerson('t', 'staff', home.address('t'));
    google.getPerson('b').unitId = 'staff';
    expect((await followed.sync()).outcomes).toEqual({ no_seat: 1, updated: 1 });
    await balanced(followed);
  });

  test('[C03] [D09] an address outside the verified domains says who nobody is: a row of it is left as it is', async () => {
    const followed = await school(1);
    const { google, home } = followed;
    const outside = `somebody@outside-${home.domain}`;
    await addPeople(home.admin.client, home.licenseId, `${outside} ${home.address('p0')}`);
    google.addPerson('x', 'pupils', outside);
    google.addPerson('y', 'pupils', `free@outside-${home.domain}`);
    const done = await followed.choose(chooseUnits({ pupils: 'student' }));
    expect(done.outcomes).toEqual({ already_invited: 1, converted: 1, added: 1 });
    const row = await getRow(home.admin.client, home.licenseId, outside);
    expect(row).toMatchObject({ status: 'invited', sources: ['email'] });
    expect((await rowOf(followed, 'p0')).sources).toEqual(['email', 'ou']);
    await balanced(followed);
    expect((await followed.sync()).outcomes).toEqual({ already_invited: 1 });
  });

  test('[SYNC-5] [SOURCE-1] who left there and is held by something else stays', async () => {
    const followed = await school(30);
    const { google, home } = followed;
    await followed.choose(chooseUnits({ pupils: 'student' }));
    await addPeople(home.admin.client, home.licenseId, home.address('p0'));
    google.getPerson('p0').active = false;
    google.people.delete('p1');
    expect((await followed.sync()).outcomes).toEqual({ still_held: 1, removed: 1 });
    expect((await rowOf(followed, 'p0')).sources).toEqual(['email']);
    expect(await findRowOf(followed, 'p1')).toBeNull();
    await balanced(followed);
    expect(await followed.sync()).toMatchObject({ total: 0 });
  });

  test('[SYNC-6] the people of an OU that has vanished stay until somebody decides', async () => {
    const followed = await school(3);
    const { google } = followed;
    await followed.choose(chooseUnits({ grade7: 'student', staff: 'teacher' }));
    google.dropUnit('grade7');
    for (const id of ['p0', 'p1', 'p2']) google.getPerson(id).unitId = 'grade8';
    expect(await followed.sync()).toMatchObject({ state: 'done', total: 0 });
    expect(
      await world.database.rows(
        `select item_id, state from sync_item where license_id = $1 and state <> 'there'`,
        [followed.home.licenseId],
      ),
    ).toEqual([{ item_id: 'grade7', state: 'vanished' }]);
    expect(await rowOf(followed, 'p0')).toMatchObject({ status: 'accepted' });
    const decided = await followed.choose(chooseUnits({ staff: 'teacher' }));
    expect(decided.outcomes).toEqual({ removed: 3 });
    await balanced(followed);
  });
});
