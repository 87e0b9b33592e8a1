import { randomUUID } from 'node:crypto';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { sealPendingIdentity } from '@rollcall/server/identity/pending-identity.ts';
import { appRouter } from '@rollcall/server/router.ts';
import { ensureConnected, ensureOtherLicense } from './connected.ts';
import { insertConnection } from './connection-row.ts';
import type { TestDistrict, TestPerson } from './district.ts';
import { canonical, signIn } from './district.ts';
import { domainCalls } from './domain-calls.ts';
import { putDomainOn, switchDomains } from './domains.ts';
import { featureCalls } from './feature-calls.ts';
import { IssuerBrowser } from './issuer-browser.ts';
import { changeLink, joinByLink, openLink, openToAll } from './links.ts';
import { lmsCalls } from './lms-calls.ts';
import { addPeople, click, getRow, inviteOf, newRequest, openKey } from './membership.ts';
import { confirmAndFinish, startSelection, waitForRun } from './runs.ts';

/** Every procedure of the API, as the router itself lists them. */
export const procedures: readonly { readonly name: string; readonly type: 'query' | 'mutation' }[] =
  Object.entries(
    // At run time they are one flat record; the type nests them by noun.
    appRouter._def.procedures as unknown as Record<string, { _def: { type: 'query' | 'mutation' } }>,
  ).map(([name, procedure]) => ({ name, type: procedure._def.type }));

/** What a call may name, and what another district has of the same kind. */
export type IdField =
  | 'licenseId'
  | 'memberId'
  | 'sessionId'
  | 'commentId'
  | 'runId'
  | 'domainId'
  | 'platformId'
  | 'assignmentId'
  | 'ticket'
  | 'beside';

