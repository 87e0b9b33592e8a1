import { googleScopes } from '@rollcall/core/sync/sync-source.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { openUpstream } from '@rollcall/server/connections/access.ts';
import { Secret } from '@rollcall/server/env.ts';
import { SyncFailure } from '@rollcall/server/integrations/upstream.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { refusalOf } from '../_kit/client.ts';
import { connect, riverbendAdmin as dana, grantsOf, standingOf, testOf } from '../_kit/connected.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { newRequest } from '../_kit/membership.ts';
import { useSandbox } from '../_kit/sandbox.ts';

const sandbox = useSandbox();
let app: RunningApp;
let database: TestDatabase;
beforeAll(async () => {
  app = await startApp(envOfSandbox(sandbox()));
  database = openDatabase();
});
afterEach(() => sandbox().control.clearFaults());
afterAll(async () => {
  await app.stop();
  await database.end();
});

const never = new AbortController().signal;
const workspace = 'riverbend.example';

async function connected(): Promise<TestDistrict> {
  const home = await makeDistrict(app);
  await connect(app, home, 'ou', { account: dana });
  return home;
}

const open = (home: TestDistrict, signal = never) =>
  openUpstream(app.context, { districtId: home.id, licenseId: home.licenseId }, 'ou', signal);

async function failureOf(attempt: Promise<unknown>): Promise<SyncFailure> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof SyncFailure) return error;
    throw error;
  }
  throw new Error('It was expected to fail, and succeeded');
}

const eventsOf = async (home: TestDistrict) =>
  (
    await database.rows<{ type: string }>(
      `select type from event where license_id = $1 and type like 'sync.%' order by seq`,
      [home.licenseId],
    )
  ).map(({ type }) => type);

