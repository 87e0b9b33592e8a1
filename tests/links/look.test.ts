import type { LinkStanding } from '@rollcall/core/links/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { changeLink, joinByLink, type LinkSettings, openLink } from '../_kit/links.ts';
import { newRequest, openKey } from '../_kit/membership.ts';
import { joined, newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

interface Case {
  readonly settings?: Partial<LinkSettings>;
  readonly seats?: number;
  readonly make?: (app: RunningApp, home: TestDistrict) => Promise<TestPerson>;
  /** What happens between opening the link and looking at it. */
  readonly after?: (home: TestDistrict, code: string) => Promise<unknown>;
}

const setTime = (column: string, value: string) => (home: TestDistrict) =>
  database.rows(`update license set ${column} = ${value} where id = $1`, [home.licenseId]);

const cases: Readonly<Record<Exclude<LinkStanding, 'kept_out' | 'no_address'>, Case>> = {
  open: {},
  already_member: { make: joined },
  not_active: { after: setTime('starts_at', "now() + interval '1 day'") },
  switched_off: { after: ({ admin, licenseId }) => changeLink(admin.client, licenseId, { enabled: false }) },
  expired: { after: setTime('link_expires_at', "now() - interval '1 second'") },
  used_up: {
    settings: { maxUses: 1 },
    after: async (home, code) => joinByLink(await newcomer(app, home), code),
  },
  wrong_domain: {
    settings: { audience: 'verified_domains' },
    make: (server) => signIn(server, `${newRequest()}@outside.example`),
  },
  no_seat: { seats: 0 },
};

/** All that a change could show in: the licence's row, its people, and what was told. */
const worldOf = ({ licenseId }: TestDistrict) =>
  database.rows(
    `select to_jsonb(l) as license, (select count(*) from member m where m.license_id = l.id) as members,
      (select count(*) from event e where e.license_id = l.id) as events from license l where l.id = $1`,
    [licenseId],
  );

describe('looking at a link', () => {
  it.each(Object.entries(cases))('[LINK-5] [B17] says %s, and changes nothing', async (standing, one) => {
    const home = await makeDistrict(app, { studentSeats: one.seats ?? 10 });
    const code = await openLink(home.admin.client, home.licenseId, one.settings);
    const person = await (one.make ?? newcomer)(app, home);
    await one.after?.(home, code);
    const before = await worldOf(home);
    for (let times = 0; times < 3; times += 1) {
      const look = await person.client.link.look.query({ code });
      expect(look).toMatchObject({ standing, email: person.email, userType: 'student' });
      expect(look.domains).toEqual(standing === 'wrong_domain' ? [home.domain] : []);
    }
    expect(await worldOf(home)).toEqual(before);
    if (standing === 'open' || standing === 'already_member') return;
    expect(await refusalOf(joinByLink(person, code))).toEqual({
      code: 'LINK_NOT_ACCEPTED',
      details: { reason: standing },
    });
    expect(await worldOf(home)).toEqual(before);
  });

  it('[LINK-5] [D08] says to an account without an address that there is none to put on a list', async () => {
    const home = await makeDistrict(app);
    const code = await openLink(home.admin.client, home.licenseId);
    const person = await newcomer(app, home);
    await database.rows('delete from person_email where person_id = $1', [person.id]);
    const look = await person.client.link.look.query({ code });
    expect(look).toMatchObject({ standing: 'no_address', email: null });
    expect((await refusalOf(joinByLink(person, code))).details).toEqual({ reason: 'no_address' });
    // Whom another system knows by something else may be on the license already.
    const member = await joined(app, home);
    await database.rows('delete from person_email where person_id = $1', [member.id]);
    expect(await member.client.link.look.query({ code })).toMatchObject({ standing: 'already_member' });
    expect(await joinByLink(member, code)).toMatchObject({ outcome: 'already_member' });
  });

  it('[LINK-5] somebody who reserves a seat by an invite can join where no other seat is free', async () => {
    const home = await makeDistrict(app, { studentSeats: 1 });
    const code = await openLink(home.admin.client, home.licenseId);
    const person = await newcomer(app, home);
    await home.admin.client.member.planAdd
      .mutate({ licenseId: home.licenseId, text: person.email, userType: 'student' })
      .then(({ digest }) =>
        home.admin.client.member.add.mutate({
          licenseId: home.licenseId,
          text: person.email,
          userType: 'student',
          digest,
          requestId: newRequest(),
        }),
      );
    expect(await person.client.link.look.query({ code })).toMatchObject({ standing: 'open' });
    expect(await joinByLink(person, code)).toMatchObject({ outcome: 'converted' });
  });
});

const unknown = { code: 'LINK_NOT_ACCEPTED', details: { reason: 'unknown' } };

describe('a link that is none', () => {
  it('[B15] [B06] [LINK-5] unknown, replaced, mistyped and a key answer alike, to looking and to joining', async () => {
    const { licenseId, admin, address } = await makeDistrict(app);
    const key = await openKey(admin.client, licenseId);
    const replaced = await openLink(admin.client, licenseId);
    await admin.client.link.rotate.mutate({ licenseId, requestId: newRequest() });
    const person = await signIn(app, address('guesser'));
    for (const code of ['L-0000-0000-0000-0000-0000', 'nonsense', key, replaced]) {
      expect(await refusalOf(person.client.link.look.query({ code }))).toEqual(unknown);
      expect(await refusalOf(joinByLink(person, code))).toEqual(unknown);
    }
  });

  it('[B06] a link is no key', async () => {
    const { licenseId, admin, address } = await makeDistrict(app);
    await openKey(admin.client, licenseId);
    const code = await openLink(admin.client, licenseId);
    const person = await signIn(app, address('swapper'));
    for (const key of [code, code.slice(2)]) {
      const redeem = person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
      expect(await refusalOf(redeem)).toEqual({ code: 'KEY_NOT_ACCEPTED', details: {} });
    }
  });

  it('[B14] is throttled per person; the true link costs no tries', async () => {
    const { licenseId, admin, address } = await makeDistrict(app);
    const code = await openLink(admin.client, licenseId);
    const person = await signIn(app, address('guesser'));
    for (let times = 0; times < 12; times += 1) await person.client.link.look.query({ code });
    const guess = () => refusalOf(person.client.link.look.query({ code: 'L-0000-0000-0000-0000-0000' }));
    for (let times = 0; times < 10; times += 1) expect(await guess()).toEqual(unknown);
    expect((await guess()).code).toBe('THROTTLED');
    // Another person behind the same network goes on.
    const other = await signIn(app, address('other'));
    expect(await other.client.link.look.query({ code })).toMatchObject({ standing: 'open' });
  });
});
