import { randomUUID } from 'node:crypto';
import { canonicalEmail } from '@rollcall/core/emails.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { grantDomainAdmin } from '@rollcall/server/vendor/grants.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { type DistrictOptions, makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, findRow, inviteOf, newRequest, openKey, standingOf } from '../_kit/membership.ts';
import { newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
// In demo mode the server hands out its codes, by which a person proves a second address.
withServer({ demo: true }, (server) => {
  ({ app, database } = server);
});

const secondAddress = () => `second-${randomUUID().slice(0, 8)}@elsewhere.example`;

async function verify({ client }: TestPerson, email: string): Promise<void> {
  const { demoCode } = await client.account.requestAddressCode.mutate({ email });
  await client.account.addAddress.mutate({ email, code: demoCode ?? '' });
}

const liveRows = (district: TestDistrict) =>
  database.rows<{ email: string; status: string; user_type: string; sources: string[] }>(
    `select m.email, m.status, m.user_type, array(
       select s.kind from member_source s where s.member_id = m.id and s.ended_at is null order by 1) as sources
     from member m where m.license_id = $1 and m.ended_at is null order by m.email`,
    [district.licenseId],
  );

/** A district whose admin may be both kinds: the stricter setting makes outside addresses invites. */
async function strictDistrict(options: DistrictOptions = {}): Promise<TestDistrict> {
  const district = await makeDistrict(app, { ...options, domainAdmin: true });
  await database.rows("update district set add_without_invitation = 'verified_domains_only' where id = $1", [
    district.id,
  ]);
  return district;
}

describe('one person with two addresses', () => {
  it('[SEAT-1] [PLAN-4] in one paste is one row and one seat', async () => {
    const district = await makeDistrict(app, { studentSeats: 1 });
    const person = await newcomer(app, district);
    const second = secondAddress();
    await verify(person, second);
    const result = await addPeople(district.admin.client, district.licenseId, `${person.email}, ${second}`);
    expect(result).toMatchObject({ kind: 'done', outcomes: { invited: 1, already_invited: 1 } });
    expect(await liveRows(district)).toHaveLength(1);
    await expectBooksBalance(database, district.licenseId);
  });

  it.each([0, 1])(
    '[SEAT-1] [B19] in one paste of which one would be an invite is accepted, whichever stands first (%i)',
    async (first) => {
      const district = await strictDistrict();
      const person = await newcomer(app, district);
      const second = secondAddress();
      await verify(person, second);
      const pasted = first === 0 ? [person.email, second] : [second, person.email];
      const result = await addPeople(district.admin.client, district.licenseId, pasted.join('\n'));
      expect(result).toMatchObject({ kind: 'done', outcomes: { added: 1, already_member: 1 } });
      expect(await liveRows(district)).toMatchObject([{ status: 'accepted' }]);
      expect(await standingOf(person, district.licenseId)).toMatchObject({ state: 'accepted' });
      await expectBooksBalance(database, district.licenseId);
    },
  );

  it('[SEAT-1] [B19] who declined and is pasted with both, one an invite, is accepted once', async () => {
    const district = await strictDistrict();
    const person = await newcomer(app, district);
    const second = secondAddress();
    await verify(person, second);
    await addPeople(district.admin.client, district.licenseId, second);
    const memberId = await inviteOf(person, district.licenseId);
    await person.client.invite.decline.mutate({ memberId, requestId: newRequest(), reason: null });
    const result = await addPeople(district.admin.client, district.licenseId, `${second}\n${person.email}`);
    expect(result).toMatchObject({ kind: 'done', outcomes: { converted: 1, already_member: 1 } });
    expect(await liveRows(district)).toMatchObject([{ email: second, status: 'accepted' }]);
    await expectBooksBalance(database, district.licenseId);
  });

  it('[SOURCE-1] added at the second address keeps the row of the first', async () => {
    const district = await makeDistrict(app);
    const person = await newcomer(app, district);
    const second = secondAddress();
    await verify(person, second);
    await addPeople(district.admin.client, district.licenseId, person.email);
    const again = await addPeople(district.admin.client, district.licenseId, second);
    expect(again).toMatchObject({ kind: 'done', outcomes: { already_invited: 1 } });
    expect(await findRow(district.admin.client, district.licenseId, second)).toBeNull();
  });
});

describe('two rows that turn out to be one person', () => {
  /** The row under the known address reaches `known`; the one under the other address waits as `found`. */
  async function twoRows(known: MemberStatus, found: 'invited' | 'accepted') {
    const district = await makeDistrict(app, { domainAdmin: true });
    const { client } = district.admin;
    const person = await newcomer(app, district);
    const second = secondAddress();
    const setting = (value: string) =>
      database.rows('update district set add_without_invitation = $2 where id = $1', [district.id, value]);
    await setting('verified_domains_only');
    await database.rows("update domain set name = 'other-' || name where district_id = $1", [district.id]);
    await addPeople(client, district.licenseId, person.email, 'student');
    if (found === 'accepted') await setting('all_addresses');
    await addPeople(client, district.licenseId, second, 'teacher');
    const answer = { memberId: await inviteOf(person, district.licenseId), requestId: newRequest() };
    if (known === 'accepted') await person.client.invite.join.mutate(answer);
    if (known === 'rejected') await person.client.invite.decline.mutate({ ...answer, reason: null });
    return { district, person, second };
  }

  it.each([
    { known: 'invited', found: 'invited', stays: 'known' },
    { known: 'accepted', found: 'invited', stays: 'known' },
    { known: 'rejected', found: 'invited', stays: 'found' },
    { known: 'invited', found: 'accepted', stays: 'found' },
    { known: 'accepted', found: 'accepted', stays: 'known' },
    { known: 'rejected', found: 'accepted', stays: 'found' },
  ] as const)(
    '[SOURCE-4] [I2] $known meets $found: the $stays row stays, one seat is freed',
    async ({ known, found, stays }) => {
      const { district, person, second } = await twoRows(known, found);
      expect(await liveRows(district)).toHaveLength(2);
      await verify(person, second);
      const expected =
        stays === 'known'
          ? { email: person.email, status: known, user_type: 'student' }
          : { email: second, status: found, user_type: 'teacher' };
      expect(await liveRows(district)).toEqual([{ ...expected, sources: ['email'] }]);
      expect(await standingOf(person, district.licenseId)).toMatchObject({ state: expected.status });
      const merged = await database.rows(
        `select person_id from member where license_id = $1 and ended_why = 'merged'`,
        [district.licenseId],
      );
      expect(merged).toEqual([{ person_id: person.id }]);
      await expectBooksBalance(database, district.licenseId);
    },
  );

  it('[SOURCE-4] sources of both are kept, each once, and history keeps the row that ended', async () => {
    const district = await makeDistrict(app);
    const key = await openKey(district.admin.client, district.licenseId);
    const person = await newcomer(app, district);
    const second = secondAddress();
    await addPeople(district.admin.client, district.licenseId, second);
    await person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
    await verify(person, second);
    expect(await liveRows(district)).toEqual([
      { email: person.email, status: 'accepted', user_type: 'student', sources: ['email', 'key'] },
    ]);
    await expectBooksBalance(database, district.licenseId);
  });

  it('[SOURCE-4] [INVITE-5] the merged row remembers when the pop-up last came back', async () => {
    const { district, person, second } = await twoRows('invited', 'invited');
    await database.rows(
      "update member set rearmed_at = now() - interval '1 hour' where license_id = $1 and email = $2",
      [district.licenseId, second],
    );
    await verify(person, second);
    const remembered = await database.value(
      `select rearmed_at > now() - interval '2 hours' from member where license_id = $1 and ended_at is null`,
      [district.licenseId],
    );
    expect(remembered).toBe(true);
  });

  it('[SOURCE-4] in several districts at once each has its own row, and each becomes one', async () => {
    const [one, two] = [await makeDistrict(app), await makeDistrict(app)];
    const person = await newcomer(app, one);
    const second = secondAddress();
    for (const district of [one, two]) {
      await addPeople(district.admin.client, district.licenseId, `${person.email}\n${second}`);
    }
    await verify(person, second);
    for (const district of [one, two]) {
      expect(await liveRows(district)).toHaveLength(1);
      await expectBooksBalance(database, district.licenseId);
    }
  });
});

describe('an admin with two addresses', () => {
  it('[ACCESS-1] [INVITE-1] is shown as domain admin where the grant is by the other address, as additions go', async () => {
    const district = await makeDistrict(app);
    const second = secondAddress();
    await verify(district.admin, second);
    const parsed = canonicalEmail(second);
    if (!parsed.ok) throw new Error('A test address is refused');
    await app.context.db.withSystemTx((tx) =>
      grantDomainAdmin(
        tx,
        { districtId: district.id, domainId: district.domainId },
        { email: parsed.email, name: 'The same' },
      ),
    );
    const page = await district.admin.client.license.get.query({ licenseId: district.licenseId });
    expect(page).toMatchObject({ myAdditions: 'at_once', admins: [{ isMe: true, isDomainAdmin: true }] });
  });
});
