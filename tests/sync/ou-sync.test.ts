import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { findRow, getRow } from '../_kit/membership.ts';
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
});
