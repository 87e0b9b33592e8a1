import { randomUUID } from 'node:crypto';
import type { MemberId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, click, findRow, getRow, inviteOf, newRequest, standingOf } from '../_kit/membership.ts';
import { declined, invited, joined, newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let district: TestDistrict;
withServer({}, async (server) => {
  ({ app, database } = server);
  district = await makeDistrict(app);
});

afterAll(async () => {
  await expectBooksBalance(database, district.licenseId);
});

const admin = () => district.admin.client.member;
const rowOf = (email: string) => getRow(district.admin.client, district.licenseId, email);
const seq = () => database.value<string>('select seq from license where id = $1', [district.licenseId]);

describe('a change of one row', () => {
  it('[C05] [ACCESS-5] that was meant for an earlier version is refused, whatever the change', async () => {
    const person = await invited(app, district);
    const seen = await rowOf(person.email);
    await admin().remind.mutate(click(district.licenseId, seen));
    const before = await seq();
    for (const verb of ['remove', 'withdraw', 'remind', 'reinvite'] as const) {
      const refusal = await refusalOf(admin()[verb].mutate(click(district.licenseId, seen)));
      expect({ verb, refusal }).toEqual({ verb, refusal: { code: 'CHANGED_MEANWHILE', details: {} } });
    }
    expect(await seq()).toBe(before);
    expect((await rowOf(person.email)).status).toBe('invited');
  });

  it('[C05] a removal replayed after the person was added again removes nobody', async () => {
    const person = await joined(app, district);
    const stale = click(district.licenseId, await rowOf(person.email));
    await admin().remove.mutate(stale);
    await addPeople(district.admin.client, district.licenseId, person.email);
    const before = await seq();
    expect(await admin().remove.mutate(stale)).toEqual({ outcome: 'removed' });
    expect((await refusalOf(admin().remove.mutate({ ...stale, requestId: newRequest() }))).code).toBe(
      'NOT_FOUND',
    );
    const fresh = await rowOf(person.email);
    const forged = { ...stale, memberId: fresh.id, requestId: newRequest() };
    expect((await refusalOf(admin().remove.mutate(forged))).code).toBe('CHANGED_MEANWHILE');
    expect(await seq()).toBe(before);
    expect((await rowOf(person.email)).status).toBe('invited');
  });

  it('[C06] [PLAN-5] a request id that comes again with another body is refused, and the first result stays', async () => {
    const [one, two] = [await invited(app, district), await invited(app, district)];
    const first = click(district.licenseId, await rowOf(one.email));
    expect(await admin().remind.mutate(first)).toEqual({ outcome: 'reminded' });
    const before = await seq();
    const other = { ...click(district.licenseId, await rowOf(two.email)), requestId: first.requestId };
    const refused = { code: 'REQUEST_REUSED', details: {} };
    expect(await refusalOf(admin().remind.mutate(other))).toEqual(refused);
    expect(await refusalOf(admin().remove.mutate(other))).toEqual(refused);
    expect(await refusalOf(admin().withdraw.mutate(first))).toEqual(refused);
    expect(await refusalOf(admin().remove.mutate(first))).toEqual(refused);
    const key = { licenseId: district.licenseId, requestId: first.requestId };
    expect(await refusalOf(district.admin.client.license.rotateKey.mutate(key))).toEqual(refused);
    expect(await admin().remind.mutate(first)).toEqual({ outcome: 'reminded' });
    expect(await seq()).toBe(before);
  });

  it('[C06] an invite’s request ids are its person’s own: Join and Decline do not stand in for each other', async () => {
    const person = await invited(app, district);
    const memberId = await inviteOf(person, district.licenseId);
    const requestId = newRequest();
    await person.client.invite.join.mutate({ memberId, requestId });
    const declining = person.client.invite.decline.mutate({ memberId, requestId, reason: null });
    expect((await refusalOf(declining)).code).toBe('REQUEST_REUSED');
    const dismissing = person.client.invite.dismiss.mutate({ memberId, requestId });
    expect((await refusalOf(dismissing)).code).toBe('REQUEST_REUSED');
    const other = await invited(app, district);
    const theirs = await inviteOf(other, district.licenseId);
    expect(await other.client.invite.join.mutate({ memberId: theirs, requestId })).toEqual({
      state: 'accepted',
    });
  });

  it('[B08] Join after the invite was withdrawn or the row removed is refused, and takes no seat', async () => {
    for (const verb of ['withdraw', 'remove'] as const) {
      const person = await invited(app, district);
      const memberId = await inviteOf(person, district.licenseId);
      await admin()[verb].mutate(click(district.licenseId, await rowOf(person.email)));
      const before = await seq();
      for (const answer of ['join', 'dismiss'] as const) {
        const call = person.client.invite[answer].mutate({ memberId, requestId: newRequest() });
        expect(await refusalOf(call)).toEqual({ code: 'NOT_FOUND', details: { noun: 'invite' } });
      }
      expect(await seq()).toBe(before);
      expect(await standingOf(person, district.licenseId)).toBeNull();
    }
  });

  it('[B02] [INVITE-3] nobody answers, closes or reads somebody else’s invite; it stays open', async () => {
    const owner = await invited(app, district);
    const stranger = await invited(app, district);
    const memberId = await inviteOf(owner, district.licenseId);
    const before = await seq();
    for (const thief of [stranger, district.admin, await newcomer(app, district)]) {
      const answers = ['join', 'dismiss'] as const;
      for (const answer of answers) {
        const theirs = await refusalOf(
          thief.client.invite[answer].mutate({ memberId, requestId: newRequest() }),
        );
        const nobodys = await refusalOf(
          thief.client.invite[answer].mutate({ memberId: randomUUID() as MemberId, requestId: newRequest() }),
        );
        expect(theirs).toEqual({ code: 'NOT_FOUND', details: { noun: 'invite' } });
        expect(theirs).toEqual(nobodys);
      }
      const declining = thief.client.invite.decline.mutate({
        memberId,
        requestId: newRequest(),
        reason: 'mine',
      });
      expect((await refusalOf(declining)).code).toBe('NOT_FOUND');
      expect(JSON.stringify(await thief.client.invite.inbox.query())).not.toContain(memberId);
    }
    expect(await seq()).toBe(before);
    expect(await standingOf(owner, district.licenseId)).toMatchObject({ state: 'invited', popUp: true });
    await app.context.refusals.flush();
    const counted = await database.value(
      "select sum(count)::int from security_event where kind = 'not_found_invite' and actor = $1",
      [`person:${stranger.id}`],
    );
    expect(counted).toBe(5);
  });

  it('[INVITE-4] [INVITE-5] closing keeps the invite and the pop-up away; a reminder brings it back, once a day', async () => {
    const person = await invited(app, district);
    const memberId = await inviteOf(person, district.licenseId);
    const popUp = async () => (await standingOf(person, district.licenseId))?.popUp;
    expect(await popUp()).toBe(true);
    await person.client.invite.dismiss.mutate({ memberId, requestId: newRequest() });
    expect(await standingOf(person, district.licenseId)).toMatchObject({ state: 'invited', popUp: false });

    await admin().remind.mutate(click(district.licenseId, await rowOf(person.email)));
    expect(await popUp()).toBe(true);
    await person.client.invite.dismiss.mutate({ memberId, requestId: newRequest() });
    const again = admin().remind.mutate(click(district.licenseId, await rowOf(person.email)));
    const refusal = await refusalOf(again);
    if (refusal.code !== 'REMINDED_RECENTLY') throw new Error(refusal.code);
    const hours = (Date.parse(refusal.details.againAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    expect(await popUp()).toBe(false);

    await database.rows(
      `update member set armed_at = armed_at - interval '24 hours', rearmed_at = rearmed_at - interval '24 hours',
         dismissed_at = dismissed_at - interval '1 hour' where id = $1`,
      [memberId],
    );
    await admin().remind.mutate(click(district.licenseId, await rowOf(person.email)));
    expect(await popUp()).toBe(true);
  });

  it('[INVITE-9] [SEAT-2] declining frees the seat, keeps the reason to the licence, and may be undone by inviting again', async () => {
    const person = await declined(app, district);
    const row = await rowOf(person.email);
    expect(row.status).toBe('rejected');
    const again = click(district.licenseId, row);
    expect(await admin().reinvite.mutate(again)).toEqual({ outcome: 'reinvited' });
    expect(await standingOf(person, district.licenseId)).toMatchObject({ state: 'invited', popUp: true });
    const open = click(district.licenseId, await rowOf(person.email));
    expect(await refusalOf(admin().reinvite.mutate(open))).toEqual({
      code: 'WRONG_STATUS',
      details: { status: 'invited' },
    });
  });

  it('[SOURCE-1] removing ends every source made by hand, and the row is history', async () => {
    const person = await joined(app, district);
    const row = await rowOf(person.email);
    await database.rows(
      `insert into member_source (district_id, license_id, member_id, kind, reference, added_by)
       values ($1, $2, $3, 'key', '', 'test')`,
      [district.id, district.licenseId, row.id],
    );
    await admin().remove.mutate(click(district.licenseId, row));
    expect(await findRow(district.admin.client, district.licenseId, person.email)).toBeNull();
    const open = await database.value(
      'select count(*)::int from member_source where member_id = $1 and ended_at is null',
      [row.id],
    );
    expect(open).toBe(0);
  });
});

describe('whether an invite was on the screen', () => {
  it.each(['join', 'decline'] as const)(
    '[INVITE-6] is known from %s alone, which may come before the report of the screen',
    async (answer) => {
      const person = await invited(app, district);
      expect((await rowOf(person.email)).shownOn).toBeNull();
      const memberId = await inviteOf(person, district.licenseId);
      const input = { memberId, requestId: newRequest() };
      if (answer === 'join') await person.client.invite.join.mutate(input);
      else await person.client.invite.decline.mutate({ ...input, reason: null });
      expect((await rowOf(person.email)).shownOn).not.toBeNull();
    },
  );
});
