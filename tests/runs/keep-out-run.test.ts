import type { RunView } from '@rollcall/core/runs/contract.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, click, findRow, getRow, newRequest } from '../_kit/membership.ts';
import { createRunWorld, type RunWorld } from '../_kit/run-world.ts';
import { confirmAndFinish, startSelection, undoRun, uploadCsv, waitForRun } from '../_kit/runs.ts';
import { holdBy } from '../_kit/sources.ts';

let world: RunWorld;
beforeAll(async () => {
  world = await createRunWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const removedBy = {
  selection: (home: TestDistrict, emails: readonly string[]) =>
    startSelection(home.admin, home.licenseId, { verb: 'remove', emails }),
  file: (home: TestDistrict, emails: readonly string[]) =>
    uploadCsv(world.app, home.admin, {
      licenseId: home.licenseId,
      kind: 'csv_remove',
      file: `Email\n${emails.join('\n')}\n`,
    }),
} as const satisfies Record<string, (home: TestDistrict, emails: readonly string[]) => Promise<RunView>>;

async function excluded({ admin, licenseId }: TestDistrict): Promise<string[]> {
  const { people } = await admin.client.exclusion.list.query({ licenseId });
  return people.map(({ email }) => email).sort();
}

/** Three people, of whom the first is held by a directory's OU that knows them by an id. */
async function three() {
  const home = await makeDistrict(world.app, { domainAdmin: true });
  const emails = ['a', 'b', 'c'].map(home.address);
  await addPeople(home.admin.client, home.licenseId, emails.join('\n'));
  const { id } = await getRow(home.admin.client, home.licenseId, emails[0] ?? '');
  await holdBy(world.database, home, id, 'ou');
  await world.database.rows(
    `insert into source_person (district_id, license_id, source, external_id, item_id, user_type, member_id)
     values ($1, $2, 'ou', 'g-100', 'g7', 'student', $3)`,
    [home.id, home.licenseId, id],
  );
  return { home, emails };
}

const exclude = async ({ admin, licenseId }: TestDistrict, email: string) =>
  admin.client.member.exclude.mutate(click(licenseId, await getRow(admin.client, licenseId, email)));

describe.each(['selection', 'file'] as const)('a removal of many (%s)', (which) => {
  it('[SOURCE-6] keeps them out as part of the run; its undo brings them back and allows them again', async () => {
    const { home, emails } = await three();
    const done = await confirmAndFinish(home.admin, await removedBy[which](home, emails), true);
    expect(done).toMatchObject({ state: 'done', keepsOut: true, outcomes: { removed: 3 } });
    expect(await excluded(home)).toEqual(emails);
    const [known] = await world.database.rows(
      'select external_ids, excluded_by, name from exclusion where license_id = $1 and email = $2',
      [home.licenseId, emails[0]],
    );
    expect(known).toMatchObject({ external_ids: ['g-100'], excluded_by: done.startedBy });
    await expectBooksBalance(world.database, home.licenseId);
    const { entries } = await home.admin.client.audit.list.query({ licenseId: home.licenseId, filter: {} });
    expect(entries.find(({ action }) => action === 'run.confirmed')?.facts).toMatchObject({
      exclusion: 'on',
    });

    expect(await undoRun(home.admin, done)).toMatchObject({ state: 'done', outcomes: { restored: 3 } });
    expect(await excluded(home)).toEqual([]);
    expect((await getRow(home.admin.client, home.licenseId, emails[0] ?? '')).sources).toEqual([
      'email',
      'ou',
    ]);
    await expectBooksBalance(world.database, home.licenseId);
  });

  it('[SOURCE-6] the undo leaves kept out whom somebody kept out before it, or by name since', async () => {
    const { home, emails } = await three();
    const [before, since, other] = emails as [string, string, string];
    await exclude(home, before);
    await addPeople(home.admin.client, home.licenseId, before);
    const done = await confirmAndFinish(home.admin, await removedBy[which](home, emails), true);
    await addPeople(home.admin.client, home.licenseId, since);
    await exclude(home, since);
    await undoRun(home.admin, done);
    expect(await excluded(home)).toEqual([before, since]);
    expect(await findRow(home.admin.client, home.licenseId, other)).not.toBeNull();
    await expectBooksBalance(world.database, home.licenseId);
  });

  it('[SOURCE-6] without that it keeps nobody out', async () => {
    const { home, emails } = await three();
    const done = await confirmAndFinish(home.admin, await removedBy[which](home, emails));
    expect(done.keepsOut).toBe(false);
    expect(await excluded(home)).toEqual([]);
  });
});

it('[SOURCE-6] only a removal can keep people out', async () => {
  const { home, emails } = await three();
  const run = await startSelection(home.admin, home.licenseId, { verb: 'remind', emails });
  const planned = await waitForRun(home.admin, run, ['planned']);
  const confirm = home.admin.client.run.confirm.mutate({
    licenseId: home.licenseId,
    runId: run.id,
    digest: planned.plan?.digest ?? '',
    keepsOut: true,
    requestId: newRequest(),
  });
  expect(await refusalOf(confirm)).toEqual({
    code: 'RUN_NOT_POSSIBLE',
    details: { reason: 'keeps_nobody_out' },
  });
});
