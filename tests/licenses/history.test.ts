import type { LicenseId } from '@rollcall/core/ids.ts';
import { dayAfter } from '@rollcall/core/licenses/history.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { lockLicense } from '@rollcall/server/license-row/lock-license.ts';
import { renewLicense } from '@rollcall/server/vendor/renew-license.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { asVendor, makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, click, getRow } from '../_kit/membership.ts';
import { declined, joined } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

/** Makes it `days` later for this licence: everything that happened on it moves into the past. */
async function letDaysPass(licenseId: LicenseId, days: number): Promise<void> {
  await database.rows('update license set history_day = history_day - $2::int where id = $1', [
    licenseId,
    days,
  ]);
  await database.rows('update license_day set day = day - $2::int where license_id = $1', [licenseId, days]);
}

const historyOf = ({ admin, licenseId }: TestDistrict, days = 30) =>
  admin.client.license.history.query({ licenseId, days });

const daysWrittenDown = (licenseId: LicenseId) =>
  database.value<number>('select count(*)::int from license_day where license_id = $1', [licenseId]);

async function today(): Promise<string> {
  return database.value<string>(`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD')`);
}

describe('the days of a license', () => {
  it('[HISTORY-1] the last point is the counters, after whatever happened', async () => {
    const home = await makeDistrict(app);
    await joined(app, home);
    const refuser = await declined(app, home);
    await addPeople(
      home.admin.client,
      home.licenseId,
      `${home.address('a')}, ${home.address('b')}`,
      'teacher',
    );
    const row = await getRow(home.admin.client, home.licenseId, refuser.email);
    await home.admin.client.member.remove.mutate(click(home.licenseId, row));

    const { license } = await home.admin.client.license.get.query({ licenseId: home.licenseId });
    const history = await historyOf(home);
    expect(history).toMatchObject({ today: await today(), seq: license.seq });
    expect(history.points).toEqual([
      {
        day: history.today,
        counts: license.counts,
        staffSeats: 100,
        studentSeats: 100,
        seatsHeld: { staff: 0, student: 0 },
        joined: 1,
        declined: 1,
      },
    ]);
    expect(await daysWrittenDown(home.licenseId)).toBe(0);
  });

  it('[HISTORY-1] the first change of a later day writes the day before down, as it ended and once', async () => {
    const home = await makeDistrict(app);
    await joined(app, home);
    await declined(app, home);
    await letDaysPass(home.licenseId, 1);
    const asItWas = (await historyOf(home)).points[0];
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        addPeople(home.admin.client, home.licenseId, home.address(`late${index}`)),
      ),
    );
    const { points } = await historyOf(home);
    expect(points).toHaveLength(2);
    expect(points[0]).toEqual(asItWas);
    expect(points[0]).toMatchObject({
      joined: 1,
      declined: 1,
      counts: { student: { accepted: 1, invited: 0 } },
    });
    expect(points[1]).toMatchObject({
      joined: 0,
      declined: 0,
      counts: { student: { accepted: 1, invited: 6 } },
    });
    expect(await daysWrittenDown(home.licenseId)).toBe(1);
    await expectBooksBalance(database, home.licenseId);
  });

  it('[HISTORY-1] a day keeps the seats it ended with when a renewal begins the next', async () => {
    const home = await makeDistrict(app, { studentSeats: 40 });
    await letDaysPass(home.licenseId, 1);
    const place = { districtId: home.id, licenseId: home.licenseId };
    const endsAt = new Date(Date.now() + 400 * 24 * 60 * 60 * 1000);
    await asVendor(app, place, (tx) =>
      renewLicense(tx, place, { endsAt, studentSeats: 70, admins: [], domainIds: [] }),
    );
    const { points } = await historyOf(home);
    expect(points.map(({ studentSeats }) => studentSeats)).toEqual([40, 70]);
  });

  it('[HISTORY-2] what lies before the wanted days is how they began, without its answers', async () => {
    const home = await makeDistrict(app);
    await joined(app, home);
    await letDaysPass(home.licenseId, 20);
    await addPeople(home.admin.client, home.licenseId, home.address('later'));
    await letDaysPass(home.licenseId, 3);
    const now = await today();
    const all = await historyOf(home, 30);
    expect(all.points.map(({ day, joined: answers }) => [day, answers])).toEqual([
      [dayAfter(now, -23), 1],
      [dayAfter(now, -3), 0],
    ]);
    const week = await historyOf(home, 7);
    expect(week.points.map(({ day, joined: answers }) => [day, answers])).toEqual([
      [dayAfter(now, -6), 0],
      [dayAfter(now, -3), 0],
    ]);
    expect(week.points[0]?.counts).toEqual(all.points[0]?.counts);
    await letDaysPass(home.licenseId, 10);
    const quiet = await historyOf(home, 7);
    expect(quiet.points).toEqual([{ ...all.points[1], day: dayAfter(now, -6) }]);
  });

  it('[HISTORY-1] [F13] a clock that goes back writes nothing down and loses nothing', async () => {
    const home = await makeDistrict(app);
    await letDaysPass(home.licenseId, -1);
    await joined(app, home);
    const { today: last, points } = await historyOf(home);
    expect(last).toBe(dayAfter(await today(), 1));
    expect(points).toMatchObject([{ day: last, joined: 1, counts: { student: { accepted: 1 } } }]);
    expect(await daysWrittenDown(home.licenseId)).toBe(0);
  });

  it('[I6] a change that does not fit writes no day down either', async () => {
    const home = await makeDistrict(app, { studentSeats: 1 });
    await joined(app, home);
    await letDaysPass(home.licenseId, 1);
    await addPeople(home.admin.client, home.licenseId, home.address('too-many'));
    expect(await daysWrittenDown(home.licenseId)).toBe(0);
    const place = { districtId: home.id, licenseId: home.licenseId };
    const day = await app.context.db.withTx({ district: home.id }, async (tx) => {
      const license = await lockLicense(tx, place.districtId, place.licenseId);
      return license?.row.history_day;
    });
    expect(day).toBe(dayAfter(await today(), -1));
  });

  it('[HISTORY-1] asks for no fewer than seven days and no more than a year', async () => {
    const home = await makeDistrict(app);
    await expect(historyOf(home, 6)).rejects.toThrow('INVALID_INPUT');
    await expect(historyOf(home, 367)).rejects.toThrow('INVALID_INPUT');
    expect((await historyOf(home, 366)).points).toHaveLength(1);
  });
});
