import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { refusalOf } from '../_kit/client.ts';
import { openDatabase } from '../_kit/database.ts';
import { signIn, type TestPerson } from '../_kit/district.ts';
import { type CommandLine, openCommandLine } from './command-line.ts';

let cli: CommandLine;
let app: RunningApp;
beforeAll(async () => {
  cli = await openCommandLine();
  app = await startApp({ databaseUrl: cli.database.appUrl, databaseSystemUrl: cli.database.systemUrl });
  await cli.json('district', 'create', 'Hill Valley');
  await cli.json('domain', 'create', 'hill.example', '--district', 'Hill Valley');
  await cli.json(
    ...[
      'license',
      'create',
      'Hill High',
      '--district',
      'Hill Valley',
      '--type',
      'school',
      '--starts',
      '2020-01-01',
    ],
    ...['--ends', '2099-01-01', '--staff-seats', '5', '--student-seats', '5'],
  );
});
afterAll(async () => {
  await app.stop();
  await cli[Symbol.asyncDispose]();
});

/** A running server finds what the command line wrote within its sweep. */
const soon = { timeout: 4_000, interval: 50 };

describe('license-admin', () => {
  it('[ACCESS-2] lets somebody manage a license from the next request on, and no longer', async () => {
    const dana = await signIn(app, 'dana@hill.example');
    expect(await dana.client.license.list.query()).toEqual([]);
    expect(await cli.json('license-admin', 'grant', 'Hill High', 'Dana <dana@hill.example>')).toMatchObject({
      outcome: 'granted',
    });
    expect(await cli.json('license-admin', 'grant', 'Hill High', 'dana@hill.example')).toMatchObject({
      outcome: 'unchanged',
    });
    const again = await signIn(app, 'dana@hill.example');
    expect(await again.client.license.list.query()).toMatchObject([{ name: 'Hill High' }]);

    expect(await cli.json('license-admin', 'revoke', 'Hill High', 'DANA@hill.example')).toMatchObject({
      outcome: 'revoked',
    });
    expect(await cli.json('license-admin', 'revoke', 'Hill High', 'dana@hill.example')).toMatchObject({
      outcome: 'unchanged',
    });
    const after = await signIn(app, 'dana@hill.example');
    expect(await after.client.license.list.query()).toEqual([]);
  });

  it('[CLI-2] is told to open dashboards like any other change: renewal, then the end of the watch', async () => {
    await cli.json('license-admin', 'grant', 'Hill High', 'wendy@hill.example');
    const wendy = await signIn(app, 'wendy@hill.example');
    const [license] = await wendy.client.license.list.query();
    if (license === undefined) throw new Error('Wendy manages nothing');
    const { packets, ended } = await watch(wendy, license.id);

    await cli.json(
      'license',
      'renew',
      'Hill High',
      '--ends',
      '2100-01-01',
      '--admin',
      'wendy@hill.example',
      '--no-domain-admin',
    );
    await vi.waitFor(() => expect(packets.at(-1)?.license.endsAt).toBe('2100-01-01T00:00:00.000Z'), soon);
    await cli.json('license-admin', 'revoke', 'Hill High', 'wendy@hill.example');
    await vi.waitFor(() => expect(ended).toEqual([license.id]), soon);
  });
});

