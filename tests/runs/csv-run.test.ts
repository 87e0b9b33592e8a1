import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { addPeople, findRow, getRow } from '../_kit/membership.ts';
import { importCsv, undoRun, uploadCsv, waitForRun } from '../_kit/runs.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;

withServer({}, (server) => {
  ({ app, database } = server);
});

describe('a file of people', () => {
  test('[RUN-1] [PLAN-1] [CSV-1] is planned row by row, changes nothing until it is confirmed, and does what the plan said', async () => {
    const home = await makeDistrict(app, { studentSeats: 3 });
    const { client } = home.admin;
    await addPeople(client, home.licenseId, home.address('known'));
    const file = [
      'Name,E-Mail Address,User type,Grade',
      `Ana Ruiz,${home.address('Ana')},,7`,
      `"Carter, Ben",${home.address('ben')},Teacher,`,
      `,${home.address('ana')},,`,
      'Nobody,not an address,,',
      `Kim,${home.address('kim')},Principal,`,
      `Known,${home.address('known')},,`,
      `Cy,${home.address('cy')},,`,
      `Late,${home.address('late')},,`,
    ].join('\r\n');
    const run = await uploadCsv(app, home.admin, { licenseId: home.licenseId, file });
    const planned = await waitForRun(home.admin, run, ['planned']);
    expect(planned).toMatchObject({
      number: 1,
      kind: 'csv_add',
      total: 8,
      fileName: 'people.csv',
      failure: null,
    });
    const outcomes = {
      invited: 3,
      already_invited: 1,
      duplicate: 1,
      invalid_email: 1,
      invalid_user_type: 1,
      no_seat: 1,
    };
    expect(planned.plan?.outcomes).toEqual(outcomes);
    expect(planned.plan?.seatsAfter.student).toMatchObject({ reserved: 3, free: 0 });
    expect(await findRow(client, home.licenseId, home.address('ana'))).toBeNull();

    const { rows } = await client.run.rows.query({
      licenseId: home.licenseId,
      runId: run.id,
      which: 'plan',
      outcomes: [],
    });
    expect(rows.map(({ row, line, outcome, text }) => [row, line, outcome, text])).toEqual([
      [1, 2, 'invited', home.address('Ana')],
      [2, 3, 'invited', home.address('ben')],
      [3, 4, 'duplicate', home.address('ana')],
      [4, 5, 'invalid_email', 'not an address'],
      [5, 6, 'invalid_user_type', home.address('kim')],
      [6, 7, 'already_invited', home.address('known')],
      [7, 8, 'invited', home.address('cy')],
      [8, 9, 'no_seat', home.address('late')],
    ]);

    const done = await importCsv(app, home.admin, { licenseId: home.licenseId, file });
    expect(done).toMatchObject({ state: 'done', number: 2, done: 8, outcomes });
    expect(await getRow(client, home.licenseId, home.address('ana'))).toMatchObject({
      name: 'Ana Ruiz',
      userType: 'student',
      status: 'invited',
      sources: ['csv'],
    });
    expect(await getRow(client, home.licenseId, home.address('ben'))).toMatchObject({
      name: 'Carter, Ben',
      userType: 'teacher',
    });
    expect((await getRow(client, home.licenseId, home.address('known'))).sources).toEqual(['csv', 'email']);
    await expectBooksBalance(database, home.licenseId);
  });

  test('[RUN-7] an undo brings back the state before', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const file = `Email\n${home.address('a')}\n${home.address('b')}\n`;
    const done = await importCsv(app, home.admin, { licenseId: home.licenseId, file });
    expect(done.outcomes).toEqual({ added: 2 });
    const undone = await undoRun(home.admin, done);
    expect(undone).toMatchObject({
      kind: 'undo',
      state: 'done',
      outcomes: { removed: 2 },
      undoes: { number: 1 },
    });
    expect(await findRow(home.admin.client, home.licenseId, home.address('a'))).toBeNull();
    await expectBooksBalance(database, home.licenseId);
  });
});
