import type { TermPhase } from '@rollcall/core/licenses/term.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { renewLicense } from '@rollcall/server/vendor/renew-license.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, click, getRow, inviteOf, newRequest, openKey, standingOf } from '../_kit/membership.ts';
import { declined, invited, joined, newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

/** Turns the licence's own clock: the database decides by its now(). */
async function moveTerm(district: TestDistrict, phase: TermPhase): Promise<void> {
  const term = {
    upcoming: ['1 day', '400 days'],
    active: ['-1 day', '1 day'],
    grace: ['-400 days', '-29 days'],
    dormant: ['-400 days', '-31 days'],
  }[phase];
  await database.rows(
    'update license set starts_at = now() + $2::interval, ends_at = now() + $3::interval where id = $1',
    [district.licenseId, ...term],
  );
}

/** One of each kind of person, made while the licence is active. */
async function peopled(phase: TermPhase) {
  const district = await makeDistrict(app);
  const key = await openKey(district.admin.client, district.licenseId);
  const [open, other, member, gone] = [
    await invited(app, district),
    await invited(app, district),
    await joined(app, district),
    await declined(app, district),
  ];
  const inviteIds = [
    await inviteOf(open, district.licenseId),
    await inviteOf(other, district.licenseId),
  ] as const;
  await moveTerm(district, phase);
  return { district, key, open, other, member, gone, inviteIds };
}

const seqOf = (district: TestDistrict) =>
  database.value<string>('select seq from license where id = $1', [district.licenseId]);

describe('the phases of a term', () => {
  it.each(['upcoming', 'grace', 'dormant'] as const)(
    '[TERM-2] %s: nobody can be added, in any way',
    async (phase) => {
      const { district, key, gone } = await peopled(phase);
      const { client } = district.admin;
      const before = await seqOf(district);
      const refused = { code: 'LICENSE_NOT_ACTIVE', details: { phase } };
      const input = { licenseId: district.licenseId, text: 'a@new.example', userType: 'student' as const };
      expect(await refusalOf(client.member.planAdd.mutate(input))).toEqual(refused);
      const add = { ...input, digest: '', requestId: newRequest() };
      expect(await refusalOf(client.member.add.mutate(add))).toEqual(refused);
      const row = await getRow(client, district.licenseId, gone.email);
      expect(await refusalOf(client.member.reinvite.mutate(click(district.licenseId, row)))).toEqual(refused);
      const person = await newcomer(app, district);
      const redeem = person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
      expect(await refusalOf(redeem)).toEqual({ code: 'KEY_NOT_ACCEPTED', details: {} });
      expect(await seqOf(district)).toBe(before);
      await expectBooksBalance(database, district.licenseId);
    },
  );

  it('[TERM-2] grace: features stay, open invites show and can be answered', async () => {
    const { district, open, other, member, inviteIds } = await peopled('grace');
    expect((await member.client.invite.inbox.query()).features).toContain('comments');
    expect(await standingOf(open, district.licenseId)).toMatchObject({ popUp: true, phase: 'grace' });
    const [first, second] = inviteIds;
    await open.client.invite.join.mutate({ memberId: first, requestId: newRequest() });
    await other.client.invite.decline.mutate({ memberId: second, requestId: newRequest(), reason: null });
    expect((await open.client.invite.inbox.query()).features).toContain('comments');
    await expectBooksBalance(database, district.licenseId);
  });

  it.each(['upcoming', 'dormant'] as const)(
    '[TERM-2] [B08] %s: people are kept, features are off, invites are hidden and cannot be answered or reminded of',
    async (phase) => {
      const { district, open, member, inviteIds } = await peopled(phase);
      const before = await seqOf(district);
      expect((await member.client.invite.inbox.query()).features).not.toContain('comments');
      const comment = member.client.document.addComment.mutate({ text: 'late' });
      expect((await refusalOf(comment)).code).toBe('FEATURE_LOCKED');
      expect(await standingOf(member, district.licenseId)).toMatchObject({ state: 'accepted', phase });
      expect(await standingOf(open, district.licenseId)).toBeNull();
      const refused = { code: 'LICENSE_NOT_ACTIVE', details: { phase } };
      const [memberId] = inviteIds;
      const answer = () => ({ memberId, requestId: newRequest() });
      expect(await refusalOf(open.client.invite.join.mutate(answer()))).toEqual(refused);
      expect(await refusalOf(open.client.invite.dismiss.mutate(answer()))).toEqual(refused);
      expect(await refusalOf(open.client.invite.decline.mutate({ ...answer(), reason: null }))).toEqual(
        refused,
      );
      const row = await getRow(district.admin.client, district.licenseId, open.email);
      const remind = district.admin.client.member.remind.mutate(click(district.licenseId, row));
      expect(await refusalOf(remind)).toEqual(refused);
      expect(await seqOf(district)).toBe(before);
      await expectBooksBalance(database, district.licenseId);
    },
  );

  it('[TERM-2] dormant: the admin can still clear the list', async () => {
    const { district, open, member } = await peopled('dormant');
    const { client } = district.admin;
    for (const person of [open, member]) {
      const row = await getRow(client, district.licenseId, person.email);
      expect(await client.member.remove.mutate(click(district.licenseId, row))).toEqual({
        outcome: 'removed',
      });
    }
    await expectBooksBalance(database, district.licenseId);
  });

  it('[TERM-3] renewal restores all of it', async () => {
    const { district, open, member, inviteIds } = await peopled('dormant');
    await renew(district, {});
    expect((await member.client.invite.inbox.query()).features).toContain('comments');
    expect(await standingOf(open, district.licenseId)).toMatchObject({ state: 'invited', popUp: true });
    const [memberId] = inviteIds;
    await open.client.invite.join.mutate({ memberId, requestId: newRequest() });
    const added = await addPeople(district.admin.client, district.licenseId, 'back@new.example');
    expect(added).toMatchObject({ kind: 'done', outcomes: { invited: 1 } });
    await expectBooksBalance(database, district.licenseId);
  });
});

/** As the vendor's command line renews. */
async function renew(district: TestDistrict, seats: { staffSeats?: number; studentSeats?: number }) {
  await app.context.db.withSystemTx((tx) =>
    renewLicense(
      tx,
      { districtId: district.id, licenseId: district.licenseId },
      { endsAt: new Date(Date.now() + 365 * 24 * 3_600_000), ...seats, admins: [], domainIds: [] },
    ),
  );
}

describe('a renewal with fewer seats than people', () => {
  it('[SEAT-5] throws nobody out, lets open invites be joined, and adds nobody until it fits', async () => {
    const { district, key, open, other, gone, inviteIds } = await peopled('active');
    const { client } = district.admin;
    const { licenseId } = district;
    await renew(district, { studentSeats: 1 });
    await expectBooksBalance(database, licenseId, { overLimit: true });

    const page = await client.license.get.query({ licenseId });
    expect(page.license.counts.student).toEqual({ accepted: 1, invited: 2, rejected: 1 });
    const input = { licenseId, text: 'more@new.example', userType: 'student' as const };
    const plan = await client.member.planAdd.mutate(input);
    expect(plan.outcomes).toEqual({ no_seat: 1 });
    expect(plan.seatsAfter.student).toEqual({ total: 1, used: 1, reserved: 2, free: 0, over: 2 });
    const rejected = await getRow(client, licenseId, gone.email);
    expect(await refusalOf(client.member.reinvite.mutate(click(licenseId, rejected)))).toEqual({
      code: 'SEATS_EXHAUSTED',
      details: { pool: 'student' },
    });
    const redeem = gone.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
    expect((await refusalOf(redeem)).code).toBe('KEY_NOT_ACCEPTED');

    const [memberId] = inviteIds;
    await open.client.invite.join.mutate({ memberId, requestId: newRequest() });
    const staff = await addPeople(client, licenseId, 'teacher@new.example', 'teacher');
    expect(staff).toMatchObject({ outcomes: { invited: 1 } });
    for (const person of [open, other]) {
      await client.member.remove.mutate(click(licenseId, await getRow(client, licenseId, person.email)));
    }
    expect((await client.member.planAdd.mutate(input)).outcomes).toEqual({ no_seat: 1 });
    await renew(district, { studentSeats: 2 });
    expect((await client.member.planAdd.mutate(input)).outcomes).toEqual({ invited: 1 });
    await expectBooksBalance(database, licenseId);
  });
});