export interface ReadyCall {
  /** Undefined where the procedure takes none. */
  readonly input: Readonly<Record<string, unknown>> | undefined;
  readonly token: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One valid call of a procedure: what it needs is made first, in the given district. */
export type ValidCall = (app: RunningApp, home: TestDistrict) => Promise<ReadyCall>;

/** A person with an address in the district that nothing has happened to yet. */
export async function newcomer(app: RunningApp, home: TestDistrict): Promise<TestPerson> {
  return signIn(app, home.address(`n${randomUUID().slice(0, 8)}`));
}

export async function invited(app: RunningApp, home: TestDistrict): Promise<TestPerson> {
  const person = await newcomer(app, home);
  await addPeople(home.admin.client, home.licenseId, person.email);
  return person;
}

export async function joined(app: RunningApp, home: TestDistrict): Promise<TestPerson> {
  const person = await invited(app, home);
  const memberId = await inviteOf(person, home.licenseId);
  await person.client.invite.join.mutate({ memberId, requestId: newRequest() });
  return person;
}

export async function declined(app: RunningApp, home: TestDistrict): Promise<TestPerson> {
  const person = await invited(app, home);
  const memberId = await inviteOf(person, home.licenseId);
  await person.client.invite.decline.mutate({ memberId, requestId: newRequest(), reason: null });
  return person;
}

/** Proves that another mailbox is the person's. Of a server in demo mode, which hands out its codes. */
export async function proveAddress(person: TestPerson, email: string): Promise<void> {
  const { demoCode } = await person.client.account.requestAddressCode.mutate({ email });
  await person.client.account.addAddress.mutate({ email, code: demoCode ?? '' });
}

export async function comment(person: TestPerson): Promise<string> {
  return (await person.client.document.addComment.mutate({ text: 'a comment' })).id;
}

/** A code for a fresh mailbox; the server is in demo mode, where the page shows it. */
async function codeFor(person: TestPerson | null, app: RunningApp, home: TestDistrict) {
  const asker = person ?? home.admin;
  const email = home.address(`c${randomUUID().slice(0, 8)}`);
  const sent =
    person === null
      ? await asker.client.account.requestCode.mutate({ email })
      : await asker.client.account.requestAddressCode.mutate({ email });
  if (sent.demoCode === null) throw new Error(`A server in demo mode shows its codes (port ${app.port})`);
  return { email, code: sent.demoCode };
}

const asAdmin =
  (input?: (home: TestDistrict) => Readonly<Record<string, unknown>>): ValidCall =>
  async (_app, home) => ({ input: input?.(home), token: home.admin.token });

const asNewcomer =
  (
    input?: (person: TestPerson, app: RunningApp, home: TestDistrict) => Promise<Record<string, unknown>>,
  ): ValidCall =>
  async (app, home) => {
    const person = await newcomer(app, home);
    return { input: await input?.(person, app, home), token: person.token };
  };

const onRow =
  (make: (app: RunningApp, home: TestDistrict) => Promise<TestPerson>): ValidCall =>
  async (app, home) => {
    const { email } = await make(app, home);
    const row = await getRow(home.admin.client, home.licenseId, email);
    return { input: click(home.licenseId, row), token: home.admin.token };
  };

const onMember =
  (more: () => Readonly<Record<string, unknown>>): ValidCall =>
  async (app, home) => {
    const { licenseId, admin } = home;
    const row = await getRow(admin.client, licenseId, (await joined(app, home)).email);
    return { input: { licenseId, memberId: row.id, ...more() }, token: admin.token };
  };

/** A run that takes somebody off, planned and waiting. */
export async function planned(app: RunningApp, home: TestDistrict): Promise<RunView> {
  const { email } = await invited(app, home);
  const run = await startSelection(home.admin, home.licenseId, { verb: 'remove', emails: [email] });
  return waitForRun(home.admin, run, ['planned']);
}

/** A confirmed run that stays where it is: held for an hour, and behind all others of its licence. */
export async function queued(app: RunningApp, home: TestDistrict): Promise<RunView> {
  const run = await planned(app, home);
  await app.context.db.withSystemTx((tx) =>
    tx
      .updateTable('run')
      .set({
        state: 'queued',
        confirmed_at: new Date('2999-01-01'),
        lease_until: new Date(Date.now() + 3_600_000),
      })
      .where((where) => where.and({ district_id: home.id, license_id: home.licenseId, id: run.id }))
      .execute(),
  );
  return run;
}

const onRun =
  (
    make: (app: RunningApp, home: TestDistrict) => Promise<RunView>,
    more: (run: RunView) => Readonly<Record<string, unknown>> = () => ({ requestId: newRequest() }),
  ): ValidCall =>
  async (app, home) => {
    const run = await make(app, home);
    return { input: { licenseId: home.licenseId, runId: run.id, ...more(run) }, token: home.admin.token };
  };

const onInvite =
  (more: Readonly<Record<string, unknown>> = {}): ValidCall =>
  async (app, home) => {
    const person = await invited(app, home);
    const memberId = await inviteOf(person, home.licenseId);
    return { input: { memberId, requestId: newRequest(), ...more }, token: person.token };
  };

const onDocument =
  (input?: (person: TestPerson) => Promise<Record<string, unknown>>): ValidCall =>
  async (app, home) => {
    const person = await joined(app, home);
    return { input: await input?.(person), token: person.token };
  };

const asDemoPerson: ValidCall = async (app) => {
  const host = `dana.localhost:${app.port}`;
  return { input: undefined, token: null, headers: { host, origin: `http://${host}` } };
};

/** Somebody whose browser comes back from another issuer with an address that has to be proved. */
const pendingIdentity =
  (input?: (browser: IssuerBrowser) => Promise<Readonly<Record<string, unknown>>>): ValidCall =>
  async (app, home) => {
    const email = canonical(home.address(`i${randomUUID().slice(0, 8)}`));
    const known = { issuer: 'https://idp.example', subject: randomUUID(), name: 'Somebody' };
    const identity = { ...known, email, emailShown: email, emailVerified: true };
    const browser = new IssuerBrowser(app);
    browser.cookies.set('rollcall-identity', sealPendingIdentity(app.context, { identity, label: 'Other' }));
    const cookie = `rollcall-identity=${browser.cookies.get('rollcall-identity')}`;
    return { input: await input?.(browser), token: null, headers: { cookie } };
  };

/** A licence of the district that follows something. Of a server with a sandbox. */
const onConnection =
  (
    source: SyncSource,
    input: (place: { licenseId: string; source: SyncSource }) => Readonly<Record<string, unknown>> = (
      place,
    ) => place,
  ): ValidCall =>
  async (app, home) => {
    const { licenseId, admin } = await ensureConnected(app, home, source);
    return { input: input({ licenseId, source }), token: admin.token };
  };

const listed = { filter: {}, sort: 'added', order: 'descending' };
const pasted = { text: 'somebody@example.org', userType: 'student' };

/** Every procedure of the API by name. One that is missing here fails the suite (SPEC A01). */
export const validCalls: Readonly<Record<string, ValidCall>> = {
  'account.me': asAdmin(),
  'account.requestCode': async (_app, home) => ({
    input: { email: home.address('code') },
    token: null,
  }),
  'account.signIn': async (app, home) => ({ input: await codeFor(null, app, home), token: null }),
  'account.signOut': asNewcomer(),
  'account.sessions': asAdmin(),
  'account.endSession': asNewcomer(async (person, app) => {
    const other = await signIn(app, person.email);
    const sessions = await other.client.account.sessions.query();
    return { sessionId: sessions.find((session) => session.current)?.id };
  }),
  'account.requestAddressCode': asNewcomer(async (_person, _app, home) => ({
    email: home.address(`a${randomUUID().slice(0, 8)}`),
  })),
  'account.addAddress': asNewcomer((person, app, home) => codeFor(person, app, home)),
  'account.signInOptions': asAdmin(),
  'account.beginSignIn': async () => ({ input: { issuer: 'other', returnTo: '/app/' }, token: null }),
  'account.sendIdentityCode': pendingIdentity(),
  'account.proveIdentity': pendingIdentity(async (browser) => ({
    code: (await browser.call<{ demoCode: string }>('account.sendIdentityCode', 'mutation')).demoCode,
  })),
  'audit.list': asAdmin(({ licenseId }) => ({ licenseId, filter: {} })),
  'audit.actors': asAdmin(({ licenseId }) => ({ licenseId })),
  'connection.get': onConnection('ou'),
  'connection.begin': asAdmin(({ licenseId }) => ({
    licenseId,
    source: 'ou',
    timeZone: 'Europe/Berlin',
    requestId: newRequest(),
  })),
  'connection.test': onConnection('ou'),
  'connection.ouTree': onConnection('ou', ({ source: _source, ...place }) => place),
  'connection.countPeople': onConnection('ou', ({ source: _source, ...place }) => ({
    ...place,
    requestId: newRequest(),
  })),
  'connection.courses': onConnection('classroom', ({ source: _source, ...place }) => place),
  'connection.notSeated': onConnection('ou'),
  'connection.pause': onConnection('ou', (place) => ({ ...place, pause: null, requestId: newRequest() })),
  'connection.disconnect': onConnection('ou', (place) => ({ ...place, requestId: newRequest() })),
  'demo.people': asDemoPerson,
  'demo.sandbox': asDemoPerson,
  'demo.signIn': asDemoPerson,
  'document.comments': async (app, home) => {
    const person = await joined(app, home);
    await comment(person);
    return { input: undefined, token: person.token };
  },
  'document.addComment': onDocument(async () => ({ text: 'a comment' })),
  'document.removeComment': onDocument(async (person) => ({ commentId: await comment(person) })),
  'document.begin': onDocument(async () => ({ feature: 'exportDocument' })),
  'exclusion.list': asAdmin((home) => ({ licenseId: home.licenseId })),
  'exclusion.allowAgain': asAdmin((home) => ({
    licenseId: home.licenseId,
    email: home.address('kept-out'),
    requestId: newRequest(),
  })),
  ...featureCalls({ invited, joined }),
  ...lmsCalls,
  'invite.inbox': async (app, home) => ({ input: undefined, token: (await invited(app, home)).token }),
  'invite.join': onInvite(),
  'invite.decline': onInvite({ reason: null }),
  'invite.dismiss': onInvite(),
  'license.list': asAdmin(),
  'license.get': asAdmin(({ licenseId }) => ({ licenseId })),
  'license.history': asAdmin(({ licenseId }) => ({ licenseId, days: 30 })),
  'license.readKey': asAdmin(({ licenseId }) => ({ licenseId })),
  ...domainCalls({ newcomer }),
  'domainWide.get': asAdmin(({ licenseId }) => ({ licenseId })),
  'domainWide.notSeated': asAdmin(({ licenseId }) => ({ licenseId })),
  // On a licence of its own: whoever verifies an address of the domain later is on it at once.
  'domainWide.stop': async (app, home) => {
    const wide = await ensureOtherLicense(app, home, 'district');
    await putDomainOn(app, wide);
    const { licenseId, domainId, admin } = wide;
    return { input: { licenseId, domainId, requestId: newRequest() }, token: admin.token };
  },
  'run.planDomains': async (app, home) => {
    const wide = await ensureOtherLicense(app, home, 'district');
    await switchDomains(app, wide);
    const { licenseId, domainId, admin } = wide;
    const domains = [{ domainId, userType: 'student' }];
    return { input: { licenseId, domains, requestId: newRequest() }, token: admin.token };
  },
  'license.rotateKey': asAdmin(({ licenseId }) => ({ licenseId, requestId: newRequest() })),
  'license.setKey': asAdmin(({ licenseId }) => ({
    licenseId,
    requestId: newRequest(),
    enabled: true,
    userType: 'student',
  })),
  'licenseKey.redeem': asNewcomer(async (_person, _app, home) => ({
    key: await openKey(home.admin.client, home.licenseId),
    requestId: newRequest(),
  })),
  'link.get': async (app, home) => {
    const { admin, licenseId } = home;
    await joinByLink(await newcomer(app, home), await openLink(admin.client, licenseId));
    return { input: { licenseId }, token: admin.token };
  },
  'link.readCode': async (_app, { admin, licenseId }) => {
    await changeLink(admin.client, licenseId);
    return { input: { licenseId }, token: admin.token };
  },
  'link.change': asAdmin(({ licenseId }) => ({ licenseId, requestId: newRequest(), ...openToAll })),
  'link.rotate': asAdmin(({ licenseId }) => ({ licenseId, requestId: newRequest() })),
  'link.look': asNewcomer(async (_person, _app, { admin, licenseId }) => ({
    code: await openLink(admin.client, licenseId),
  })),
  'link.join': asNewcomer(async (_person, _app, { admin, licenseId }) => ({
    code: await openLink(admin.client, licenseId),
    requestId: newRequest(),
  })),
  'member.list': asAdmin(({ licenseId }) => ({ licenseId, ...listed })),
  'member.places': asAdmin(({ licenseId }) => ({ licenseId, ...listed })),
  'member.choices': asAdmin(({ licenseId }) => ({ licenseId })),
  'member.typeSuspects': asAdmin(({ licenseId }) => ({ licenseId })),
  'mail.ofMember': onMember(() => ({})),
  'mail.standing': asAdmin(({ licenseId }) => ({ licenseId })),
  'member.panel': onMember(() => ({})),
  'member.planAdd': asAdmin(({ licenseId }) => ({ licenseId, ...pasted })),
  'member.add': async (_app, { admin, licenseId, address }) => {
    const input = { licenseId, text: address(`m${randomUUID().slice(0, 8)}`), userType: 'student' } as const;
    const { digest } = await admin.client.member.planAdd.mutate(input);
    return { input: { ...input, digest, requestId: newRequest() }, token: admin.token };
  },
  'member.remove': onRow(joined),
  'member.exclude': onRow(joined),
  'member.withdraw': onRow(invited),
  'member.remind': onRow(invited),
  'member.reinvite': onRow(declined),
  'run.list': async (app, home) => {
    await planned(app, home);
    return { input: { licenseId: home.licenseId }, token: home.admin.token };
  },
  'run.get': onRun(planned, () => ({})),
  'run.returns': onRun(planned, () => ({})),
  'run.rows': onRun(planned, () => ({ which: 'plan', outcomes: [] })),
  'run.startSelection': async (app, home) => {
    const row = await getRow(home.admin.client, home.licenseId, (await joined(app, home)).email);
    return {
      input: {
        licenseId: home.licenseId,
        verb: 'change_type',
        selection: { kind: 'some', memberIds: [row.id] },
        userType: 'teacher',
        requestId: newRequest(),
      },
      token: home.admin.token,
    };
  },
  'run.confirm': onRun(planned, (run) => ({ digest: run.plan?.digest, requestId: newRequest() })),
  'run.discard': onRun(planned),
  'run.replan': onRun(planned),
  'run.cancel': onRun(queued),
  'run.planSync': async (app, home) => {
    await insertConnection(app, home, 'ou');
    const selection = { source: 'ou', units: [{ id: 'pupils', userType: 'student' }] };
    return {
      input: { licenseId: home.licenseId, selection, requestId: newRequest() },
      token: home.admin.token,
    };
  },
  'run.syncNow': async (app, home) => {
    await insertConnection(app, home, 'ou', true);
    return {
      input: { licenseId: home.licenseId, source: 'ou', requestId: newRequest() },
      token: home.admin.token,
    };
  },
  'run.undo': onRun(async (app, home) => confirmAndFinish(home.admin, await planned(app, home))),
};
