import { randomUUID } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import { domainWideIsOn } from '@rollcall/server/license-row/domain-wide.ts';
import { ensureDomain } from '@rollcall/server/vendor/create-domain.ts';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { idOfDomain, putDomainOn, switchDomains } from '../_kit/domains.ts';
import { addPeople, click, findRow, getRow, newRequest, standingOf } from '../_kit/membership.ts';
import { confirmAndFinish, undoRun, waitForRun } from '../_kit/runs.ts';
import { proveAddress } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({ demo: true }, (server) => {
  ({ app, database } = server);
});

const plan = (home: TestDistrict, userType: 'student' | 'teacher' = 'student') =>
  home.admin.client.run.planDomains.mutate({
    licenseId: home.licenseId,
    domains: [{ domainId: idOfDomain(home), userType }],
    requestId: newRequest(),
  });
const rowOf = (home: TestDistrict, person: Pick<TestPerson, 'email'>) =>
  findRow(home.admin.client, home.licenseId, person.email);
const newcomer = (home: TestDistrict) => signIn(app, home.address(`n${randomUUID().slice(0, 8)}`));
/** As if the person had last been here on an earlier day, which the next request finds. */
async function nextDay(person: TestPerson): Promise<void> {
  await database.rows(`update session set seen_at = seen_at - interval '1 day' where person_id = $1`, [
    person.id,
  ]);
  await person.client.invite.inbox.query();
}

describe('domain-wide deployment', () => {
  it('[DOMAIN-6] puts the existing accounts on the licence as a run, after its plan was confirmed', async () => {
    const home = await makeDistrict(app);
    const [pupil, member] = [await newcomer(home), await newcomer(home)];
    const stranger = await signIn(app, `x@x${home.domain}`);
    await addPeople(home.admin.client, home.licenseId, member.email);
    await switchDomains(app, home);
    const planned = await waitForRun(home.admin, await plan(home), ['planned']);
    expect(planned).toMatchObject({
      kind: 'domain_add',
      total: 3,
      plan: { outcomes: { added: 2, converted: 1 } },
    });
    expect(await rowOf(home, pupil)).toBeNull();
    await confirmAndFinish(home.admin, planned);
    expect(await rowOf(home, pupil)).toMatchObject({
      status: 'accepted',
      sources: ['domain'],
      userType: 'student',
    });
    expect((await rowOf(home, member))?.sources.toSorted()).toEqual(['domain', 'email']);
    expect(await rowOf(home, stranger)).toBeNull();
    const { domains } = await home.admin.client.domainWide.get.query({ licenseId: home.licenseId });
    expect(domains).toMatchObject([{ name: home.domain, state: 'verified', userType: 'student', people: 3 }]);
  });

  it('[DOMAIN-6] undone, takes off whom it added, and the domain with them', async () => {
    const home = await makeDistrict(app);
    const pupil = await newcomer(home);
    const run = await putDomainOn(app, home);
    await undoRun(home.admin, run);
    expect(await rowOf(home, pupil)).toBeNull();
    await nextDay(pupil);
    expect(await rowOf(home, pupil)).toBeNull();
    const { domains } = await home.admin.client.domainWide.get.query({ licenseId: home.licenseId });
    expect(domains).toMatchObject([{ userType: null, people: 0 }]);
  });

  it('[DOMAIN-7] puts new people on the licence the moment they have verified an address', async () => {
    const home = await makeDistrict(app);
    await putDomainOn(app, home, 'teacher');
    const person = await newcomer(home);
    expect(await rowOf(home, person)).toMatchObject({
      status: 'accepted',
      sources: ['domain'],
      userType: 'teacher',
    });
    expect(await standingOf(person, home.licenseId)).toMatchObject({ state: 'accepted' });
  });

  it('[DOMAIN-7] does so for an address that somebody adds to the account they have', async () => {
    const home = await makeDistrict(app);
    await putDomainOn(app, home);
    const person = await signIn(app, `p${randomUUID().slice(0, 8)}@private.example`);
    const email = home.address('added');
    await proveAddress(person, email);
    expect(await rowOf(home, { email })).toMatchObject({ status: 'accepted', sources: ['domain'] });
  });

  it.each([
    ['subdomains that are not chosen themselves', (domain: string) => `sub.${domain}`],
    ['domains that only end alike', (domain: string) => `not-${domain}`],
    ['domains that only begin alike', (domain: string) => `${domain}.evil.example`],
  ])('[B16] [DOMAIN-7] leaves out %s', async (_, outside) => {
    const home = await makeDistrict(app);
    await putDomainOn(app, home);
    const person = await signIn(app, `p@${outside(home.domain)}`);
    expect(await rowOf(home, person)).toBeNull();
  });

  it('[B16] [DOMAIN-7] lets in nobody who only says that an address of the domain is theirs', async () => {
    const home = await makeDistrict(app);
    await putDomainOn(app, home);
    const person = await signIn(app, `p@not-${home.domain}`);
    await person.client.account.requestAddressCode.mutate({ email: home.address('claimed') });
    expect(await findRow(home.admin.client, home.licenseId, home.address('claimed'))).toBeNull();
    expect(await rowOf(home, person)).toBeNull();
  });

  it('[DOMAIN-7] [C03] is one seat for who is in several domains', async () => {
    const home = await makeDistrict(app);
    const name = `second-${home.domain}`;
    const second = await app.context.db.withSystemTx((tx) => ensureDomain(tx, home.id, name));
    const person = await newcomer(home);
    await proveAddress(person, `other@${name}`);
    await switchDomains(app, home);
    const { licenseId } = home;
    const domains = [idOfDomain(home), second.id].map((domainId) => ({
      domainId,
      userType: 'student' as const,
    }));
    const run = await home.admin.client.run.planDomains.mutate({
      licenseId,
      domains: domains as Parameters<typeof home.admin.client.run.planDomains.mutate>[0]['domains'],
      requestId: newRequest(),
    });
    const done = await confirmAndFinish(home.admin, run);
    expect(done.outcomes).toEqual({ added: 2, already_member: 1 });
    const { license } = await home.admin.client.license.get.query({ licenseId });
    expect(license.counts.student.accepted).toBe(2);
  });

  it('[DOMAIN-7] names who found no seat, and gives them one when they come again and there is one', async () => {
    const home = await makeDistrict(app, { studentSeats: 1 });
    await putDomainOn(app, home);
    const person = await newcomer(home);
    expect(await rowOf(home, person)).toBeNull();
    const waiting = () => home.admin.client.domainWide.notSeated.query({ licenseId: home.licenseId });
    expect((await waiting()).people).toMatchObject([
      { email: person.email, place: home.domain, why: 'no_seat' },
    ]);
    await database.rows('update license set student_seats = 2 where id = $1', [home.licenseId]);
    await nextDay(person);
    expect(await rowOf(home, person)).toMatchObject({ status: 'accepted' });
    expect((await waiting()).people).toEqual([]);
  });

  it('[DOMAIN-7] names whom the run itself found no seat for', async () => {
    const home = await makeDistrict(app, { studentSeats: 1 });
    await newcomer(home);
    const run = await putDomainOn(app, home);
    expect(run.outcomes).toEqual({ added: 1, no_seat: 1 });
    const standing = await home.admin.client.domainWide.get.query({ licenseId: home.licenseId });
    expect(standing.notSeated).toBe(1);
  });
});

