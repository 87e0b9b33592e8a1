import { randomBytes } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { rawRequest } from '../_kit/http.ts';
import { addPeople } from '../_kit/membership.ts';
import { PersonScreen } from '../_kit/person-screen.ts';
import { connectSocket, handshakeRefusal, until } from '../_kit/socket.ts';
import { invited } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
let own: string;
withServer({}, async (server) => {
  ({ app, database } = server);
  home = await makeDistrict(app);
  own = `http://127.0.0.1:${app.port}`;
});

/** Headers as a browser sends them, but for what is changed; undefined leaves one out. */
type Headers = Readonly<Record<string, string | undefined>>;

function present(headers: Headers): Record<string, string> {
  const all = {
    host: `127.0.0.1:${app.port}`,
    origin: own,
    cookie: `rollcall=${home.admin.token}`,
    ...headers,
  };
  return Object.fromEntries(
    Object.entries(all).filter((header): header is [string, string] => header[1] !== undefined),
  );
}

/** The status with which a polling handshake is answered. */
async function polling(headers: Headers, method = 'GET'): Promise<number> {
  const answer = await rawRequest(app.port, {
    path: '/live/?EIO=4&transport=polling',
    method,
    headers: present(headers),
  });
  return answer.status;
}

/** The status with which an upgrade is refused; 101 when it is not. */
function upgrade(headers: Headers): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const socket = new WebSocket(`ws://127.0.0.1:${app.port}/live/?EIO=4&transport=websocket`, {
    headers: present(headers),
  });
  socket.on('open', () => {
    resolve(101);
    socket.close();
  });
  socket.on('unexpected-response', (request, response) => {
    resolve(response.statusCode ?? 0);
    request.destroy();
  });
  socket.on('error', reject);
  return promise;
}

describe('where a handshake may come from', () => {
  const foreign: readonly [what: string, origin: (port: number) => string][] = [
    ['another site', () => 'https://evil.example'],
    ['an opaque place', () => 'null'],
    ['nowhere, but saying so', () => ''],
    ['the same host over https', (port) => `https://127.0.0.1:${port}`],
    ['another port', (port) => `http://127.0.0.1:${port + 1}`],
    ['the same host without its port', () => 'http://127.0.0.1'],
    ['another name of the same machine', (port) => `http://localhost:${port}`],
    ['a name that begins like ours', (port) => `http://127.0.0.1:${port}.evil.example`],
    ['a name that ends like ours', (port) => `http://evil-127.0.0.1:${port}`],
    ['somebody who signs in with ours', (port) => `http://127.0.0.1:${port}@evil.example`],
    ['ours with a path', (port) => `http://127.0.0.1:${port}/`],
    ['ours in a list', (port) => `https://evil.example, http://127.0.0.1:${port}`],
  ];

  it.each(foreign)(
    '[E05] [R13] %s: refused before the upgrade, websocket and polling',
    async (_what, origin) => {
      expect(await polling({ origin: origin(app.port) })).toBe(403);
      expect(await upgrade({ origin: origin(app.port) })).toBe(400);
      expect(await polling({ origin: origin(app.port), 'sec-fetch-site': 'same-origin' })).toBe(403);
    },
  );

  it('[E05] our own: let in, websocket and polling', async () => {
    expect(await polling({})).toBe(200);
    expect(await upgrade({})).toBe(101);
  });

  it('[E05] nothing said: only a polling GET that the browser calls same-origin', async () => {
    const none = { origin: undefined };
    expect(await polling({ ...none, 'sec-fetch-site': 'same-origin' })).toBe(200);
    for (const site of [
      undefined,
      'cross-site',
      'same-site',
      'none',
      'Same-Origin',
      'same-origin, cross-site',
    ]) {
      expect({ site, status: await polling({ ...none, 'sec-fetch-site': site }) }).toEqual({
        site,
        status: 403,
      });
    }
    expect(await polling({ ...none, 'sec-fetch-site': 'same-origin' }, 'POST')).not.toBe(200);
    expect(await upgrade({ ...none, 'sec-fetch-site': 'same-origin' })).toBe(400);
    expect(await upgrade(none)).toBe(400);
  });

  it.each(['evil.example', '127.0.0.1', 'localhost', '127.0.0.1:1', ''])(
    '[E05] [DEMO-1] addressed to the host "%s": refused',
    async (host) => {
      expect(await polling({ host, origin: `http://${host}` })).toBe(403);
      expect(await upgrade({ host, origin: `http://${host}` })).toBe(400);
    },
  );

  it('[E05] refusals are counted', async () => {
    const counted = () =>
      database.value<number>(
        "select coalesce(sum(count), 0)::int from security_event where kind = 'foreign_handshake'",
      );
    const before = await counted();
    await polling({ origin: 'https://evil.example' });
    await until(async () => expect(await counted()).toBeGreaterThan(before));
  });
});

describe('who a handshake may come from', () => {
  it.each(['websocket', 'polling'] as const)(
    '[R14] nobody who is not signed in, by %s',
    async (transport) => {
      const ended = await invited(app, home);
      await ended.client.account.signOut.mutate();
      const expired = await invited(app, home);
      await database.rows(
        "update session set expires_at = now() - interval '1 second' where person_id = $1",
        [expired.id],
      );
      const never = `rs_${randomBytes(32).toString('base64url')}`;
      const stored = await database.value<string>(
        "select encode(token_hash, 'hex') from session where person_id = $1 order by created_at desc limit 1",
        [home.admin.id],
      );
      for (const token of [null, '', never, 'x'.repeat(5_000), stored, ended.token, expired.token]) {
        expect(await handshakeRefusal(app.port, token, { transports: [transport] })).toBe('NOT_SIGNED_IN');
      }
    },
  );

  it('[A02] [E06] what the handshake says of itself decides nothing', async () => {
    const pupil = await invited(app, home);
    using socket = await connectSocket(app.port, pupil.token, {
      headers: { 'x-person-id': home.admin.id, cookie: `rollcall=${pupil.token}; rollcall_admin=1` },
    });
    expect(socket.lastInbox().entries).toMatchObject([{ state: 'invited' }]);
    expect(await socket.watch(home.licenseId)).toEqual({ kind: 'refused', code: 'NOT_FOUND' });
  });

  it('[F05] a database out of reach is no reason to sign in again, and its words stay inside', async () => {
    await using server = await startApp({ logLevel: 'silent' });
    server.context.sessions.resume = async () => {
      throw new Error('connection refused at 10.0.0.1, user rollcall_app');
    };
    expect(await handshakeRefusal(server.port, home.admin.token)).toBe('UNAVAILABLE');
  });
});

describe('a school’s filter that lets no websocket through', () => {
  it('[LIVE-9] long polling carries everything', async () => {
    const options = { transports: ['polling'] } as const;
    const pupil = await invited(app, home);
    await app.settled();
    using admin = await AdminScreen.open(app.port, home.admin, home.licenseId, options);
    using person = await PersonScreen.open(app.port, pupil, options);
    expect(person.popUps).toHaveLength(1);
    person.socket.shown(...(person.popUps as never[]));
    await until(() => expect(admin.row(pupil.email)?.shownOn).not.toBeNull());
    await addPeople(home.admin.client, home.licenseId, home.address('polled'));
    await admin.expectFresh();
    await person.expectFresh();
    expect(admin.fullReads).toBe(0);
    expect(admin.socket.raw.io.engine.transport.name).toBe('polling');
  });
});
