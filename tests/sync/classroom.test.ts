import type { SyncSelection } from '@rollcall/core/sync/contract.ts';
import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { findRow, getRow } from '../_kit/membership.ts';
import { undoRun } from '../_kit/runs.ts';
import { type Followed, type SyncWorld, withSyncWorld } from '../_kit/sync-world.ts';

let world: SyncWorld;
withSyncWorld((made) => {
  world = made;
});

const balanced = ({ home }: Followed) => expectBooksBalance(world.database, home.licenseId);
const rowOf = ({ home }: Followed, local: string) =>
  getRow(home.admin.client, home.licenseId, home.address(local));
const sourcesOf = async ({ home }: Followed, local: string) =>
  (
    await world.database.rows<{ reference: string }>(
      `select s.reference from member_source s join member m on m.id = s.member_id
       where m.license_id = $1 and m.email = $2 and s.ended_at is null and s.kind = 'classroom' order by 1`,
      [home.licenseId, home.address(local)],
    )
  ).map(({ reference }) => reference);

const classes = (courses: Readonly<Record<string, readonly string[]>>): SyncSelection => ({
  source: 'classroom',
  courses: Object.entries(courses).map(([id, teachers]) => ({ id, teachers: [...teachers] })),
});

/** A teacher with two classes: `a`, `b` are in both, `c` in the second only; `co` and the teacher teach both. */
async function twoClasses(): Promise<Followed> {
  const followed = await world.connect({ type: 'teacher', studentSeats: 4, staffSeats: 2 }, 'classroom');
  const { google, home } = followed;
  for (const id of ['a', 'b', 'c', 'co']) google.addPerson(id, 'root', home.address(id));
  google.addPerson('me', 'root', `google@${home.domain}`);
  google.addCourse('math', ['a', 'b'], ['me', 'co']);
  google.addCourse('art', ['a', 'b', 'c', 'co'], ['me']);
  return followed;
}

describe('classes', () => {
  test('[CLASSROOM-1] [SYNC-1] [SEAT-1] students are added with one seat each, however many classes hold them', async () => {
    const followed = await twoClasses();
    const planned = await followed.plan(classes({ math: [], art: [] }));
    expect(planned).toMatchObject({
      total: 4,
      plan: { outcomes: { added: 4 }, seatsAfter: { student: { free: 0 } } },
    });
    expect(await followed.choose(classes({ math: [], art: [] }))).toMatchObject({ outcomes: { added: 4 } });
    expect(await rowOf(followed, 'a')).toMatchObject({ userType: 'student', sources: ['classroom'] });
    expect(await sourcesOf(followed, 'a')).toEqual(['art', 'math']);
    await balanced(followed);
    expect(await followed.sync()).toMatchObject({ total: 0 });
  });

  test('[CLASSROOM-2] [CLASSROOM-3] the teacher who connected is never added, co-teachers only if chosen; in two roles one row', async () => {
    const followed = await twoClasses();
    expect((await followed.choose(classes({ math: ['co', 'me'] }))).outcomes).toEqual({ added: 3 });
    expect(await rowOf(followed, 'co')).toMatchObject({ userType: 'teacher' });
    const { home } = followed;
    expect(await findRow(home.admin.client, home.licenseId, `google@${home.domain}`)).toBeNull();
    expect((await followed.choose(classes({ math: ['co'], art: [] }))).outcomes).toEqual({
      added: 1,
      already_member: 3,
    });
    expect(await rowOf(followed, 'co')).toMatchObject({ userType: 'teacher' });
    expect(await sourcesOf(followed, 'co')).toEqual(['art', 'math']);
    await balanced(followed);
  });

  test('[CLASSROOM-1] [SOURCE-1] who changes classes keeps the row; who is in none any more leaves', async () => {
    const followed = await twoClasses();
    const { google } = followed;
    await followed.choose(classes({ math: [], art: [] }));
    const before = await rowOf(followed, 'c');
    google.getCourse('art').students.delete('c');
    google.getCourse('math').students.add('c');
    google.getCourse('math').students.delete('b');
    google.getCourse('art').students.delete('co');
    expect((await followed.sync()).outcomes).toEqual({ still_held: 2, removed: 1 });
    expect(await rowOf(followed, 'c')).toMatchObject({ id: before.id });
    expect([await sourcesOf(followed, 'c'), await sourcesOf(followed, 'b')]).toEqual([['math'], ['art']]);
    await balanced(followed);
    expect(await followed.sync()).toMatchObject({ total: 0 });
  });

  test('[CLASSROOM-4] the people of an archived class stay until somebody decides', async () => {
    const followed = await twoClasses();
    const { google } = followed;
    await followed.choose(classes({ math: [], art: [] }));
    google.getCourse('art').state = 'archived';
    expect(await followed.sync()).toMatchObject({ total: 0, heldBack: null });
    google.dropCourse('art');
    expect(await followed.sync()).toMatchObject({ total: 0 });
    expect(await followed.choose(classes({ math: [] }))).toMatchObject({
      outcomes: { removed: 2, still_held: 2 },
    });
    await balanced(followed);
  });

  test('[SYNC-5] [F19] a class that is emptied waits, though others go on', async () => {
    const followed = await twoClasses();
    const { google } = followed;
    google.addPerson('d', 'root', followed.home.address('d'));
    google.addCourse('solo', ['d']);
    google.getCourse('art').students.delete('co');
    await followed.choose(classes({ math: [], art: [], solo: [] }));
    google.getCourse('solo').students.clear();
    expect(await followed.sync()).toMatchObject({ outcomes: {}, heldBack: { state: expect.anything() } });
    await balanced(followed);
  });

  test('[RUN-7] [SYNC-4] an undo gives back classes, rows and seats', async () => {
    const followed = await twoClasses();
    const { google } = followed;
    const first = await followed.choose(classes({ math: [], art: [] }));
    google.getCourse('art').students.delete('a');
    google.getCourse('art').students.delete('c');
    google.addPerson('n', 'root', followed.home.address('n'));
    google.getCourse('math').students.add('n');
    const synced = await followed.sync();
    expect(synced.outcomes).toEqual({ still_held: 1, removed: 1, added: 1 });
    expect((await undoRun(followed.home.admin, synced)).outcomes).toEqual({ removed: 1, restored: 2 });
    expect(await sourcesOf(followed, 'a')).toEqual(['art', 'math']);
    await balanced(followed);
    expect((await undoRun(followed.home.admin, first)).outcomes).toEqual({ removed: 4 });
    await balanced(followed);
    // With the choice that was undone nothing is followed any more: chosen again, they are all back.
    await expect(followed.sync()).rejects.toThrow('RUN_NOT_POSSIBLE');
    expect((await followed.choose(classes({ math: [], art: [] }))).outcomes).toEqual({
      added: 4,
      not_member: 1,
    });
    await balanced(followed);
  });
});
