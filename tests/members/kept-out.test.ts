import type { SourceKind } from '@rollcall/core/members/sources.ts';
import { linkAddress } from '@rollcall/server/identity/link-address.ts';
import { lockLicense } from '@rollcall/server/license-row/lock-license.ts';
import { admitMembers } from '@rollcall/server/membership/admit-members.ts';
import type { Candidate } from '@rollcall/server/membership/decide-admissions.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import { canonical, makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { addPeople, click, findRow, getRow, newRequest, openKey } from '../_kit/membership.ts';
import { insertAssignment } from '../_kit/sources.ts';
import { type TestServer, withServer } from '../_kit/with-server.ts';

let app: TestServer['app'];
let database: TestServer['database'];
withServer({}, (server) => {
  ({ app, database } = server);
});

/** Adds somebody by name and keeps them out: their row has ended. */
async function keepOut(home: TestDistrict, email: string): Promise<void> {
  await addPeople(home.admin.client, home.licenseId, email);
  const row = await getRow(home.admin.client, home.licenseId, email);
  await home.admin.client.member.exclude.mutate(click(home.licenseId, row));
}

/** What the one way in answers about one person who comes by a source. */
function admit(home: TestDistrict, kind: SourceKind, email: string, more: Partial<Candidate> = {}) {
  const candidate = {
    email: canonical(email),
    shown: email,
    name: null,
    personId: null,
    mode: 'at_once',
    userType: 'student',
    ...more,
  } as const;
  return app.context.db.withTx({ district: home.id }, async (tx) => {
    const license = await lockLicense(tx, home.id, home.licenseId);
    if (license === undefined) throw new Error('no such license');
    const [decided] = await admitMembers(tx, license, {
      candidates: [candidate],
      source: { kind, reference: '' },
      actor: { kind: 'system', job: 'test' },
      addedBy: 'Test',
    });
    return decided?.outcome;
  });
}

const ownWays = ['link', 'key', 'assignment', 'domain', 'ou', 'classroom'] as const;

describe.each(ownWays)('who is kept out does not come by %s', (kind) => {
  it('[SOURCE-5] by the address, another address of the same account, or the account', async () => {
    const home = await makeDistrict(app);
    const person = await signIn(app, home.address('one'));
    const other = home.address('two');
    await linkAddress(app.context, person.id, canonical(other), other);
    await keepOut(home, person.email);
    expect(await admit(home, kind, person.email)).toBe('excluded');
    expect(await admit(home, kind, other)).toBe('excluded');
    expect(await admit(home, kind, home.address('three'), { personId: person.id })).toBe('excluded');
    expect(await findRow(home.admin.client, home.licenseId, other)).toBeNull();
    await expectBooksBalance(database, home.licenseId);
    expect(await admit(home, kind, home.address('somebody-else'))).toBe('added');
  });

  it('[SOURCE-5] by what the other system calls them, under another address', async () => {
    const home = await makeDistrict(app);
    await keepOut(home, home.address('one'));
    await database.rows(`update exclusion set external_ids = '{lms|1|7}' where license_id = $1`, [
      home.licenseId,
    ]);
    expect(await admit(home, kind, home.address('new'), { externalId: 'lms|1|7' })).toBe('excluded');
    expect(await admit(home, kind, home.address('new'), { externalId: 'lms|1|70' })).toBe('added');
  });

  it('[SOURCE-5] an invitation by hand stays one, and joining is how they come', async () => {
    const home = await makeDistrict(app);
    const email = home.address('one');
    await keepOut(home, email);
    await addPeople(home.admin.client, home.licenseId, email);
    expect(await admit(home, kind, email)).toBe('excluded');
    expect(await getRow(home.admin.client, home.licenseId, email)).toMatchObject({
      status: 'invited',
      sources: ['email'],
    });
  });
});

it('[SOURCE-5] who came by a launch is known by registration, deployment and subject from then on', async () => {
  const home = await makeDistrict(app, { type: 'teacher' });
  const email = home.address('one');
  await insertAssignment(database, home);
  await addPeople(home.admin.client, home.licenseId, email);
  const { id } = await getRow(home.admin.client, home.licenseId, email);
  await database.rows(
    `insert into lti_user (district_id, license_id, platform_id, deployment_id, subject, member_id)
     select district_id, license_id, id, '1', 's-7', $2 from lti_platform where license_id = $1`,
    [home.licenseId, id],
  );
  const row = await getRow(home.admin.client, home.licenseId, email);
  await home.admin.client.member.exclude.mutate(click(home.licenseId, row));
  const launched = { externalId: 'https://lms.example|1|s-7' };
  expect(await admit(home, 'assignment', home.address('other'), launched)).toBe('excluded');
  const another = { externalId: 'https://lms.example|2|s-7' };
  expect(await admit(home, 'assignment', home.address('other'), another)).toBe('added');
});

describe('adding by name', () => {
  it.each(['email', 'csv'] as const)('[SOURCE-5] %s overrides that somebody is kept out', async (kind) => {
    const home = await makeDistrict(app);
    await keepOut(home, home.address('one'));
    expect(await admit(home, kind, home.address('one'))).toBe('added');
  });

  it('[SOURCE-5] [KEY-4] the key answers who is kept out as a bad key, and nothing changes', async () => {
    const home = await makeDistrict(app);
    const key = await openKey(home.admin.client, home.licenseId);
    const person = await signIn(app, home.address('one'));
    await keepOut(home, person.email);
    const redeem = () => person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
    expect(await refusalOf(redeem())).toEqual({ code: 'KEY_NOT_ACCEPTED', details: {} });
    expect(await findRow(home.admin.client, home.licenseId, person.email)).toBeNull();
    await home.admin.client.exclusion.allowAgain.mutate({
      licenseId: home.licenseId,
      email: person.email,
      requestId: newRequest(),
    });
    expect((await redeem()).outcome).toBe('added');
  });

  it('[SOURCE-5] who was kept out and is on the licence by hand is told so by the key', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const key = await openKey(home.admin.client, home.licenseId);
    const person = await signIn(app, home.address('one'));
    await keepOut(home, person.email);
    await addPeople(home.admin.client, home.licenseId, person.email);
    const { outcome } = await person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
    expect(outcome).toBe('already_member');
    expect((await getRow(home.admin.client, home.licenseId, person.email)).sources).toEqual(['email']);
  });
});
