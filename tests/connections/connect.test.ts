import { googleScopes } from '@rollcall/core/sync/sync-source.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { refusalOf } from '../_kit/client.ts';
import {
  beginConnection,
  connect,
  riverbendAdmin as dana,
  grantsOf,
  placeAfter,
  standingOf,
  testOf,
} from '../_kit/connected.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { IssuerBrowser } from '../_kit/issuer-browser.ts';
import { newRequest } from '../_kit/membership.ts';
import { signInAtSandbox, useSandbox } from '../_kit/sandbox.ts';

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

const [orgUnits = '', users = ''] = googleScopes.ou;

describe('connecting', () => {
  it('[SYNC-8] [SYNC-10] keeps an authorisation, sealed, and says how it stands', async () => {
    const home = await makeDistrict(app);
    expect(await standingOf(home, 'ou')).toEqual({ hindrance: null, connection: null });
    expect(await connect(app, home, 'ou', { account: dana })).toBe(placeAfter(home, 'ou', 'connected'));
    const { connection } = await standingOf(home, 'ou');
    expect(connection).toMatchObject({
      accountEmail: dana,
      missingScopes: [],
      state: 'active',
      savedAt: null,
      nextAt: null,
      timeZone: 'Europe/Berlin',
      pause: null,
      running: null,
      heldBack: null,
      vanished: [],
      notSeated: 0,
    });
    const lasts = Date.parse(connection?.lapsesAt ?? '') - Date.parse(connection?.authorisedAt ?? '');
    expect(lasts).toBe(365 * 86_400_000);
    expect(await testOf(home, 'ou')).toMatchObject({ kind: 'works' });
    const [row] = await database.rows<{ token_sealed: Buffer; customer: string }>(
      'select token_sealed, customer from connection where license_id = $1',
      [home.licenseId],
    );
    expect(row?.customer).toMatch(/^C/);
    expect(row?.token_sealed.length).toBeGreaterThan(28);
    expect(
      await database.rows('select type, payload from event where license_id = $1 and type like $2', [
        home.licenseId,
        'sync.%',
      ]),
    ).toEqual([{ type: 'sync.connected', payload: {} }]);
  });

  it('[CONNECT-1] refuses what was not allowed whole, and gives it back', async () => {
    const home = await makeDistrict(app);
    const account = 'sofia.lindqvist@lakeview.example';
    const admin = sandbox()
      .control.searchPeople('lakeview.example', {}, { limit: 1_000, offset: 0 })
      .people.find((person) => person.isAdmin === 1);
    const visitor = { account: admin?.email ?? account, unticks: [users] };
    expect(await connect(app, home, 'ou', visitor)).toBe(placeAfter(home, 'ou', 'missing_scopes'));
    expect((await standingOf(home, 'ou')).connection).toBeNull();
    expect(grantsOf(sandbox(), visitor.account)).toBe(0);
    expect(await connect(app, home, 'ou', { ...visitor, unticks: [], refuses: true })).toBe(
      placeAfter(home, 'ou', 'denied'),
    );
  });

  it('[CONNECT-1] refuses an account that may not read the directory', async () => {
    const home = await makeDistrict(app);
    const account = 'priya.raman@riverbend.example';
    expect(await connect(app, home, 'ou', { account })).toBe(placeAfter(home, 'ou', 'not_allowed'));
    expect((await standingOf(home, 'ou')).connection).toBeNull();
    expect(grantsOf(sandbox(), account)).toBe(0);
  });

  it('[CONNECT-1] is renewed with an account of the same Workspace only', async () => {
    const home = await makeDistrict(app);
    await connect(app, home, 'ou', { account: dana });
    const before = (await standingOf(home, 'ou')).connection;
    const other = sandbox()
      .control.searchPeople('lakeview.example', {}, { limit: 1_000, offset: 0 })
      .people.find((person) => person.isAdmin === 1);
    const place = await connect(app, home, 'ou', { account: other?.email ?? '' });
    expect(place).toBe(placeAfter(home, 'ou', 'other_workspace'));
    expect((await standingOf(home, 'ou')).connection).toEqual(before);
    expect(await testOf(home, 'ou')).toMatchObject({ kind: 'works' });
    expect(await connect(app, home, 'ou', { account: dana })).toBe(placeAfter(home, 'ou', 'connected'));
    const after = (await standingOf(home, 'ou')).connection;
    expect(Date.parse(after?.authorisedAt ?? '')).toBeGreaterThan(Date.parse(before?.authorisedAt ?? ''));
  });

  it('[SYNC-10] renewed with another account, what the former one allowed is given back, unless another license reads with it', async () => {
    const [home, other] = [await makeDistrict(app), await makeDistrict(app)];
    const deputy = 'priya.raman@riverbend.example';
    sandbox().control.setAdmin(deputy, true);
    sandbox().control.revokeGrants(dana);
    await database.rows('delete from connection where account_email = $1', [dana]);
    await connect(app, home, 'ou', { account: dana });
    await connect(app, other, 'ou', { account: dana });
    const kept = grantsOf(sandbox(), dana);
    expect(await connect(app, home, 'ou', { account: deputy })).toBe(placeAfter(home, 'ou', 'connected'));
    expect(grantsOf(sandbox(), dana)).toBe(kept);
    expect(await testOf(other, 'ou')).toMatchObject({ kind: 'works' });
    await connect(app, other, 'ou', { account: deputy });
    expect(grantsOf(sandbox(), dana)).toBe(0);
    for (const place of [home, other]) expect(await testOf(place, 'ou')).toMatchObject({ kind: 'works' });
    sandbox().control.setAdmin(deputy, false);
  });

  it('[METHOD-3] is refused where the method does not fit, is hindered, or nobody could be added', async () => {
    const teacher = await makeDistrict(app, { type: 'teacher' });
    const begin = (home: typeof teacher, source: 'ou' | 'classroom') =>
      refusalOf(
        home.admin.client.connection.begin.mutate({
          licenseId: home.licenseId,
          source,
          timeZone: 'UTC',
          requestId: newRequest(),
        }),
      );
    expect(await begin(teacher, 'ou')).toEqual({
      code: 'METHOD_NOT_AVAILABLE',
      details: { method: 'ou', reason: 'not_for_teacher_license' },
    });
    const home = await makeDistrict(app);
    expect(await begin(home, 'classroom')).toMatchObject({ details: { reason: 'teacher_license_only' } });
    await database.rows('update license set domain_wide_at = now() where id = $1', [home.licenseId]);
    expect(await begin(home, 'ou')).toMatchObject({ details: { method: 'ou', reason: 'domain_wide_is_on' } });
    expect((await standingOf(home, 'ou')).hindrance).toBe('domain_wide_is_on');
    const ended = await makeDistrict(app, {
      startsAt: new Date(Date.now() - 9e9),
      endsAt: new Date(Date.now() - 1_000),
    });
    expect(await begin(ended, 'ou')).toEqual({ code: 'LICENSE_NOT_ACTIVE', details: { phase: 'grace' } });
    await using bare = await startApp();
    const plain = await makeDistrict(bare);
    expect(await begin(plain, 'ou')).toMatchObject({ details: { reason: 'google_not_configured' } });
  });
});

