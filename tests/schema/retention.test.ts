import { randomUUID } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import { deletePastRows } from '@rollcall/server/db/retention.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { addPeople } from '../_kit/membership.ts';
import { importCsv, inspectFile, sendCsv, undoRun } from '../_kit/runs.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({ demo: true }, (server) => {
  ({ app, database } = server);
});

describe('what is kept for a time only', () => {
  it('[R22] results with pasted addresses go after a day, and what is young stays', async () => {
    const { licenseId, admin, address } = await makeDistrict(app);
    await addPeople(admin.client, licenseId, address('old'));
    await database.rows(
      `update command_result set created_at = now() - interval '25 hours' where license_id = $1`,
      [licenseId],
    );
    await addPeople(admin.client, licenseId, address('young'));
    await deletePastRows(app.context.db);
    const left = await database.rows<{ result: string }>(
      'select result::text as result from command_result where license_id = $1',
      [licenseId],
    );
    expect(left).toHaveLength(1);
    expect(left[0]?.result).toContain(address('young'));
  });

  it('[R22] [RUN-9] of refused rows the fields go after seven days, the rows after thirty, the run stays', async () => {
    const { licenseId, admin, address } = await makeDistrict(app);
    const file = `Email,Notes\n${address('a')},fine\nnobody,a secret\n`;
    const run = await importCsv(app, admin, { licenseId, file });
    const kept = async (endedDaysAgo: number) => {
      await database.rows(`update run set ended_at = now() - make_interval(hours => $2) where id = $1`, [
        run.id,
        Math.round(endedDaysAgo * 24),
      ]);
      await deletePastRows(app.context.db);
      const [row] = await database.rows<{
        fields: boolean;
        columns: boolean;
        rows: number;
        outcomes: unknown;
      }>(
        `select columns is not null as columns, outcomes,
           (select count(*)::int from run_batch b where b.run_id = r.id) as rows,
           coalesce((select bool_or(raws is not null) from run_batch b where b.run_id = r.id), false) as fields
         from run r where id = $1`,
        [run.id],
      );
      return row;
    };
    const outcomes = { invited: 1, invalid_email: 1 };
    expect(await kept(6.9)).toEqual({ fields: true, columns: true, rows: 1, outcomes });
    expect(await kept(7.1)).toEqual({ fields: false, columns: false, rows: 1, outcomes });
    // What is left still says who was refused, and can be taken back.
    const { rows } = await admin.client.run.rows.query({
      licenseId,
      runId: run.id,
      which: 'result',
      outcomes: ['invalid_email'],
    });
    expect(rows).toMatchObject([{ text: 'nobody' }]);
    expect((await undoRun(admin, run)).outcomes).toEqual({ withdrawn: 1 });
    expect(await kept(29.9)).toMatchObject({ rows: 1 });
    expect(await kept(30.1)).toEqual({ fields: false, columns: false, rows: 0, outcomes });
  });

  it('[R22] [RUN-9] of a file that could not be read nothing is left after a day', async () => {
    const { licenseId, admin, address } = await makeDistrict(app);
    const people = Array.from({ length: 6_000 }, (_, at) => address(`p${at}`));
    const inspection = await inspectFile(app, admin, licenseId, `Email\n${people[0]}\n`);
    const file = `Email\n${people.join('\n')}\n"open`;
    expect((await sendCsv(app, admin, { licenseId, file, inspection })).status).toBe(400);
    const left = () =>
      database.value<number>('select count(*)::int from run_batch where license_id = $1', [licenseId]);
    await deletePastRows(app.context.db);
    expect(await left()).toBe(1);
    await database.rows(`update run set ended_at = now() - interval '25 hours' where license_id = $1`, [
      licenseId,
    ]);
    await deletePastRows(app.context.db);
    expect(await left()).toBe(0);
  });

  it('[R22] codes go when they expire, sessions thirty days after their end, and a live one stays', async () => {
    const email = `retention-${randomUUID().slice(0, 8)}@codes.example`;
    const person = await signIn(app, email);
    const other = await signIn(app, email);
    await other.client.account.requestCode.mutate({ email });
    await database.rows(`update sign_in_code set expires_at = now() - interval '1 second' where email = $1`, [
      email,
    ]);
    await database.rows(
      `update session set revoked_at = now() - interval '31 days'
       where person_id = $1 and id = (select id from session where person_id = $1 order by created_at, id limit 1)`,
      [person.id],
    );
    const deleted = await deletePastRows(app.context.db);
    expect(deleted.sign_in_code).toBeGreaterThan(0);
    expect(
      await database.value<number>('select count(*)::int from sign_in_code where email = $1', [email]),
    ).toBe(0);
    expect(
      await database.value<number>('select count(*)::int from session where person_id = $1', [person.id]),
    ).toBe(1);
  });
});
