import { randomUUID } from 'node:crypto';
import { runView } from '@rollcall/core/runs/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { type RawRequest, rawRequest } from '../_kit/http.ts';
import { waitForRun } from '../_kit/runs.ts';
import { invited, procedures, validCalls } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
withServer({ demo: true, sandbox: true }, async (server) => {
  ({ app, database } = server);
  home = await makeDistrict(app);
});

const mutations = procedures.filter(({ type }) => type === 'mutation').map(({ name }) => name);

/** Requests that a page of somebody else can make a browser send, and some that only a program can. */
function attacks(port: number, path: string, body: string): Record<string, RawRequest> {
  const own = { origin: `http://127.0.0.1:${port}` };
  const json = { 'content-type': 'application/json' };
  const post = { method: 'POST', path, body };
  const query = `${path}?input=${encodeURIComponent(body)}`;
  return {
    'another site': { ...post, headers: { ...json, origin: 'https://evil.example' } },
    'a sandboxed frame': { ...post, headers: { ...json, origin: 'null' } },
    'no Origin': { ...post, headers: json },
    'no Origin, said to be same-origin': { ...post, headers: { ...json, 'sec-fetch-site': 'same-origin' } },
    'the twin scheme': { ...post, headers: { ...json, origin: `https://127.0.0.1:${port}` } },
    'a sibling host': { ...post, headers: { ...json, origin: `http://lena.localhost:${port}` } },
    'a host that ends alike': { ...post, headers: { ...json, origin: `http://evil127.0.0.1:${port}` } },
    'another port': { ...post, headers: { ...json, origin: 'http://127.0.0.1:1' } },
    'two origins': { ...post, headers: { ...json, origin: `${own.origin} https://evil.example` } },
    'a foreign Host': { ...post, headers: { ...json, ...own, host: 'evil.example' } },
    'a rebound Host': {
      ...post,
      headers: { ...json, host: `evil.example:${port}`, origin: `http://evil.example:${port}` },
    },
    'text/plain': { ...post, headers: { ...own, 'content-type': 'text/plain' } },
    'text/plain that mentions JSON': {
      ...post,
      headers: { ...own, 'content-type': 'text/plain; application/json' },
    },
    'a form': { ...post, headers: { ...own, 'content-type': 'application/x-www-form-urlencoded' } },
    'a form with files': {
      ...post,
      headers: { ...own, 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\ncontent-disposition: form-data; name="input"\r\n\r\n${body}\r\n--x--`,
    },
    bytes: { ...post, headers: { ...own, 'content-type': 'application/octet-stream' } },
    'no content type': { ...post, headers: own },
    GET: { path: query, headers: own },
    'GET from a link': {
      path: query,
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    },
    'GET that wants to be POST': { path: query, headers: { ...own, 'x-http-method-override': 'POST' } },
    'GET with _method': { path: `${query}&_method=POST`, headers: own },
    PUT: { ...post, method: 'PUT', headers: { ...json, ...own } },
    HEAD: { method: 'HEAD', path: query, headers: own },
  };
}

const standing = () =>
  database.value<string>(
    `select jsonb_build_object(
       'license', (select to_jsonb(l) from license l where l.id = $1),
       'members', (select jsonb_agg(to_jsonb(m) order by m.id) from member m where m.license_id = $1),
       'events', (select count(*) from event e where e.license_id = $1),
       'runs', (select jsonb_agg(to_jsonb(r) - '{lease_until,attempts}'::text[] order by r.id) from run r where r.license_id = $1),
       'sessions', (select jsonb_agg(to_jsonb(s) - 'seen_at' order by s.id) from session s
          join person_email e on e.person_id = s.person_id where e.email like '%@' || $2))::text`,
    [home.licenseId, home.domain],
  );

describe('requests from elsewhere', () => {
  it.each(mutations)('[D02] %s: none of them does anything', async (name) => {
    const ready = await validCalls[name]?.(app, home);
    if (ready === undefined) throw new Error('no call');
    const before = await standing();
    const body = JSON.stringify(ready.input ?? {});
    const statuses: Record<string, number> = {};
    for (const [attack, request] of Object.entries(attacks(app.port, `/api/${name}`, body))) {
      const answer = await rawRequest(app.port, {
        ...request,
        headers: { cookie: `rollcall=${ready.token ?? ''}`, ...request.headers },
      });
      statuses[attack] = answer.status;
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect(statuses).toEqual({
      'another site': 403,
      'a sandboxed frame': 403,
      'no Origin': 403,
      'no Origin, said to be same-origin': 403,
      'the twin scheme': 403,
      'a sibling host': 403,
      'a host that ends alike': 403,
      'another port': 403,
      'two origins': 403,
      'a foreign Host': 403,
      'a rebound Host': 403,
      'text/plain': 415,
      'text/plain that mentions JSON': 415,
      'a form': 415,
      'a form with files': 415,
      bytes: 415,
      'no content type': 415,
      GET: 405,
      'GET from a link': 403,
      'GET that wants to be POST': 405,
      'GET with _method': 405,
      PUT: 405,
      HEAD: 415,
    });
    expect(await standing()).toBe(before);
  });

  it.each(['csv', 'csv/inspect'])(
    '[D02] a file at %s: none of them uploads or reads anything',
    async (what) => {
      const options = { encoding: 'utf-8', delimiter: ',', hasHeader: true, roles: ['email'] };
      const query = new URLSearchParams({
        kind: 'csv_add',
        userType: 'student',
        fileName: 'people.csv',
        options: JSON.stringify(options),
        requestId: randomUUID(),
      });
      const path = `/files/licenses/${home.licenseId}/${what}?${what === 'csv' ? query : 'whole=1'}`;
      const body = `Email\n${home.address('uploaded')}\n`;
      const bytes = { 'content-type': 'application/octet-stream' };
      const own = { origin: `http://127.0.0.1:${app.port}` };
      const cookie = `rollcall=${home.admin.token}`;
      const before = await standing();
      const statuses: Record<string, number> = {};
      // The content type that is right here in the place of the one that the API takes, and the other way round.
      const swapped = {
        'application/json': 'application/octet-stream',
        'application/octet-stream': 'application/json',
      };
      for (const [attack, request] of Object.entries(attacks(app.port, path, body))) {
        const type = request.headers?.['content-type'];
        const headers = { ...request.headers };
        if (type === 'application/json' || type === 'application/octet-stream')
          headers['content-type'] = swapped[type];
        statuses[attack] = (
          await rawRequest(app.port, { ...request, path, headers: { cookie, ...headers } })
        ).status;
      }
      const expected = Object.entries(statuses).map(([attack, status]) => [
        attack,
        /^(?:GET|HEAD|PUT)/.test(attack) ? status : /text|form|bytes|no content/.test(attack) ? 415 : 403,
      ]);
      expect(statuses).toEqual(Object.fromEntries(expected));
      for (const [attack, status] of Object.entries(statuses))
        expect({ attack, refused: status >= 400 && status < 500 }).toEqual({ attack, refused: true });
      expect(await standing()).toBe(before);

      const sent = await rawRequest(app.port, {
        method: 'POST',
        path,
        headers: { cookie, ...own, ...bytes },
        body,
      });
      expect(sent.status).toBe(200);
      if (what === 'csv') await waitForRun(home.admin, runView.parse(JSON.parse(sent.body)), ['planned']);
    },
  );

  it('[D02] a query answers its own page only, with or without Origin', async () => {
    const path = '/api/account.me';
    const cookie = `rollcall=${home.admin.token}`;
    const ask = async (headers: Record<string, string>) =>
      (await rawRequest(app.port, { path, headers: { cookie, ...headers } })).status;
    expect(await ask({ origin: `http://127.0.0.1:${app.port}` })).toBe(200);
    expect(await ask({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect(await ask({ 'sec-fetch-site': site })).toBe(403);
    }
    expect(await ask({})).toBe(403);
    expect((await rawRequest(app.port, { path: '/%61pi/account.me', headers: { cookie } })).status).not.toBe(
      200,
    );
  });

  it('[D02] no page of another origin is allowed to read an answer', async () => {
    const origin = 'https://evil.example';
    const preflight = await rawRequest(app.port, {
      method: 'OPTIONS',
      path: '/api/member.add',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.status).toBe(403);
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('[D02] behind a configured https address, its http twin and its siblings are strangers', async () => {
    await using secured = await startApp({ publicOrigins: ['https://admin.rollcall.example'] });
    const me = async (host: string, origin: string) =>
      (await rawRequest(secured.port, { path: '/api/account.me', headers: { host, origin } })).status;
    const host = 'admin.rollcall.example';
    expect(await me(host, 'https://admin.rollcall.example')).toBe(200);
    for (const origin of [
      'http://admin.rollcall.example',
      'https://app.rollcall.example',
      'https://rollcall.example',
      'https://admin.rollcall.example.evil.example',
      'https://admin.rollcall.example:444',
    ]) {
      expect({ origin, status: await me(host, origin) }).toEqual({ origin, status: 403 });
    }
    expect(await me('app.rollcall.example', 'https://app.rollcall.example')).toBe(403);
    expect(await me(`127.0.0.1:${secured.port}`, `http://127.0.0.1:${secured.port}`)).toBe(403);
  });

  it('[D02] what was turned away is counted, by network and not by address', async () => {
    await using counting = await startApp();
    await using eyes = openDatabase();
    const path = '/api/account.signOut';
    const evil = { origin: 'https://evil.example', 'content-type': 'application/json' };
    for (let time = 0; time < 3; time += 1)
      await rawRequest(counting.port, { method: 'POST', path, headers: evil });
    const before = await eyes.value<string>(
      "select coalesce(sum(count), 0) from security_event where kind = 'foreign_origin'",
    );
    await counting.context.refusals.flush();
    const rows = await eyes.rows<{ actor: string; count: number }>(
      "select actor, count from security_event where kind = 'foreign_origin'",
    );
    expect(rows.reduce((sum, row) => sum + row.count, 0) - Number(before)).toBeGreaterThanOrEqual(3);
    for (const row of rows) expect(row.actor).toMatch(/^(?:network:[\w-]{43}|person:[0-9a-f-]{36}|others)$/);
  });
});

describe('ids that are not the caller’s', () => {
  it('[A01] are counted for the person who tried them', async () => {
    const stranger = await invited(app, home);
    const licenseId = randomUUID();
    await expect(stranger.client.license.get.query({ licenseId: licenseId as never })).rejects.toThrow();
    await app.context.refusals.flush();
    const counted = await database.rows<{ kind: string; count: number }>(
      'select kind, count from security_event where actor = $1',
      [`person:${stranger.id}`],
    );
    expect(counted).toEqual([{ kind: 'not_found_license', count: 1 }]);
  });
});