describe('an authorisation in use', () => {
  it('[SYNC-10] outlives its access tokens, also one that Google has just stopped to accept', async () => {
    const home = await connected();
    const upstream = await open(home);
    expect((await upstream.orgUnits(never)).length).toBeGreaterThan(5);
    sandbox().control.expireAccessTokens();
    expect((await upstream.orgUnits(never)).length).toBeGreaterThan(5);
    sandbox().control.setFault({ workspace, endpoint: 'orgunits', kind: 'unauthorized', when: { next: 1 } });
    expect((await upstream.orgUnits(never)).length).toBeGreaterThan(5);
    expect(await eventsOf(home)).toEqual(['sync.connected']);
  });

  it('[F23] whose issuer hangs is waited for no longer than the server runs', async () => {
    const home = await connected();
    const { control } = sandbox();
    const hung = control.setFault({ workspace, endpoint: 'token', kind: 'hang', when: {} });
    const stopping = new AbortController();
    const opened = open(home, stopping.signal);
    await expect.poll(() => control.listFaults().find(({ id }) => id === hung.id)?.struck).toBe(1);
    stopping.abort(new Error('the server stops'));
    await expect(opened).rejects.toThrow('the server stops');
  });

  it('[SYNC-8] [F18] that was revoked ends, once, with an event, and removes nobody', async () => {
    const home = await connected();
    await database.rows(`update connection set next_at = now(), saved_at = now() where license_id = $1`, [
      home.licenseId,
    ]);
    const upstream = await open(home);
    sandbox().control.revokeGrants(dana);
    expect(await failureOf(upstream.orgUnits(never))).toMatchObject({
      problem: 'authorisation_ended',
      retryAfterMs: null,
    });
    expect(await failureOf(open(home))).toMatchObject({ problem: 'authorisation_ended' });
    expect((await standingOf(home, 'ou')).connection).toMatchObject({
      state: 'ended',
      lastProblem: { problem: 'authorisation_ended' },
      nextAt: null,
    });
    expect(await testOf(home, 'ou')).toEqual({ kind: 'problem', problem: 'authorisation_ended' });
    expect(
      await database.value('select token_sealed from connection where license_id = $1', [home.licenseId]),
    ).toBeNull();
    expect(await eventsOf(home)).toEqual(['sync.connected', 'sync.failed']);
    await connect(app, home, 'ou', { account: dana });
    expect((await standingOf(home, 'ou')).connection).toMatchObject({ state: 'active', lastProblem: null });
    expect((await standingOf(home, 'ou')).connection?.nextAt).not.toBeNull();
  });

  it('[SYNC-8] [SYNC-10] that was sealed with another secret ends, is said to have ended, and can be given again', async () => {
    const home = await connected();
    const env = { ...app.context.env, secret: new Secret('another secret of more than thirty-two letters') };
    const place = { districtId: home.id, licenseId: home.licenseId };
    const opened = openUpstream({ ...app.context, env }, place, 'ou', never);
    expect(await failureOf(opened)).toMatchObject({ problem: 'authorisation_ended', retryAfterMs: null });
    const tree = home.admin.client.connection.ouTree.query({ licenseId: home.licenseId });
    expect(await refusalOf(tree)).toEqual({
      code: 'SYNC_FAILED',
      details: { problem: 'authorisation_ended' },
    });
    expect(await eventsOf(home)).toEqual(['sync.connected', 'sync.failed']);
    await connect(app, home, 'ou', { account: dana });
    expect(await testOf(home, 'ou')).toMatchObject({ kind: 'works' });
  });

  it('[SYNC-8] that has lapsed is not used, and is not said to be revoked', async () => {
    const home = await connected();
    await database.rows(
      `update connection set lapses_at = now() - interval '1 second' where license_id = $1`,
      [home.licenseId],
    );
    expect(await failureOf(open(home))).toMatchObject({ problem: 'authorisation_ended' });
    expect((await standingOf(home, 'ou')).connection).toMatchObject({ state: 'active' });
    expect(await eventsOf(home)).toEqual(['sync.connected']);
  });

  it.each([
    ['unavailable', 'unreachable', 2_000],
    ['server_error', 'unreachable', 2_000],
    ['truncated', 'incomplete', 2_000],
  ] as const)('[F18] an issuer with %s ends nothing: %s', async (kind, problem, retryAfterMs) => {
    const home = await connected();
    const upstream = await open(home);
    sandbox().control.expireAccessTokens();
    sandbox().control.setFault({ workspace: '*', endpoint: 'token', kind, when: {} });
    expect(await failureOf(upstream.orgUnits(never))).toMatchObject({ problem, retryAfterMs });
    sandbox().control.clearFaults();
    expect((await upstream.orgUnits(never)).length).toBeGreaterThan(5);
    expect(await eventsOf(home)).toEqual(['sync.connected']);
  });

  it.each([
    ['user_rate_limit', { problem: 'quota', retryAfterMs: 5_000, restart: false }],
    ['rate_limit', { problem: 'quota', restart: false }],
    ['quota', { problem: 'quota', restart: false }],
    ['too_many', { problem: 'quota', retryAfterMs: 7_000, restart: false }],
    ['gone', { problem: 'incomplete', restart: true }],
    ['server_error', { problem: 'unreachable', retryAfterMs: 1_000, restart: false }],
    ['unavailable', { problem: 'unreachable', restart: false }],
    ['reset', { problem: 'unreachable', restart: false }],
    ['truncated', { problem: 'incomplete', restart: false }],
    ['empty_body', { problem: 'incomplete', restart: false }],
    ['unauthorized', { problem: 'authorisation_ended', retryAfterMs: null }],
  ] as const)('[F18] Google’s %s is told as what it is, and not asked again', async (kind, expected) => {
    const upstream = await open(await connected());
    const fault = sandbox().control.setFault({
      workspace,
      endpoint: 'users',
      kind,
      when: {},
      retryAfterS: 7,
    });
    const failure = await failureOf(upstream.ouPeople({ unitPath: '/', pageToken: null }, never));
    expect(failure).toMatchObject(expected);
    const struck = sandbox()
      .control.listFaults()
      .find(({ id }) => id === fault.id)?.struck;
    expect(struck).toBe(kind === 'unauthorized' ? 2 : 1);
  });

  it('[SYNC-3] somebody is asked for by id, wherever they are; only nobody is null', async () => {
    const upstream = await open(await connected());
    for (const [unitPath, active] of [
      ['/Staff', true],
      ['/Former', false],
    ] as const) {
      const [somebody] = (await upstream.ouPeople({ unitPath, pageToken: null }, never)).items;
      expect(somebody).toMatchObject({ active });
      expect(await upstream.ouPerson(somebody?.id ?? '', never)).toEqual(somebody);
    }
    expect(await upstream.ouPerson('100000000000000000000', never)).toBeNull();
    sandbox().control.setFault({ workspace, endpoint: 'users', kind: 'unavailable', when: {} });
    expect(await failureOf(upstream.ouPerson('100000000000000000000', never))).toMatchObject({
      problem: 'unreachable',
    });
  });

  it('[F19] a tree without its root is no tree', async () => {
    const upstream = await open(await connected());
    sandbox().control.setFault({ workspace, endpoint: 'orgunits', kind: 'empty_list', when: {} });
    expect(await failureOf(upstream.orgUnits(never))).toMatchObject({ problem: 'incomplete' });
  });

  it('[F23] whoever waits for a page that never comes can stop', async () => {
    const upstream = await open(await connected());
    sandbox().control.setFault({ workspace, endpoint: 'users', kind: 'hang', when: {} });
    const stop = new AbortController();
    const page = upstream.ouPeople({ unitPath: '/', pageToken: null }, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(page).rejects.toThrow('stopped');
  });
});

describe('an authorisation at its end', () => {
  const disconnect = (home: TestDistrict) =>
    home.admin.client.connection.disconnect.mutate({
      licenseId: home.licenseId,
      source: 'ou',
      requestId: newRequest(),
    });

  it('[SYNC-10] is erased and given back; another licence that reads with the account keeps its own', async () => {
    sandbox().control.revokeGrants(dana);
    await database.rows(`delete from connection where account_email = $1`, [dana]);
    const [home, other] = [await connected(), await connected()];
    expect(await disconnect(home)).toEqual({ hindrance: null, connection: null });
    expect(grantsOf(sandbox(), dana)).toBe(1);
    expect(await testOf(other, 'ou')).toMatchObject({ kind: 'works' });
    await disconnect(other);
    expect(grantsOf(sandbox(), dana)).toBe(0);
    expect(await eventsOf(home)).toEqual(['sync.connected', 'sync.disconnected']);
    expect(await refusalOf(home.admin.client.connection.ouTree.query({ licenseId: home.licenseId }))).toEqual(
      {
        code: 'RUN_NOT_POSSIBLE',
        details: { reason: 'not_connected' },
      },
    );
  });

  it('[SYNC-10] is erased also where the issuer cannot be reached, and a read in progress ends', async () => {
    const home = await connected();
    const upstream = await open(home);
    sandbox().control.expireAccessTokens();
    sandbox().control.setFault({ workspace: '*', endpoint: 'token', kind: 'unavailable', when: {} });
    await disconnect(home);
    expect(await database.rows('select 1 from connection where license_id = $1', [home.licenseId])).toEqual(
      [],
    );
    expect(await failureOf(upstream.orgUnits(never))).toMatchObject({ problem: 'authorisation_ended' });
  });

  it('[SYNC-10] a token that is copied into another licence’s row opens nothing', async () => {
    const [home, other] = [await connected(), await connected()];
    await database.rows(
      `update connection set token_sealed = (select token_sealed from connection where license_id = $1), authorised_at = now()
       where license_id = $2`,
      [home.licenseId, other.licenseId],
    );
    expect(await failureOf(open(other))).toMatchObject({ problem: 'authorisation_ended' });
    expect(await testOf(home, 'ou')).toMatchObject({ kind: 'works' });
  });

  it('[R18] asks for scopes that read and change nothing', () => {
    const all = [...googleScopes.ou, ...googleScopes.classroom];
    expect(all.filter((scope) => !/readonly$|classroom\.profile\.emails$/.test(scope))).toEqual([]);
  });
});
