import { canonicalEmail } from '@rollcall/core/emails.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { linkAddress } from '@rollcall/server/identity/link-address.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { changeLink, joinByLink, openLink, readLinkCode } from '../_kit/links.ts';
import { click, findRow, getRow, newRequest } from '../_kit/membership.ts';
import { declined, invited, joined, newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const usesOf = async ({ admin, licenseId }: Awaited<ReturnType<typeof makeDistrict>>) =>
  (await admin.client.link.get.query({ licenseId })).uses;

describe('joining by the link', () => {
  it.each([
    ['nobody', newcomer, 'added'],
    ['invited', invited, 'converted'],
    ['declined', declined, 'converted'],
  ] as const)('[LINK-2] [INVITE-2] whoever was %s is accepted at once', async (_was, make, outcome) => {
    const home = await makeDistrict(app);
    const code = await openLink(home.admin.client, home.licenseId);
    const person = await make(app, home);
    expect(await joinByLink(person, code)).toMatchObject({ outcome });
    const row = await getRow(home.admin.client, home.licenseId, person.email);
    expect(row).toMatchObject({ status: 'accepted', userType: 'student' });
    expect(row.sources).toContain('link');
    expect(await usesOf(home)).toBe(1);
    await expectBooksBalance(database, home.licenseId);
  });

  it('[LINK-3] gives the user type that the admin set, in any spelling of the code', async () => {
    const { licenseId, admin, address } = await makeDistrict(app);
    const code = await openLink(admin.client, licenseId, { userType: 'teacher' });
    const person = await signIn(app, address('typist'));
    await joinByLink(person, ` ${code.toLowerCase().replaceAll('-', ' ')}`);
    expect(await getRow(admin.client, licenseId, person.email)).toMatchObject({ userType: 'teacher' });
  });

  it('[LINK-2] [SOURCE-1] holds somebody who is on the license already as well, and counts no use', async () => {
    const home = await makeDistrict(app);
    const code = await openLink(home.admin.client, home.licenseId);
    const person = await joined(app, home);
    expect(await joinByLink(person, code)).toMatchObject({ outcome: 'already_member' });
    const row = await getRow(home.admin.client, home.licenseId, person.email);
    expect(row.sources).toEqual(['email', 'link']);
    expect(await usesOf(home)).toBe(0);
    // Where the link is closed, there is nothing to add.
    await changeLink(home.admin.client, home.licenseId, { enabled: false });
    const other = await joined(app, home);
    expect(await joinByLink(other, code)).toMatchObject({ outcome: 'already_member' });
    expect((await getRow(home.admin.client, home.licenseId, other.email)).sources).toEqual(['email']);
  });

  it('[LINK-4] [ACCESS-4] whoever has several addresses appears under one that the link is for', async () => {
    const { licenseId, admin, address, domain } = await makeDistrict(app);
    const person = await signIn(app, `private-${newRequest()}@home.example`);
    const addresses = [`first-${newRequest()}@club.example`, address('pupil')];
    for (const shown of addresses) {
      const parsed = canonicalEmail(shown);
      if (!parsed.ok) throw new Error(parsed.reason);
      await linkAddress(app.context, person.id, parsed.email, parsed.shown);
    }
    const code = await openLink(admin.client, licenseId, {
      audience: 'named_domains',
      domains: ['CLUB.example'],
    });
    await joinByLink(person, code);
    expect(await findRow(admin.client, licenseId, addresses[0] ?? '')).toMatchObject({ status: 'accepted' });
    const other = await makeDistrict(app);
    expect(other.domain).not.toBe(domain);
    await joinByLink(person, await openLink(other.admin.client, other.licenseId));
    expect(await findRow(other.admin.client, other.licenseId, person.email)).not.toBeNull();
  });

  it('[LINK-3] [I3] [C01] never more join than it is for, however many press at once, and pressing again is no use', async () => {
    const home = await makeDistrict(app);
    const code = await openLink(home.admin.client, home.licenseId, { maxUses: 5 });
    const people = await Promise.all(Array.from({ length: 20 }, () => newcomer(app, home)));
    const requests = people.map((person) => ({ person, requestId: newRequest() }));
    const answers = await Promise.allSettled(
      requests.flatMap(({ person, requestId }) => [
        person.client.link.join.mutate({ code, requestId }),
        person.client.link.join.mutate({ code, requestId }),
      ]),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const link = await home.admin.client.link.get.query({ licenseId: home.licenseId });
    expect(link).toMatchObject({ uses: 5, hindrance: 'used_up' });
    expect(link.arrivals).toHaveLength(5);
    await expectBooksBalance(database, home.licenseId);
    const late = await newcomer(app, home);
    expect(await refusalOf(joinByLink(late, code))).toEqual({
      code: 'LINK_NOT_ACCEPTED',
      details: { reason: 'used_up' },
    });
  });

  it('[LINK-3] more uses let it go on; switched on anew, it counts from there', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const code = await openLink(admin.client, licenseId, { maxUses: 1 });
    await joinByLink(await newcomer(app, home), code);
    await changeLink(admin.client, licenseId, { maxUses: 2 });
    expect(await admin.client.link.get.query({ licenseId })).toMatchObject({ uses: 1, hindrance: null });
    await changeLink(admin.client, licenseId, { enabled: false, maxUses: 2 });
    await changeLink(admin.client, licenseId, { maxUses: 2 });
    const link = await admin.client.link.get.query({ licenseId });
    expect(link).toMatchObject({ uses: 0, hindrance: null, arrivals: [] });
    expect(await readLinkCode(admin.client, licenseId)).toBe(code);
  });

  it('[LINK-3] a new link ends the old one at once, and begins anew', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const old = await openLink(admin.client, licenseId);
    await joinByLink(await newcomer(app, home), old);
    await admin.client.link.rotate.mutate({ licenseId, requestId: newRequest() });
    const code = await readLinkCode(admin.client, licenseId);
    expect(code).not.toBe(old);
    const person = await newcomer(app, home);
    expect((await refusalOf(joinByLink(person, old))).details).toEqual({ reason: 'unknown' });
    await joinByLink(person, code);
    expect(await usesOf(home)).toBe(1);
  });

  it('[LINK-3] an end that is over and a name that is no school’s domain are refused, and nothing changes', async () => {
    const { admin, licenseId } = await makeDistrict(app);
    const change = (settings: Parameters<typeof changeLink>[2]) =>
      refusalOf(changeLink(admin.client, licenseId, settings));
    expect(await change({ expiresAt: '2020-01-01T00:00:00Z' })).toEqual({
      code: 'INVALID_INPUT',
      details: { issues: [{ path: 'expiresAt', message: 'is_over' }] },
    });
    expect(await change({ audience: 'named_domains' })).toEqual({
      code: 'INVALID_INPUT',
      details: { issues: [{ path: 'domains', message: 'no_domain' }] },
    });
    expect(await change({ audience: 'named_domains', domains: ['gmail.com'] })).toEqual({
      code: 'DOMAIN_NOT_ACCEPTED',
      details: { reason: 'free_mail' },
    });
    const link = await admin.client.link.get.query({ licenseId });
    expect(link).toMatchObject({ enabled: false, openedAt: null, hindrance: 'switched_off' });
    expect(await admin.client.link.readCode.mutate({ licenseId })).toBeNull();
  });

  it('[LINK-6] the board has who came since it was opened, and they can be taken off', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const code = await openLink(admin.client, licenseId);
    const people = [await newcomer(app, home), await newcomer(app, home)];
    for (const person of people) await joinByLink(person, code);
    const board = await admin.client.link.get.query({ licenseId });
    expect(board.arrivals.map(({ email }) => email)).toEqual(people.map(({ email }) => email).reverse());
    const [latest] = board.arrivals;
    if (latest === undefined) throw new Error('nobody is on the board');
    const { memberId, seq } = latest;
    await admin.client.member.remove.mutate({ licenseId, memberId, seq, requestId: newRequest() });
    const after = await admin.client.link.get.query({ licenseId });
    expect(after.arrivals.map(({ email }) => email)).toEqual([people[0]?.email]);
    // What was used stays used: whoever was taken off can come again, and is another use.
    expect(after.uses).toBe(2);
  });

  it('[LINK-7] [SOURCE-5] whoever is kept out is told so and does not come back', async () => {
    const home = await makeDistrict(app);
    const { admin, licenseId } = home;
    const code = await openLink(admin.client, licenseId);
    const person = await newcomer(app, home);
    await joinByLink(person, code);
    await admin.client.member.exclude.mutate(
      click(licenseId, await getRow(admin.client, licenseId, person.email)),
    );
    expect((await refusalOf(joinByLink(person, code))).details).toEqual({ reason: 'kept_out' });
    expect(await findRow(admin.client, licenseId, person.email)).toBeNull();
  });
});
