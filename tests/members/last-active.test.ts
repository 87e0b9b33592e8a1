import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { filterConditions } from '@rollcall/server/views/member-list/filter-conditions.ts';
import { sql } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

afterEach(() => {
  vi.useRealTimers();
});

const today = () => database.value<string>(`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD')`);
const lastActive = async (home: TestDistrict, email: string) =>
  (await getRow(home.admin.client, home.licenseId, email)).lastActiveOn;
/** As if the person had last been here some days ago, which the next request finds. */
async function sleepDays(person: TestPerson, days: number): Promise<void> {
  await database.rows(
    `update session set seen_at = seen_at - make_interval(days => $2) where person_id = $1`,
    [person.id, days],
  );
  await database.rows('update member set last_active_on = last_active_on - $2::int where person_id = $1', [
    person.id,
    days,
  ]);
  await database.rows(
    'update member set answered_at = answered_at - make_interval(days => $2) where person_id = $1',
    [person.id, days],
  );
}

describe('when a person was last active', () => {
  it('[LIST-6] [ACCESS-4] is told after the person’s own Join', async () => {
    const home = await makeDistrict(app);
    const person = await signIn(app, home.address('pupil'));
    await addPeople(home.admin.client, home.licenseId, person.email);
    await person.client.invite.inbox.query();
    expect(await lastActive(home, person.email)).toBeNull();
    await person.client.invite.join.mutate({
      memberId: await inviteOf(person, home.licenseId),
      requestId: newRequest(),
    });
    expect(await lastActive(home, person.email)).toBe(await today());
  });

  it('[LIST-6] [ACCESS-4] is not told of who was put on the licence from outside the verified domains', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    await database.rows('update domain set verified_at = null where district_id = $1', [home.id]);
    const person = await signIn(app, home.address('pupil'));
    await addPeople(home.admin.client, home.licenseId, person.email);
    await sleepDays(person, 1);
    await person.client.invite.inbox.query();
    expect(await lastActive(home, person.email)).toBeNull();
    const other = await makeDistrict(app);
    const verify = 'insert into domain (district_id, name, verified_at) values ($1, $2, now())';
    await database.rows(verify, [other.id, home.domain]);
    await sleepDays(person, 1);
    await person.client.invite.inbox.query();
    expect(await lastActive(home, person.email)).toBeNull();
  });

  it('[LIST-6] is told inside a verified domain, at sign-in and at later use, and moves no number', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const email = home.address('pupil');
    await addPeople(home.admin.client, home.licenseId, email);
    expect(await lastActive(home, email)).toBeNull();
    const person = await signIn(app, email);
    const before = await getRow(home.admin.client, home.licenseId, email);
    const again = await signIn(app, email);
    expect(await lastActive(home, email)).toBe(await today());
    await sleepDays(again, 3);
    await person.client.invite.inbox.query();
    const row = await getRow(home.admin.client, home.licenseId, email);
    expect(row).toEqual({ ...before, lastActiveOn: await today() });
  });

  it('[LIST-6] is written once a day, and never of a membership that has ended', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const person = await signIn(app, home.address('pupil'));
    await addPeople(home.admin.client, home.licenseId, person.email);
    const version = () =>
      database.value<string>('select xmin::text from member where license_id = $1', [home.licenseId]);
    await sleepDays(person, 1);
    await person.client.invite.inbox.query();
    const written = await version();
    await database.rows(`update session set seen_at = now() - interval '1 hour' where person_id = $1`, [
      person.id,
    ]);
    await person.client.invite.inbox.query();
    expect(await version()).toBe(written);
    await sleepDays(person, 2);
    await database.rows(`update member set ended_at = now(), ended_why = 'removed' where license_id = $1`, [
      home.licenseId,
    ]);
    const ended = await version();
    await person.client.invite.inbox.query();
    expect(await version()).toBe(ended);
  });

  it('[LIST-6] counts as active or not by the clock that wrote the day, whatever this machine takes the day for', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const people = [await signIn(app, home.address('within')), await signIn(app, home.address('before'))];
    await addPeople(home.admin.client, home.licenseId, people.map(({ email }) => email).join('\n'));
    for (const [at, person] of people.entries()) {
      await person.client.invite.inbox.query();
      await database.rows(
        `update member set status = 'accepted', answered_at = null,
           last_active_on = (now() at time zone 'UTC')::date - $2::int
         where license_id = $3 and email = $1`,
        [person.email, 30 + at, home.licenseId],
      );
    }
    const found = (activity: 'active' | 'inactive') =>
      app.context.db.withTx({ district: home.id }, async (tx) => {
        const conditions = filterConditions({ ...noMemberFilter, activity }, 'as it is written');
        const all = sql.join([sql`m.license_id = ${home.licenseId}`, ...conditions], sql` and `);
        const { rows } = await sql<{ email: string }>`select m.email from member m where ${all}`.execute(tx);
        return rows.map(({ email }) => email);
      });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40 * 24 * 60 * 60 * 1000 });
    expect(await found('active')).toEqual([home.address('within')]);
    expect(await found('inactive')).toEqual([home.address('before')]);
  });
});
