import type { SelectionVerb } from '@rollcall/core/runs/run-kind.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { launch, openAssignment } from '../_kit/launches.ts';
import { click, newRequest } from '../_kit/membership.ts';
import { confirmAndFinish, undoRun } from '../_kit/runs.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

async function listOf({ admin, licenseId }: TestDistrict) {
  const page = await admin.client.member.list.query({
    licenseId,
    filter: {},
    sort: 'name',
    order: 'ascending',
  });
  return page.members;
}

async function change({ admin, licenseId }: TestDistrict, verb: SelectionVerb, memberIds: readonly string[]) {
  const run = await admin.client.run.startSelection.mutate({
    licenseId,
    verb,
    selection: { kind: 'some', memberIds: [...memberIds] as never },
    userType: verb === 'change_type' ? 'other' : null,
    requestId: newRequest(),
  });
  return confirmAndFinish(admin, run);
}

it('[ASSIGN-6] [LIST-13] people without an address get another type, are removed and come back with the others', async () => {
  const home = await makeDistrict(app, { type: 'teacher' });
  const lms = await openAssignment(app, home);
  await launch(app, lms, { subject: 'pia', name: 'Pia' });
  await launch(app, lms, { subject: 'ben', name: 'Ben' });
  await launch(app, lms, { subject: 'ana', name: 'Ana', email: home.address('ana') });
  const ids = (await listOf(home)).map(({ id }) => id);

  expect((await change(home, 'change_type', ids)).outcomes).toEqual({ type_changed: 3 });
  expect((await listOf(home)).map(({ name, email, userType }) => [name, email, userType])).toEqual([
    ['Ana', home.address('ana'), 'other'],
    ['Ben', '', 'other'],
    ['Pia', '', 'other'],
  ]);

  const removal = await change(home, 'remove', ids);
  expect(removal.outcomes).toEqual({ removed: 3 });
  expect(await listOf(home)).toEqual([]);
  const rows = await home.admin.client.run.rows.query({
    licenseId: home.licenseId,
    runId: removal.id,
    which: 'result',
    outcomes: ['removed'],
  });
  expect(rows.rows).toHaveLength(3);
  expect(JSON.stringify(rows)).not.toContain('lms.invalid');

  await undoRun(home.admin, removal);
  expect((await listOf(home)).map(({ name, userType }) => [name, userType])).toEqual([
    ['Ana', 'other'],
    ['Ben', 'other'],
    ['Pia', 'other'],
  ]);
  // Who sat on the row sits on it again: nobody takes a second one.
  expect(await launch(app, lms, { subject: 'pia' })).toMatchObject({ kind: 'app' });
  expect(await listOf(home)).toHaveLength(3);
  await expectBooksBalance(database, home.licenseId);
});

it('[ASSIGN-6] lists that go on over several pages name nobody by what stands in the place of an address', async () => {
  const home = await makeDistrict(app, { type: 'teacher' });
  const { admin, licenseId } = home;
  const lms = await openAssignment(app, home);
  for (const subject of ['pia', 'ben', 'ana']) await launch(app, lms, { subject, name: subject });
  const people = await listOf(home);
  for (const { id: memberId } of people) {
    const changes = { comments: 'off' } as const;
    await admin.client.feature.changePerson.mutate({ licenseId, memberId, changes, requestId: newRequest() });
  }
  const exceptions = (cursor: string | null) =>
    admin.client.feature.listPeople.query({ licenseId, search: null, cursor, limit: 1 });
  expect(await namesByPage(exceptions)).toEqual(['ana', 'ben', 'pia']);

  for (const row of people) {
    await admin.client.member.exclude.mutate(click(licenseId, row));
  }
  const keptOut = (cursor: string | null) =>
    admin.client.exclusion.list.query({ licenseId, cursor, limit: 1 });
  expect(await namesByPage(keptOut)).toEqual(['ana', 'ben', 'pia']);
});

/** Everybody of a list that is read page by page, with cursors that say nothing of placeholders. */
async function namesByPage(
  read: (cursor: string | null) => Promise<{ people: { name: string | null }[]; nextCursor: string | null }>,
) {
  const names: (string | null)[] = [];
  for (let cursor: string | null = null, pages = 0; pages < 10; pages += 1) {
    const page = await read(cursor);
    names.push(...page.people.map(({ name }) => name));
    if (page.nextCursor === null) break;
    expect(page.nextCursor).not.toContain('.lms.invalid');
    cursor = page.nextCursor;
  }
  return names.sort();
}
