import { randomUUID } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { signIn } from '../_kit/district.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { IssuerBrowser } from '../_kit/issuer-browser.ts';
import { signInAtSandbox, useSandbox, type Visitor } from '../_kit/sandbox.ts';

const sandbox = useSandbox();
let app: RunningApp;
let database: TestDatabase;
beforeAll(async () => {
  app = await startApp(envOfSandbox(sandbox()));
  database = openDatabase();
});
afterAll(async () => {
  await app.stop();
  await database.end();
});

const fresh = () => `x${randomUUID().slice(0, 8)}@people.example`;

/** A new account of a Workspace: of those that the demo has, other tests have made people already. */
function googleAccount(givenName: string, familyName: string): string {
  const email = `x${randomUUID().slice(0, 8)}@riverbend.example`;
  return sandbox().control.addPerson({ email, givenName, familyName }).email;
}

/** A new account at the other issuer: also of one address there can be several. */
function otherAccount(email: string, emailVerified?: boolean): Visitor {
  const said = emailVerified === undefined ? {} : { emailVerified };
  return { account: email, accountId: sandbox().control.addOtherAccount({ email, ...said }) };
}

async function throughOther(email: string, emailVerified?: boolean) {
  return backFrom(new IssuerBrowser(app), 'other', otherAccount(email, emailVerified));
}

async function backFrom(browser: IssuerBrowser, issuer: string, visitor: Visitor) {
  const { url } = await browser.beginSignIn(issuer);
  const returned = await browser.comeBack(await signInAtSandbox(url, visitor));
  return { browser, ...returned };
}

const identitiesOf = (email: string) =>
  database.value<number>(
    `select count(*)::int from identity i join person_email e using (person_id) where e.email = $1 and i.issuer like 'http%'`,
    [email],
  );

describe('signing in with another issuer', () => {
  it('[SIGNIN-1] offers what is set up, and nothing where nothing is', async () => {
    const { issuers } = await new IssuerBrowser(app).call<{ issuers: unknown }>(
      'account.signInOptions',
      'query',
    );
    expect(issuers).toEqual([
      { key: 'google', label: 'Google' },
      { key: 'other', label: 'Another provider' },
    ]);
    await using bare = await startApp();
    expect(await new IssuerBrowser(bare).call('account.signInOptions', 'query')).toEqual({ issuers: [] });
    await expect(new IssuerBrowser(bare).beginSignIn('google')).rejects.toThrow('INVALID_INPUT');
  });

  it('[SIGNIN-1] [E02] signs in with Google, as the same person each time, with a session of its own', async () => {
    const account = googleAccount('Petra', 'Rao');
    const browser = new IssuerBrowser(app);
    const first = await backFrom(browser, 'google', { account });
    expect(first).toMatchObject({ status: 303, place: '/app/' });
    const me = await browser.me();
    expect(me).toMatchObject({ name: 'Petra Rao', emails: [account] });
    const before = browser.cookies.get('rollcall') ?? '';
    await backFrom(browser, 'google', { account });
    expect(browser.cookies.get('rollcall')).not.toBe(before);
    expect(await browser.me()).toMatchObject({ personId: me?.personId });
    expect(await new IssuerBrowser(app, before).me()).toBeNull();
    expect(
      await database.value('select count(*)::int from session where person_id = $1 and source = $2', [
        me?.personId,
        'oidc',
      ]),
    ).toBe(2);
  });

  it('[SIGNIN-2] comes back to the page that was asked for, and to no other host', async () => {
    const browser = new IssuerBrowser(app);
    const { url } = await browser.beginSignIn('google', '/admin/licenses/1/add?x=1');
    const back = await signInAtSandbox(url, { account: googleAccount('Paul', 'Reed') });
    expect((await browser.comeBack(back)).place).toBe('/admin/licenses/1/add?x=1');
    await expect(browser.beginSignIn('google', '//evil.example')).rejects.toThrow('INVALID_INPUT');
  });

  it('[SIGNIN-3] ends with a sentence and nothing else where consent is refused', async () => {
    const browser = new IssuerBrowser(app);
    const { url } = await browser.beginSignIn('google', '/admin/');
    const back = await signInAtSandbox(url, { account: 'dana.whitfield@riverbend.example', refuses: true });
    expect(await browser.comeBack(back)).toEqual({ status: 303, place: '/admin/?sign-in=denied' });
    expect(await browser.me()).toBeNull();
  });
});

