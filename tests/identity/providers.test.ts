import { randomUUID } from 'node:crypto';
import { type CanonicalEmail, canonicalEmail } from '@rollcall/core/emails.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import {
  mailboxIssuer,
  type PresentedIdentity,
  signInWithIdentity,
} from '@rollcall/server/identity/sign-in-with-identity.ts';
import { describe, expect, it } from 'vitest';
import { createClient, refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { addPeople, getRow, newRequest, openKey, standingOf } from '../_kit/membership.ts';
import { newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({ demo: true }, (server) => {
  ({ app, database } = server);
});

function canonical(email: string): CanonicalEmail {
  const result = canonicalEmail(email);
  if (!result.ok) throw new Error(result.reason);
  return result.email;
}

/** Somebody whom a made-up provider presents. */
function presented(email: string | null, change: Partial<PresentedIdentity> = {}): PresentedIdentity {
  return {
    issuer: 'https://idp.example',
    subject: randomUUID(),
    name: 'Somebody',
    email: email === null ? null : canonical(email),
    emailShown: email ?? '',
    emailVerified: true,
    ...change,
  };
}

async function personOf(identity: PresentedIdentity): Promise<PersonId> {
  const result = await signInWithIdentity(app.context, identity);
  if (result.kind !== 'person') throw new Error(result.kind);
  return result.personId;
}

async function clientOf(person: PersonId) {
  return createClient(app.port, await app.context.sessions.start(person, 'code', 'test'));
}

const addressesOf = async (person: PersonId) =>
  (
    await database.rows<{ email: string }>('select email from person_email where person_id = $1 order by 1', [
      person,
    ])
  ).map((row) => row.email);

const freshAddress = () => `p${randomUUID().slice(0, 8)}@people.example`;

describe('what a provider says about an address', () => {
  it('[B03] verified and nobody’s: the address is theirs, by issuer and subject ever after', async () => {
    const identity = presented(freshAddress());
    const person = await personOf(identity);
    expect(await addressesOf(person)).toEqual([identity.email]);
    expect(await personOf({ ...identity, name: 'Renamed' })).toBe(person);
    expect(await personOf({ ...identity, subject: randomUUID(), email: null })).not.toBe(person);
    expect(await personOf({ ...identity, issuer: 'https://other-idp.example', email: null })).not.toBe(
      person,
    );
  });

  it.each([false, undefined, null, 'true', 1, {}])(
    '[B03] [B01] said to be verified with %j: nothing is claimed, and no invite is seen',
    async (emailVerified) => {
      const district = await makeDistrict(app);
      const email = district.address('invited');
      await addPeople(district.admin.client, district.licenseId, email);
      const identity = presented(email, { emailVerified: emailVerified as boolean });
      const person = await personOf(identity);
      expect(await addressesOf(person)).toEqual([]);

      const client = await clientOf(person);
      expect((await client.invite.inbox.query()).entries).toEqual([]);
      const { id: memberId } = await getRow(district.admin.client, district.licenseId, email);
      const answer = () => ({ memberId, requestId: newRequest() });
      const refused = { code: 'NOT_FOUND', details: { noun: 'invite' } };
      expect(await refusalOf(client.invite.join.mutate(answer()))).toEqual(refused);
      expect(await refusalOf(client.invite.dismiss.mutate(answer()))).toEqual(refused);
      expect(await refusalOf(client.invite.decline.mutate({ ...answer(), reason: null }))).toEqual(refused);
      const owner = await signIn(app, email);
      expect(await standingOf(owner, district.licenseId)).toMatchObject({ state: 'invited', popUp: true });
    },
  );

  it('[B03] [R7] verified but another person’s: no session, no merge, nothing moves', async () => {
    const owner = await signIn(app, freshAddress());
    const before = await database.value('select count(*)::int from identity where person_id = $1', [
      owner.id,
    ]);
    for (const emailVerified of [true, false]) {
      const thief = presented(owner.email, { emailVerified });
      expect(await signInWithIdentity(app.context, thief)).toEqual({
        kind: 'prove_mailbox',
        email: owner.email,
      });
      expect(await signInWithIdentity(app.context, thief)).toEqual({
        kind: 'prove_mailbox',
        email: owner.email,
      });
      const known = await database.rows('select 1 from identity where subject = $1', [thief.subject]);
      expect(known).toEqual([]);
    }
    expect(await database.value('select count(*)::int from identity where person_id = $1', [owner.id])).toBe(
      before,
    );
    expect(await addressesOf(owner.id)).toEqual([owner.email]);
  });

  it('[B03] [B12] somebody whose provider now says another person’s address still signs in, and takes nothing', async () => {
    const owner = await signIn(app, freshAddress());
    const identity = presented(freshAddress());
    const person = await personOf(identity);
    for (const emailVerified of [true, false]) {
      const moved = { ...identity, email: canonical(owner.email), emailShown: owner.email, emailVerified };
      expect(await personOf(moved)).toBe(person);
    }
    expect(await addressesOf(person)).toEqual([identity.email]);
    expect(await addressesOf(owner.id)).toEqual([owner.email]);
  });

  it('[B03] [ADDR-5] a code to the address links it to whoever entered the code, and to nobody who has it not', async () => {
    const email = freshAddress();
    const person = await personOf(presented(email, { emailVerified: false }));
    const client = await clientOf(person);
    const { demoCode } = await client.account.requestAddressCode.mutate({ email });
    await client.account.addAddress.mutate({ email, code: demoCode ?? '' });
    expect(await addressesOf(person)).toEqual([email]);

    const other = await clientOf(await personOf(presented(null)));
    const second = await other.account.requestAddressCode.mutate({ email });
    const taking = other.account.addAddress.mutate({ email, code: second.demoCode ?? '' });
    expect(await refusalOf(taking)).toEqual({ code: 'ADDRESS_TAKEN', details: {} });
    expect(await addressesOf(person)).toEqual([email]);
  });

  it('[R7] one provider’s subject cannot stand in for our own mailboxes', async () => {
    const owner = await signIn(app, freshAddress());
    const pretender = presented(null, { subject: owner.email });
    expect(await personOf(pretender)).not.toBe(owner.id);
    const near = presented(null, { issuer: `${mailboxIssuer} `, subject: owner.email });
    expect(await personOf(near)).not.toBe(owner.id);
  });

  it('[B03] ten first sign-ins at once are one person', async () => {
    const identity = presented(freshAddress());
    const people = await Promise.all(Array.from({ length: 10 }, () => personOf(identity)));
    expect(new Set(people).size).toBe(1);
    const named = await database.value<number>(
      `select count(*)::int from person p where p.name = 'Somebody'
         and not exists (select 1 from identity i where i.person_id = p.id)`,
    );
    expect(named).toBe(0);
  });

  it('[B03] two people who bring one address at once: one gets it', async () => {
    const email = freshAddress();
    const settled = await Promise.allSettled(
      Array.from({ length: 6 }, () => signInWithIdentity(app.context, presented(email))),
    );
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
    const owners = await database.rows('select person_id from person_email where email = $1', [email]);
    expect(owners).toHaveLength(1);
  });
});

describe('names', () => {
  it('[B11] a name that is somebody’s address blocks and impersonates nobody', async () => {
    const district = await makeDistrict(app);
    const victim = await newcomer(app, district);
    const pretender = await personOf(presented(null, { name: victim.email }));
    const client = await clientOf(pretender);
    await addPeople(district.admin.client, district.licenseId, victim.email);
    expect((await client.invite.inbox.query()).entries).toEqual([]);
    expect(await client.account.me.query()).toMatchObject({ name: victim.email, emails: [] });
    const again = await signIn(app, victim.email);
    expect(again.id).toBe(victim.id);
    const key = await openKey(district.admin.client, district.licenseId);
    const redeeming = client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
    expect((await refusalOf(redeeming)).code).toBe('KEY_NOT_ACCEPTED');
    expect(await standingOf(again, district.licenseId)).toMatchObject({ state: 'invited' });
  });

  it.each([
    ['nothing', ''],
    ['blanks', '  \t'],
    ['too much', 'n'.repeat(5_000)],
    ['NUL', 'A\u0000B'],
    ['half a sign', '\ud800'],
  ])('[D06] a provider’s name of %s keeps nobody out', async (_what, name) => {
    const identity = presented(freshAddress(), { name });
    const client = await clientOf(await personOf(identity));
    const me = await client.account.me.query();
    expect(me?.name.length).toBeGreaterThan(0);
    expect(me?.name.length).toBeLessThanOrEqual(200);
  });
});
