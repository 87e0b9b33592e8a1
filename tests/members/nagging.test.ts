import type { MemberId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, click, getRow, newRequest, standingOf } from '../_kit/membership.ts';
import { newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

/** Everything that happened on the licence happened a while earlier. */
async function pass(district: TestDistrict, time: string): Promise<void> {
  await database.rows(
    `update member set added_at = added_at - $2::interval, invited_at = invited_at - $2::interval,
       armed_at = armed_at - $2::interval, rearmed_at = rearmed_at - $2::interval,
       dismissed_at = dismissed_at - $2::interval, answered_at = answered_at - $2::interval,
       ended_at = ended_at - $2::interval
     where license_id = $1`,
    [district.licenseId, time],
  );
}

/** One round of being asked again after a no; true when the pop-up came up. */
type Round = (district: TestDistrict, person: TestPerson, nth: number) => Promise<boolean>;

async function openInvite(district: TestDistrict, person: TestPerson) {
  const standing = await standingOf(person, district.licenseId);
  if (standing?.state !== 'invited') throw new Error(`not invited: ${standing?.state}`);
  return standing;
}

const decline = (person: TestPerson, memberId: MemberId) =>
  person.client.invite.decline.mutate({ memberId, requestId: newRequest(), reason: null });

const declineAndAddAgain: Round = async (district, person) => {
  await addPeople(district.admin.client, district.licenseId, person.email);
  const standing = await openInvite(district, person);
  await decline(person, standing.memberId);
  return standing.popUp;
};

const withdrawAndInvite: Round = async (district, person) => {
  await addPeople(district.admin.client, district.licenseId, person.email);
  const standing = await openInvite(district, person);
  const row = await getRow(district.admin.client, district.licenseId, person.email);
  await district.admin.client.member.withdraw.mutate(click(district.licenseId, row));
  return standing.popUp;
};

const reinviteByClick: Round = async (district, person, nth) => {
  if (nth === 0) return declineAndAddAgain(district, person, nth);
  const row = await getRow(district.admin.client, district.licenseId, person.email);
  await district.admin.client.member.reinvite.mutate(click(district.licenseId, row));
  const standing = await openInvite(district, person);
  await decline(person, standing.memberId);
  return standing.popUp;
};

const removeAndInvite: Round = async (district, person) => {
  await addPeople(district.admin.client, district.licenseId, person.email);
  const standing = await openInvite(district, person);
  const row = await getRow(district.admin.client, district.licenseId, person.email);
  await district.admin.client.member.remove.mutate(click(district.licenseId, row));
  return standing.popUp;
};

async function popUps(
  round: Round,
  district: TestDistrict,
  person: TestPerson,
  times: number,
): Promise<number> {
  let count = 0;
  for (let nth = 0; nth < times; nth += 1) if (await round(district, person, nth)) count += 1;
  return count;
}

describe('asking again and again', () => {
  it('[B20] a hundred times after a no: the first pop-up and one more; never accepted', async () => {
    const district = await makeDistrict(app);
    const person = await newcomer(app, district);
    expect(await popUps(declineAndAddAgain, district, person, 100)).toBe(2);
    expect(await standingOf(person, district.licenseId)).toMatchObject({ state: 'rejected' });
    const accepted = await database.value(
      `select count(*)::int from event where license_id = $1 and type = 'member.joined'`,
      [district.licenseId],
    );
    expect(accepted).toBe(0);
    await expectBooksBalance(database, district.licenseId);
  });

  it.each([
    ['declined and added again', declineAndAddAgain],
    ['withdrawn and invited', withdrawAndInvite],
    ['declined and re-invited by a click', reinviteByClick],
    ['removed and invited', removeAndInvite],
  ] as const)('[B20] [INVITE-5] %s, day after day: once a day at most', async (_name, round) => {
    const district = await makeDistrict(app);
    const person = await newcomer(app, district);
    expect(await popUps(round, district, person, 5)).toBe(2);
    await pass(district, '23 hours 59 minutes');
    expect(await popUps(round, district, person, 3)).toBe(0);
    await pass(district, '1 minute');
    expect(await popUps(round, district, person, 5)).toBe(1);
    await pass(district, '40 days');
    expect(await popUps(round, district, person, 5)).toBe(1);
    await expectBooksBalance(database, district.licenseId);
  });

  it('[B20] reminders share the day with every other way to ask', async () => {
    const district = await makeDistrict(app);
    const person = await newcomer(app, district);
    await addPeople(district.admin.client, district.licenseId, person.email);
    const row = await getRow(district.admin.client, district.licenseId, person.email);
    await district.admin.client.member.remind.mutate(click(district.licenseId, row));
    expect(await popUps(declineAndAddAgain, district, person, 1)).toBe(1);
    expect(await popUps(declineAndAddAgain, district, person, 5)).toBe(0);
    expect(await popUps(reinviteByClick, district, person, 1)).toBe(0);
  });

  it('[B20] another address of the same person is not a fresh start', async () => {
    const district = await makeDistrict(app);
    const person = await newcomer(app, district);
    expect(await popUps(withdrawAndInvite, district, person, 3)).toBe(2);
    const second = `second.${person.email}`;
    await database.rows('insert into person_email (email, person_id, shown) values ($1, $2, $1)', [
      second,
      person.id,
    ]);
    await addPeople(district.admin.client, district.licenseId, second);
    expect(await standingOf(person, district.licenseId)).toMatchObject({ state: 'invited', popUp: false });
  });

  it('[INVITE-4] closing the pop-up does not let it be armed sooner', async () => {
    const district = await makeDistrict(app);
    const person = await newcomer(app, district);
    await addPeople(district.admin.client, district.licenseId, person.email);
    const standing = await standingOf(person, district.licenseId);
    if (standing === null) throw new Error('no invite');
    await person.client.invite.dismiss.mutate({ memberId: standing.memberId, requestId: newRequest() });
    for (let time = 0; time < 3; time += 1) {
      await addPeople(district.admin.client, district.licenseId, person.email);
      expect(await standingOf(person, district.licenseId)).toMatchObject({ state: 'invited', popUp: false });
    }
  });
});