describe('who was taken off', () => {
  const remove = async (home: TestDistrict, person: TestPerson) => {
    const row = await getRow(home.admin.client, home.licenseId, person.email);
    const { licenseId } = home;
    const panel = await home.admin.client.member.panel.query({ licenseId, memberId: row.id });
    await home.admin.client.member.remove.mutate(click(licenseId, row));
    return panel;
  };

  it('[DOMAIN-8] [SOURCE-3] comes back with the first use of a later day, as the panel says', async () => {
    const home = await makeDistrict(app);
    await putDomainOn(app, home);
    const person = await newcomer(home);
    const { removal, sources } = await remove(home, person);
    expect(removal).toEqual({ ends: [], wouldComeBackBy: ['domain'], mayComeBackBy: [] });
    expect(sources).toMatchObject([{ kind: 'domain', reference: home.domain }]);
    await person.client.invite.inbox.query();
    expect(await rowOf(home, person)).toBeNull();
    await nextDay(person);
    expect(await rowOf(home, person)).toMatchObject({ status: 'accepted', sources: ['domain'] });
  });

  it('[DOMAIN-8] does not come back when excluded, by run or by coming', async () => {
    const home = await makeDistrict(app);
    await putDomainOn(app, home);
    const person = await newcomer(home);
    const row = await getRow(home.admin.client, home.licenseId, person.email);
    await home.admin.client.member.exclude.mutate(click(home.licenseId, row));
    await nextDay(person);
    expect(await rowOf(home, person)).toBeNull();
    const done = await confirmAndFinish(home.admin, await plan(home));
    expect(done.outcomes).toEqual({ already_member: 1, excluded: 1 });
    expect(await rowOf(home, person)).toBeNull();
  });

  it('[DOMAIN-8] stays off by each of their addresses, whichever of them was on the list', async () => {
    const home = await makeDistrict(app);
    const person = await signIn(app, `p${randomUUID().slice(0, 8)}@private.example`);
    const email = home.address('second');
    await addPeople(home.admin.client, home.licenseId, person.email);
    const row = await getRow(home.admin.client, home.licenseId, person.email);
    await home.admin.client.member.exclude.mutate(click(home.licenseId, row));
    await proveAddress(person, email);
    const done = await putDomainOn(app, home);
    expect(done.outcomes).toEqual({ added: 1, excluded: 1 });
    await nextDay(person);
    expect(await rowOf(home, { email })).toBeNull();
    expect(await rowOf(home, person)).toBeNull();
  });

  it('[DOMAIN-8] [SYNC-9] stays off also where the address that was on the list is theirs no more', async () => {
    const home = await makeDistrict(app);
    const person = await signIn(app, `p${randomUUID().slice(0, 8)}@private.example`);
    const email = home.address('second');
    await addPeople(home.admin.client, home.licenseId, person.email);
    const row = await getRow(home.admin.client, home.licenseId, person.email);
    await home.admin.client.member.exclude.mutate(click(home.licenseId, row));
    await proveAddress(person, email);
    await database.rows('delete from person_email where email = $1', [person.email]);
    const done = await putDomainOn(app, home);
    expect(done.outcomes).toEqual({ added: 1, excluded: 1 });
    await nextDay(person);
    expect(await rowOf(home, { email })).toBeNull();
  });

  const ends: readonly (readonly [string, (home: TestDistrict) => Promise<unknown>])[] = [
    ['the vendor has switched it off', (home) => switchDomains(app, home, false)],
    [
      'the domain is left out',
      ({ admin, licenseId, ...home }) =>
        admin.client.domainWide.stop.mutate({
          licenseId,
          domainId: idOfDomain({ admin, licenseId, ...home }),
          requestId: newRequest(),
        }),
    ],
    [
      'the domain’s proof is lost',
      (home) => database.rows('update domain set lost_at = now() where id = $1', [home.domainId]),
    ],
  ];
  it.each(ends)(
    '[DOMAIN-5] [DOMAIN-8] stays for ever where %s, and nobody else is touched',
    async (_, end) => {
      const home = await makeDistrict(app);
      await putDomainOn(app, home);
      const [stays, goes] = [await newcomer(home), await newcomer(home)];
      await end(home);
      expect((await remove(home, goes)).removal).toEqual({
        ends: ['domain'],
        wouldComeBackBy: [],
        mayComeBackBy: [],
      });
      await nextDay(goes);
      await nextDay(stays);
      expect(await rowOf(home, goes)).toBeNull();
      expect(await rowOf(home, stays)).toMatchObject({ status: 'accepted' });
      const late = await newcomer(home);
      expect(await rowOf(home, late)).toBeNull();
    },
  );
});