describe('an address that is somebody’s', () => {
  it.each([true, false, undefined])(
    '[B03] email_verified %j: nothing is merged until a code to it is entered',
    async (said) => {
      const owner = await signIn(app, fresh());
      const account = otherAccount(owner.email, said);
      const { browser, place } = await backFrom(new IssuerBrowser(app), 'other', account);
      expect(place).toBe('/app/?sign-in=prove_mailbox');
      expect(await browser.me()).toBeNull();
      expect(await identitiesOf(owner.email)).toBe(0);

      const sent = await browser.call<{ email: string; issuer: string; demoCode: string }>(
        'account.sendIdentityCode',
        'mutation',
      );
      expect(sent).toMatchObject({ email: owner.email, issuer: 'Another provider' });
      const wrong = sent.demoCode === '000000' ? '000001' : '000000';
      await expect(browser.call('account.proveIdentity', 'mutation', { code: wrong })).rejects.toThrow(
        'CODE_NOT_ACCEPTED',
      );
      expect(await browser.me()).toBeNull();

      await browser.call('account.proveIdentity', 'mutation', { code: sent.demoCode });
      expect(await browser.me()).toMatchObject({ personId: owner.id });
      expect(await identitiesOf(owner.email)).toBe(1);
      const again = await backFrom(new IssuerBrowser(app), 'other', account);
      expect(again.place).toBe('/app/');
      expect(await again.browser.me()).toMatchObject({ personId: owner.id });
    },
  );

  it('[B03] the code is good for this identity in this browser only, and a code for signing in is none', async () => {
    const owner = await signIn(app, fresh());
    const { browser } = await throughOther(owner.email, true);
    const { browser: another } = await throughOther(owner.email, true);
    const { demoCode: code } = await browser.call<{ demoCode: string }>(
      'account.sendIdentityCode',
      'mutation',
    );
    await expect(another.call('account.proveIdentity', 'mutation', { code })).rejects.toThrow(
      'CODE_NOT_ACCEPTED',
    );
    await expect(new IssuerBrowser(app).call('account.proveIdentity', 'mutation', { code })).rejects.toThrow(
      'CODE_EXPIRED',
    );
    const signInCode = await another.call<{ demoCode: string }>('account.requestCode', 'mutation', {
      email: owner.email,
    });
    await expect(
      another.call('account.proveIdentity', 'mutation', { code: signInCode.demoCode }),
    ).rejects.toThrow('CODE_NOT_ACCEPTED');
    expect(await identitiesOf(owner.email)).toBe(0);
  });

  it('[B12] a new account at the same issuer under a known address is a stranger', async () => {
    const email = fresh();
    const account = otherAccount(email, true);
    const first = await backFrom(new IssuerBrowser(app), 'other', account);
    const known = await first.browser.me();
    const stranger = await throughOther(email, true);
    expect(stranger.place).toBe('/app/?sign-in=prove_mailbox');
    expect(await stranger.browser.me()).toBeNull();
    expect(await identitiesOf(email)).toBe(1);
    const again = await backFrom(new IssuerBrowser(app), 'other', account);
    expect((await again.browser.me())?.personId).toBe(known?.personId);
  });

  it('[B03] an address that is not verified and nobody’s is not kept', async () => {
    const email = fresh();
    const { browser, place } = await throughOther(email, false);
    expect(place).toBe('/app/');
    expect(await browser.me()).toMatchObject({ emails: [] });
    expect(await database.rows('select 1 from person_email where email = $1', [email])).toEqual([]);
  });
});
