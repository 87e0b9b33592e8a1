import { randomUUID } from 'node:crypto';
import { deletePastRows } from '@rollcall/server/db/retention.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { addPeople } from '../_kit/membership.ts';

let app: Awaited<ReturnType<typeof startApp>>;
let database: TestDatabase;
beforeAll(async () => {
  app = await startApp({ demo: true });
  database = openDatabase();
});
afterAll(async () => {
  await app.stop();
  await database.end();
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
