import { randomUUID } from 'node:crypto';
import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { SessionId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { grantDomainAdmin, grantLicenseAdmin, revokeLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { describe, expect, it } from 'vitest';
import { createClient, refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestPerson } from '../_kit/district.ts';
import { callApi, type RawAnswer } from '../_kit/http.ts';
import { newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({ demo: true }, (server) => {
  ({ app, database } = server);
});

const freshAddress = () => `s${randomUUID().slice(0, 8)}@sessions.example`;
const me = (token: string | null) => createClient(app.port, token).account.me.query();
const tokenIn = (answer: RawAnswer): string | null =>
  (answer.headers['set-cookie'] ?? []).toString().match(/rollcall=(rs_[\w-]{43})/)?.[1] ?? null;
/** One call that carries the token; what the server sets in return. */
const call = (
  token: string | null,
  name = 'account.me',
  type: 'query' | 'mutation' = 'query',
  input?: unknown,
) => callApi(app.port, name, { type, token, input });
/** Turns the clock of a person's sessions: everything happened longer ago. */
const pass = (person: TestPerson, time: string) =>
  database.rows(
    `update session set created_at = created_at - $2::interval, seen_at = seen_at - $2::interval,
       expires_at = expires_at - $2::interval, ends_at = ends_at - $2::interval where person_id = $1`,
    [person.id, time],
  );

async function signInOverHttp(email: string, presented: string | null): Promise<RawAnswer> {
  const { demoCode } = await createClient(app.port, null).account.requestCode.mutate({ email });
  return call(presented, 'account.signIn', 'mutation', { email, code: demoCode });
}

describe('tokens', () => {
  it('[E01] [SESSION-2] nothing of a dumped session table opens anything', async () => {
    const person = await signIn(app, freshAddress());
    const [row] = await database.rows<{ token_hash: Buffer; id: string; person_id: string }>(
      'select * from session where person_id = $1',
      [person.id],
    );
    if (row === undefined) throw new Error('no session');
    for (const value of [
      row.token_hash.toString('hex'),
      row.token_hash.toString('base64'),
      row.token_hash.toString('base64url'),
      `rs_${row.token_hash.toString('base64url')}`,
      `\\x${row.token_hash.toString('hex')}`,
      row.token_hash.toString('latin1').replace(/[^\x21-\x7e]/g, ''),
      row.id,
      `rs_${row.id}`,
      row.person_id,
    ]) {
      const answer = await call(value);
      expect({ value, body: answer.body }).toEqual({ value, body: '{"result":{"data":null}}' });
    }
    expect(await me(person.token)).toMatchObject({ personId: person.id });
    expect(JSON.stringify(row)).not.toContain(person.token);
  });

  it('[B06] forged, shortened, padded, oversized and foreign tokens are nobody', async () => {
    const { token } = await signIn(app, freshAddress());
    const flipped = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const forged of [
      '',
      'rs_',
      token.slice(0, -1),
      `${token}A`,
      flipped,
      token.toLowerCase(),
      token.slice(3),
      token.replace('rs_', 'rk_'),
      'A'.repeat(8_000),
      '%00',
      "' or true --",
    ]) {
      const answer = await call(forged);
      expect({ forged, status: answer.status, body: answer.body }).toEqual({
        forged,
        status: 200,
        body: '{"result":{"data":null}}',
      });
      expect((await call(forged, 'invite.inbox')).status).toBe(401);
    }
  });

  it('[E02] a token that was planted before signing in is never taken over', async () => {
    const planted = `rs_${'A'.repeat(43)}`;
    const answer = await signInOverHttp(freshAddress(), planted);
    const token = tokenIn(answer);
    expect(token).not.toBeNull();
    expect(token).not.toBe(planted);
    expect(await me(planted)).toBeNull();
  });

  it('[E02] signing in again ends the session that was there, also somebody else’s', async () => {
    const first = await signIn(app, freshAddress());
    const second = tokenIn(await signInOverHttp(freshAddress(), first.token));
    expect(second).not.toBe(first.token);
    expect(await me(first.token)).toBeNull();
    expect(await me(second)).toMatchObject({ name: expect.any(String) });
  });

  it('[E02] signing out ends this session on the server, clears the cookie, and no other', async () => {
    const person = await signIn(app, freshAddress());
    const other = await signIn(app, person.email);
    const answer = await call(person.token, 'account.signOut', 'mutation');
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^rollcall=; Max-Age=0;/)]);
    expect(await me(person.token)).toBeNull();
    expect((await call(person.token, 'account.signOut', 'mutation')).status).toBe(401);
    expect(await me(other.token)).toMatchObject({ personId: person.id });
  });

  it('[E02] [SESSION-5] a right that is granted or taken replaces the token at the next request; the old one is dead', async () => {
    const district = await makeDistrict(app);
    const place = { districtId: district.id, licenseId: district.licenseId };
    let { token, email } = await newcomer(app, district);
    const grantee = { email: email as CanonicalEmail, name: 'New admin' };
    for (const change of [
      () => app.context.db.withSystemTx((tx) => grantLicenseAdmin(tx, place, grantee)),
      () =>
        app.context.db.withSystemTx((tx) =>
          grantDomainAdmin(tx, { ...district, districtId: district.id }, grantee),
        ),
      () => app.context.db.withSystemTx((tx) => revokeLicenseAdmin(tx, place, grantee.email)),
    ]) {
      expect(tokenIn(await call(token))).toBeNull();
      await change();
      const fresh = tokenIn(await call(token));
      if (fresh === null) throw new Error('the token was not replaced');
      expect(await me(token)).toBeNull();
      expect(await me(fresh)).not.toBeNull();
      token = fresh;
    }
  });

  it('[E02] [SESSION-5] a grant that waited for an address replaces the token of whoever proves it', async () => {
    const district = await makeDistrict(app);
    const person = await newcomer(app, district);
    const second = freshAddress();
    await app.context.db.withSystemTx((tx) =>
      grantLicenseAdmin(
        tx,
        { districtId: district.id, licenseId: district.licenseId },
        { email: second as CanonicalEmail, name: 'Waiting' },
      ),
    );
    const { demoCode } = await person.client.account.requestAddressCode.mutate({ email: second });
    await person.client.account.addAddress.mutate({ email: second, code: demoCode ?? '' });
    const fresh = tokenIn(await call(person.token, 'license.list'));
    expect(fresh).not.toBeNull();
    expect(await me(person.token)).toBeNull();
    expect(await createClient(app.port, fresh).license.list.query()).toHaveLength(1);
  });

  it('[E02] of many requests with a token that is due, exactly one gets the new one', async () => {
    const district = await makeDistrict(app);
    const person = await newcomer(app, district);
    await database.rows('update session set rotate = true where person_id = $1', [person.id]);
    const answers = await Promise.all(Array.from({ length: 12 }, () => call(person.token)));
    expect(answers.filter((answer) => tokenIn(answer) !== null)).toHaveLength(1);
    expect(await me(person.token)).toBeNull();
    const live = await database.value(
      'select count(*)::int from session where person_id = $1 and revoked_at is null',
      [person.id],
    );
    expect(live).toBe(1);
  });
});

