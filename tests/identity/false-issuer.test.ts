import { randomUUID } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { signIn } from '../_kit/district.ts';
import {
  answerOf,
  type Claims,
  type FalseIssuer,
  startFalseIssuer,
  type TokenPlan,
} from '../_kit/false-issuer.ts';
import { rawRequest } from '../_kit/http.ts';
import { IssuerBrowser } from '../_kit/issuer-browser.ts';

let app: RunningApp;
let database: TestDatabase;
let issuer: FalseIssuer;
let other: FalseIssuer;
let some: FalseIssuer;
let google: FalseIssuer;
beforeAll(async () => {
  issuer = await startFalseIssuer();
  other = await startFalseIssuer('other');
  some = await startFalseIssuer('some', ['trusted.example']);
  google = await startFalseIssuer('google', 'google');
  app = await startApp({
    demo: true,
    signInIssuers: [issuer.settings, other.settings, some.settings],
    google: {
      issuer: google.settings,
      directoryRoot: 'http://127.0.0.1/',
      classroomRoot: 'http://127.0.0.1/',
    },
  });
  database = openDatabase();
});
beforeEach(() => {
  issuer.answers.clear();
  issuer.asked.length = 0;
});
afterAll(async () => {
  await app.stop();
  await issuer[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
  await some[Symbol.asyncDispose]();
  await google[Symbol.asyncDispose]();
  await database.end();
});

const fresh = () => `f${randomUUID().slice(0, 8)}@people.example`;

/** Comes back from the issuer, which says what is planned. */
async function come(plan: Partial<TokenPlan>, browser = new IssuerBrowser(app)) {
  issuer.plan = { signedBy: 'own', claims: {}, ...plan };
  const { url } = await browser.beginSignIn('false');
  return { browser, ...(await browser.comeBack(answerOf(url))) };
}

const people = () =>
  database.value<number>('select count(*)::int from identity where issuer = $1', [issuer.settings.issuer]);
const refusals = async () => {
  await app.context.refusals.flush();
  return database.value<number>(
    `select coalesce(sum(count), 0)::int from security_event where kind = 'issuer_answer'`,
  );
};

describe('an issuer whose word cannot be believed', () => {
  it('[SIGNIN-1] is believed when everything is right', async () => {
    const { place, browser } = await come({
      claims: { sub: randomUUID(), name: 'Ana', email: fresh(), email_verified: true },
    });
    expect(place).toBe('/app/');
    expect(await browser.me()).toMatchObject({ name: 'Ana' });
  });

  const now = Math.floor(Date.now() / 1_000);
  it.each<[string, Partial<TokenPlan>]>([
    ['a nonce of another sign-in', { claims: { sub: 'x', nonce: 'another' } }],
    ['no nonce', { claims: { sub: 'x', nonce: undefined } }],
    ['another audience', { claims: { sub: 'x', aud: 'somebody-else' } }],
    [
      'another audience too, and no say who it is for',
      { claims: { sub: 'x', aud: ['rollcall', 'else'], azp: 'else' } },
    ],
    ['another issuer', { claims: { sub: 'x', iss: 'https://accounts.google.com' } }],
    ['a token of long ago', { claims: { sub: 'x', iat: now - 9_000, exp: now - 600 } }],
    ['no subject', { claims: {} }],
    ['an empty subject', { claims: { sub: '' } }],
    ['a subject that is too long', { claims: { sub: 'x'.repeat(256) } }],
    ['a key that is not its own', { claims: { sub: 'x' }, signedBy: 'other' }],
    ['no signature', { claims: { sub: 'x' }, signedBy: 'nobody' }],
    ['a signature with what both know', { claims: { sub: 'x' }, signedBy: 'secret' }],
  ])('[SIGNIN-1] [SIGNIN-3] %s: refused, counted, and nobody is made', async (_what, plan) => {
    const before = { people: await people(), refusals: await refusals() };
    const { place, browser } = await come(plan);
    expect(place).toBe('/app/?sign-in=not_accepted');
    expect(await browser.me()).toBeNull();
    expect(await people()).toBe(before.people);
    expect(await refusals()).toBeGreaterThan(before.refusals);
  });

  it('[SIGNIN-3] [D03] is down, sends elsewhere, or answers nonsense: said, and nothing is kept', async () => {
    issuer.answers.set('/token', (response) => response.writeHead(503).end());
    expect((await come({ claims: { sub: 'x' } })).place).toBe('/app/?sign-in=unreachable');
    issuer.answers.set('/token', (response) => response.destroy());
    expect((await come({ claims: { sub: 'x' } })).place).toBe('/app/?sign-in=unreachable');
    issuer.answers.set('/token', (response) =>
      response.writeHead(307, { location: `${other.settings.issuer}/token` }).end(),
    );
    other.asked.length = 0;
    expect((await come({ claims: { sub: 'x' } })).place).toBe('/app/?sign-in=not_accepted');
    expect(other.asked).toEqual([]);
    issuer.answers.set('/token', (response) =>
      response.setHeader('content-type', 'application/json').end('{'),
    );
    expect((await come({ claims: { sub: 'x' } })).place).toBe('/app/?sign-in=not_accepted');
    issuer.answers.clear();
    expect((await come({ claims: { sub: randomUUID() } })).place).toBe('/app/');
  });
});

describe('what an issuer says of an address', () => {
  it.each([false, 'true', 1, null, undefined, {}])('[B03] email_verified %j claims nothing', async (said) => {
    const email = fresh();
    const { browser, place } = await come({ claims: { sub: randomUUID(), email, email_verified: said } });
    expect(place).toBe('/app/');
    expect(await browser.me()).toMatchObject({ emails: [] });
    const owner = await signIn(app, fresh());
    const claim = await come({ claims: { sub: randomUUID(), email: owner.email, email_verified: said } });
    expect(claim.place).toBe('/app/?sign-in=prove_mailbox');
    expect(await claim.browser.me()).toBeNull();
  });

  /** Comes back from the one of these that says the address to be verified. */
  async function said(by: FalseIssuer, claims: Claims) {
    by.plan = { claims: { email_verified: true, ...claims }, signedBy: 'own' };
    const browser = new IssuerBrowser(app);
    const { url } = await browser.beginSignIn(by.settings.key);
    return { browser, ...(await browser.comeBack(answerOf(url))) };
  }
  const local = () => `s${randomUUID().slice(0, 8)}`;

  it.each([
    ['its own domain', () => some, '@trusted.example', undefined],
    ['Gmail', () => google, '@gmail.com', undefined],
    ['the account’s Workspace', () => google, '@lakeview.example', 'lakeview.example'],
  ])('[SIGNIN-5] of %s is believed', async (_what, by, domain, hd) => {
    const email = `${local()}${domain}`;
    const { browser, place } = await said(by(), { sub: randomUUID(), email, hd });
    expect(place).toBe('/app/');
    expect(await browser.me()).toMatchObject({ emails: [email] });
  });

  it.each([
    ['another domain', () => some, '@people.example', undefined],
    ['a mailbox elsewhere', () => google, '@lakeview.example', undefined],
    ['another Workspace', () => google, '@lakeview.example', 'riverbend.example'],
  ])('[SIGNIN-5] of %s is proved by a code, and then theirs', async (_what, by, domain, hd) => {
    const email = `${local()}${domain}`;
    const sub = randomUUID();
    const { browser, place } = await said(by(), { sub, email, hd });
    expect(place).toBe('/app/?sign-in=prove_mailbox');
    expect(await browser.me()).toBeNull();
    expect(await database.rows('select 1 from person_email where email = $1', [email])).toEqual([]);
    const { demoCode: code } = await browser.call<{ demoCode: string }>(
      'account.sendIdentityCode',
      'mutation',
    );
    await browser.call('account.proveIdentity', 'mutation', { code });
    const me = await browser.me();
    expect(me).toMatchObject({ emails: [email] });
    const again = await said(by(), { sub, email: `${local()}${domain}`, hd });
    expect(again.place).toBe('/app/');
    expect(await again.browser.me()).toMatchObject({ personId: me?.personId, emails: [email] });
  });

  it('[B03] a subject that two issuers use is two people', async () => {
    const sub = randomUUID();
    const one = await (await come({ claims: { sub } })).browser.me();
    other.plan = { claims: { sub }, signedBy: 'own' };
    const browser = new IssuerBrowser(app);
    const { url } = await browser.beginSignIn('other');
    await browser.comeBack(answerOf(url));
    expect((await browser.me())?.personId).not.toBe(one?.personId);
  });

  it('[B10] [B11] an address that is none, and odd names, are as good as none', async () => {
    const { place, browser } = await come({
      claims: {
        sub: randomUUID(),
        email: 'Ａna@exa mple',
        email_verified: true,
        name: 'admin@district.example\u0000 \u202e'.repeat(20),
      },
    });
    expect(place).toBe('/app/');
    const me = await browser.me();
    expect(me?.emails).toEqual([]);
    expect(me?.name.length).toBeLessThanOrEqual(200);
  });
});

describe('what comes back', () => {
  it('[SIGNIN-1] [D02] of a sign-in that this browser did not begin is refused, also with the other’s own code', async () => {
    issuer.plan = { claims: { sub: randomUUID() }, signedBy: 'own' };
    const mallory = new IssuerBrowser(app);
    const { url } = await mallory.beginSignIn('false');
    const back = answerOf(url);
    const victim = new IssuerBrowser(app);
    expect((await victim.comeBack(back)).place).toBe('/app/?sign-in=expired');
    await victim.beginSignIn('false');
    expect((await victim.comeBack(back)).place).toBe('/app/?sign-in=expired');
    expect(await victim.me()).toBeNull();
    expect((await mallory.comeBack(back)).place).toBe('/app/');
    expect((await mallory.comeBack(back)).place).toBe('/app/?sign-in=expired');
  });

  it('[SIGNIN-1] from an issuer that was not asked is refused', async () => {
    const browser = new IssuerBrowser(app);
    const { url } = await browser.beginSignIn('false');
    issuer.plan = { claims: { sub: randomUUID() }, signedBy: 'own' };
    const back = answerOf(url, { iss: other.settings.issuer });
    expect((await browser.comeBack(back)).place).toBe('/app/?sign-in=not_accepted');
  });

  it('[B06] with a made-up, cut or swapped half of the state is refused', async () => {
    const browser = new IssuerBrowser(app);
    const { url } = await browser.beginSignIn('false');
    const sealed = browser.cookies.get('rollcall-handshake') ?? '';
    for (const bad of ['', 'x', sealed.slice(0, -3), `${sealed.slice(0, 20)}A${sealed.slice(21)}`]) {
      browser.cookies.set('rollcall-handshake', bad);
      expect((await browser.comeBack(answerOf(url))).place).toBe('/app/?sign-in=expired');
    }
    browser.cookies.set('rollcall-identity', sealed);
    await expect(browser.call('account.sendIdentityCode', 'mutation')).rejects.toThrow('CODE_EXPIRED');
    expect(issuer.asked).not.toContain('/token');
  });

  it('[E02] replaces the session that the browser had, of whomever', async () => {
    const before = await signIn(app, fresh());
    const browser = new IssuerBrowser(app, before.token);
    await come({ claims: { sub: randomUUID() } }, browser);
    expect((await browser.me())?.personId).not.toBe(before.id);
    expect(await new IssuerBrowser(app, before.token).me()).toBeNull();
  });

  it('[D02] only as a GET of our own host, and is kept by no cache', async () => {
    const path = '/auth/callback?state=x&code=y';
    const statuses = {
      foreign: await rawRequest(app.port, { path, headers: { host: 'evil.example' } }),
      origin: await rawRequest(app.port, { path, headers: { origin: 'https://evil.example' } }),
      post: await rawRequest(app.port, {
        path,
        method: 'POST',
        headers: { origin: `http://127.0.0.1:${app.port}` },
      }),
      own: await rawRequest(app.port, { path }),
    };
    expect(Object.fromEntries(Object.entries(statuses).map(([name, { status }]) => [name, status]))).toEqual({
      foreign: 403,
      origin: 403,
      post: 404,
      own: 303,
    });
    expect(statuses.own.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  it('[SESSION-7] the cookies of it are out of reach of scripts and of other hosts', async () => {
    await using secure = await startApp({
      publicOrigins: ['https://rollcall.example'],
      signInIssuers: [issuer.settings],
    });
    const answer = await rawRequest(secure.port, {
      method: 'POST',
      path: '/api/account.beginSignIn',
      headers: {
        host: 'rollcall.example',
        origin: 'https://rollcall.example',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ issuer: 'false', returnTo: '/app/' }),
    });
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-rollcall-handshake=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(answer.body).toContain(encodeURIComponent('https://rollcall.example/auth/callback'));
  });
});