describe('domain-admin', () => {
  it('[B22] keeps the last domain admin of a domain', async () => {
    for (const who of ['ann@hill.example', 'ben@hill.example'])
      expect(await cli.json('domain-admin', 'grant', 'hill.example', who)).toMatchObject({
        outcome: 'granted',
      });
    expect(await cli.json('domain-admin', 'revoke', 'hill.example', 'ann@hill.example')).toMatchObject({
      outcome: 'revoked',
    });
    expect(await cli.refusal('domain-admin', 'revoke', 'hill.example', 'ben@hill.example')).toMatchObject({
      code: 'LAST_DOMAIN_ADMIN',
      exitCode: 1,
    });
    expect(await cli.json('domain-admin', 'list')).toMatchObject([
      { domain: 'hill.example', email: 'ben@hill.example' },
    ]);
  });

  it('[E02] gives the sessions of whoever is granted a right new tokens, and only then', async () => {
    const cleo = await signIn(app, 'cleo@hill.example');
    await cli.json('domain-admin', 'grant', 'hill.example', 'cleo@hill.example');
    await cleo.client.account.me.query();
    expect(await refusalOf(cleo.client.account.sessions.query())).toMatchObject({ code: 'NOT_SIGNED_IN' });

    const again = await signIn(app, 'cleo@hill.example');
    await cli.json('domain-admin', 'grant', 'hill.example', 'cleo@hill.example');
    await again.client.account.me.query();
    expect(await again.client.account.sessions.query()).not.toEqual([]);
  });

  it('[CLI-1] lists near domains, and says what is no address', async () => {
    expect(await cli.refusal('domain-admin', 'grant', 'hil.example', 'x@y.example')).toMatchObject({
      code: 'UNKNOWN_DOMAIN',
      near: ['hill.example'],
    });
    const refused = await cli.refusal('domain-admin', 'grant', 'hill.example', 'pa\u0430l@hill.example');
    expect(refused).toMatchObject({ code: 'USAGE' });
    expect(refused.message).toMatch(/lookalike characters/);
  });

  it('[DOMAIN-9] says which copies of a grant went with it', async () => {
    const who = 'dora@hill.example';
    await cli.json('domain', 'create', 'valley.example', '--district', 'Hill Valley');
    for (const domain of ['hill.example', 'valley.example'])
      await cli.json('domain-admin', 'grant', domain, who);
    await using database = openDatabase(cli.database.superuserUrl);
    await database.rows(
      `update domain_admin g set granted_by = 'Dora' from domain d
       where d.id = g.domain_id and d.name = 'valley.example'`,
    );
    expect(await cli.json('domain-admin', 'revoke', 'hill.example', who)).toMatchObject({
      outcome: 'revoked',
      alsoRevoked: ['valley.example'],
    });
    expect(await cli.json('domain-admin', 'list', '--domain', 'valley.example')).toEqual([]);
  });
});

describe('session end', () => {
  it('[LIVE-7] signs a person out everywhere: the token is dead and the socket closes', async () => {
    const finn = await signIn(app, 'finn@hill.example');
    const { socket } = await connect(finn);
    expect(await cli.json('session', 'end', 'finn@hill.example')).toMatchObject({
      outcome: 'ended',
      ended: 1,
    });
    expect(await finn.client.account.me.query()).toBeNull();
    await vi.waitFor(() => expect(socket.connected).toBe(false), soon);
    expect(await cli.json('session', 'end', 'finn@hill.example')).toMatchObject({
      outcome: 'unchanged',
      ended: 0,
    });
    expect(await cli.refusal('session', 'end', 'nobody@hill.example')).toMatchObject({
      code: 'UNKNOWN_PERSON',
    });
  });
});

async function connect(person: TestPerson) {
  const origin = `http://127.0.0.1:${app.port}`;
  const socket = io(origin, {
    path: '/live',
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: { origin, cookie: `rollcall=${person.token}` },
  });
  onTestFinished(() => void socket.disconnect());
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return { socket };
}

async function watch(person: TestPerson, licenseId: string) {
  const { socket } = await connect(person);
  const packets: LicensePacket[] = [];
  const ended: string[] = [];
  socket.on('packet', (packet: LicensePacket) => packets.push(packet));
  socket.on('watchEnded', (notice: { licenseId: string }) => ended.push(notice.licenseId));
  const answer: unknown = await socket.emitWithAck('watch', { licenseId, epoch: null, after: null });
  expect(answer).toMatchObject({ kind: 'live' });
  return { packets, ended };
}