describe('ends', () => {
  it('[E03] [SESSION-3] two weeks without use end it; use carries it on', async () => {
    const idle = await signIn(app, freshAddress());
    await pass(idle, '14 days 1 minute');
    expect(await me(idle.token)).toBeNull();

    const busy = await signIn(app, freshAddress());
    await pass(busy, '13 days');
    expect(await me(busy.token)).not.toBeNull();
    await pass(busy, '13 days');
    expect(await me(busy.token)).not.toBeNull();
  });

  it('[E03] [SESSION-3] constant use carries no session past thirty days, and the stored end never passes it', async () => {
    const person = await signIn(app, freshAddress());
    for (let day = 0; day < 29; day += 1) {
      await pass(person, '1 day');
      expect(await me(person.token)).not.toBeNull();
    }
    expect(
      await database.value('select expires_at <= ends_at from session where person_id = $1', [person.id]),
    ).toBe(true);
    await pass(person, '23 hours 59 minutes');
    expect(await me(person.token)).not.toBeNull();
    await pass(person, '2 minutes');
    expect(await me(person.token)).toBeNull();
    expect((await call(person.token, 'invite.inbox')).status).toBe(401);
  });

  it('[SESSION-4] the dashboard asks for a sign-in younger than twelve hours; the app does not', async () => {
    const district = await makeDistrict(app);
    const { admin, licenseId } = district;
    await pass(admin, '11 hours 59 minutes');
    expect(await admin.client.license.list.query()).toHaveLength(1);
    await pass(admin, '2 minutes');
    const again = { code: 'SIGN_IN_AGAIN', details: {} };
    expect(await refusalOf(admin.client.license.list.query())).toEqual(again);
    expect(await refusalOf(admin.client.license.get.query({ licenseId }))).toEqual(again);
    expect(await refusalOf(admin.client.license.readKey.mutate({ licenseId }))).toEqual(again);
    const input = { licenseId, text: 'a@b.example', userType: 'student' as const };
    expect(await refusalOf(admin.client.member.planAdd.mutate(input))).toEqual(again);
    expect((await admin.client.invite.inbox.query()).entries).toEqual([]);
    expect(await me(admin.token)).toMatchObject({ isAdmin: true });
    const fresh = await signIn(app, admin.email);
    expect(await fresh.client.license.list.query()).toHaveLength(1);
  });
});