describe('what has to be so', () => {
  it('[DOMAIN-5] [METHOD-3] switched on by the vendor, for District licences', async () => {
    const home = await makeDistrict(app);
    const off = { code: 'METHOD_NOT_AVAILABLE', details: { method: 'domain', reason: 'domain_wide_is_off' } };
    expect(await refusalOf(plan(home))).toEqual(off);
    const place = { districtId: home.id, licenseId: home.licenseId };
    const isOn = () => app.context.db.withTx({ district: home.id }, (tx) => domainWideIsOn(tx, place));
    expect(await isOn()).toBe(false);
    await switchDomains(app, home);
    expect(await isOn()).toBe(true);
    const school = await makeDistrict(app, { type: 'school' });
    await expect(switchDomains(app, school)).rejects.toMatchObject({ reason: 'district_license_only' });
  });

  it('[DOMAIN-4] [DOMAIN-6] a domain whose proof holds: not one that waits, was lost, or is another’s', async () => {
    const [home, other] = [await makeDistrict(app), await makeDistrict(app)];
    await switchDomains(app, home);
    const refused = { code: 'NOT_FOUND', details: { noun: 'domain' } };
    const foreign = home.admin.client.run.planDomains.mutate({
      licenseId: home.licenseId,
      domains: [{ domainId: idOfDomain(other), userType: 'student' }],
      requestId: newRequest(),
    });
    expect(await refusalOf(foreign)).toEqual(refused);
    const planned = await waitForRun(home.admin, await plan(home), ['planned']);
    await database.rows('update domain set lost_at = now() where id = $1', [home.domainId]);
    expect(await refusalOf(plan(home))).toEqual(refused);
    const confirm = home.admin.client.run.confirm.mutate({
      licenseId: home.licenseId,
      runId: planned.id,
      digest: planned.plan?.digest ?? '',
      requestId: newRequest(),
    });
    expect(await refusalOf(confirm)).toEqual(refused);
  });
});