describe('coming back from the consent page', () => {
  it('[D02] is of use only to the browser, the person and the licence that began', async () => {
    const home = await makeDistrict(app);
    const begun = new IssuerBrowser(app, home.admin.token);
    const { url } = await beginConnection(begun, home, 'ou');
    const back = await signInAtSandbox(url, { account: dana });
    const stranger = await makeDistrict(app);
    expect((await new IssuerBrowser(app, home.admin.token).comeBack(back)).place).toBe(
      placeAfter(home, 'ou', 'expired'),
    );
    const other = new IssuerBrowser(app, stranger.admin.token);
    await beginConnection(other, stranger, 'ou');
    expect((await other.comeBack(back)).place).toBe(placeAfter(home, 'ou', 'expired'));
    const takenOver = new IssuerBrowser(app, stranger.admin.token);
    takenOver.cookies.set('rollcall-handshake', begun.cookies.get('rollcall-handshake') ?? '');
    expect((await takenOver.comeBack(back)).place).toBe(placeAfter(home, 'ou', 'expired'));
    expect((await standingOf(stranger, 'ou')).connection).toBeNull();
    expect((await begun.comeBack(back)).place).toBe(placeAfter(home, 'ou', 'connected'));
    expect((await begun.comeBack(back)).place).toBe(placeAfter(home, 'ou', 'expired'));
  });

  it('[D02] [SIGNIN-2] a state that names a page leads nowhere but to pages of ours', async () => {
    for (const state of [
      'connect.x.ou.y',
      'connect.//evil.example.ou.y',
      `connect.${crypto.randomUUID()}.csv.y`,
    ]) {
      const back = new URL(`http://127.0.0.1/auth/callback?code=x&state=${encodeURIComponent(state)}`);
      expect((await new IssuerBrowser(app).comeBack(back)).place).toBe('/app/?sign-in=expired');
    }
  });

  it('[I12] is refused to whoever does not manage the licence any more', async () => {
    const home = await makeDistrict(app);
    const browser = new IssuerBrowser(app, home.admin.token);
    const { url } = await beginConnection(browser, home, 'ou');
    const back = await signInAtSandbox(url, { account: dana });
    await database.rows('delete from license_admin where license_id = $1', [home.licenseId]);
    expect((await browser.comeBack(back)).place).toBe(placeAfter(home, 'ou', 'failed'));
    expect(await database.rows('select 1 from connection where license_id = $1', [home.licenseId])).toEqual(
      [],
    );
  });

  it('[CONNECT-1] asks for no more than the method reads', async () => {
    const home = await makeDistrict(app);
    const { url } = await beginConnection(new IssuerBrowser(app, home.admin.token), home, 'ou');
    const asked = new URL(url).searchParams;
    expect(asked.get('scope')?.split(' ').sort()).toEqual(
      ['email', 'openid', 'profile', orgUnits, users].sort(),
    );
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe(`http://127.0.0.1:${app.port}/auth/callback`);
  });
});