describe('the list of sessions', () => {
  it('[SESSION-6] shows one’s own by a public id, with this one marked, and ends any of them', async () => {
    const person = await signIn(app, freshAddress());
    const other = await signIn(app, person.email);
    await signIn(app, freshAddress());
    const list = await person.client.account.sessions.query();
    expect(list).toHaveLength(2);
    expect(list.filter(({ current }) => current)).toHaveLength(1);
    for (const token of [person.token, other.token]) expect(JSON.stringify(list)).not.toContain(token);

    const theirs = list.find(({ current }) => !current);
    if (theirs === undefined) throw new Error('no other session');
    await person.client.account.endSession.mutate({ sessionId: theirs.id });
    expect(await me(other.token)).toBeNull();
    expect(await person.client.account.sessions.query()).toHaveLength(1);
    const again = person.client.account.endSession.mutate({ sessionId: theirs.id });
    expect(await refusalOf(again)).toEqual({ code: 'NOT_FOUND', details: { noun: 'session' } });
  });

  it('[SESSION-6] the list says of each when it was last used, however young its sign-in', async () => {
    const person = await signIn(app, freshAddress());
    const other = await signIn(app, person.email);
    await pass(person, '3 hours');
    await me(other.token);
    await signIn(app, person.email);
    const list = await person.client.account.sessions.query();
    const minutesAgo = list.map(({ seenAt }) => (Date.now() - Date.parse(seenAt)) / 60_000);
    expect(minutesAgo.filter((minutes) => minutes < 5)).toHaveLength(3);

    await pass(person, '3 hours');
    const [own, ...unused] = await person.client.account.sessions.query();
    expect(own).toMatchObject({ current: true });
    for (const { seenAt } of unused) expect(Date.now() - Date.parse(seenAt)).toBeGreaterThan(170 * 60_000);
    expect(unused).toHaveLength(2);
  });

  it('[SESSION-6] [A01] somebody else’s session cannot be ended, and looks like none', async () => {
    const person = await signIn(app, freshAddress());
    const thief = await signIn(app, freshAddress());
    const [session] = await person.client.account.sessions.query();
    if (session === undefined) throw new Error('no session');
    const theirs = await refusalOf(thief.client.account.endSession.mutate({ sessionId: session.id }));
    const unknown = thief.client.account.endSession.mutate({ sessionId: randomUUID() as SessionId });
    expect(theirs).toEqual(await refusalOf(unknown));
    expect(await me(person.token)).not.toBeNull();
  });

  it('[SESSION-6] ended and idle sessions are not listed', async () => {
    const person = await signIn(app, freshAddress());
    const old = await signIn(app, person.email);
    await database.rows(
      `update session set expires_at = now() - interval '1 second' where person_id = $1
         and id <> (select id from session where person_id = $1 order by created_at limit 1)`,
      [person.id],
    );
    expect(await me(old.token)).toBeNull();
    expect(await person.client.account.sessions.query()).toHaveLength(1);
  });
});
