import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Secret } from '@rollcall/server/env.ts';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { startCuttableProxy } from '../_kit/cuttable-proxy.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { callApi, type RawAnswer, rawRequest, refusalIn } from '../_kit/http.ts';

let app: Awaited<ReturnType<typeof startApp>>;
let database: TestDatabase;
let webRoot: string;
beforeAll(async () => {
  webRoot = await mkdtemp(path.join(os.tmpdir(), 'rollcall-web-'));
  for (const name of ['web', 'app-shell', 'demo']) {
    const dist = path.join(webRoot, 'packages', name, 'dist');
    await mkdir(path.join(dist, 'assets'), { recursive: true });
    await writeFile(path.join(dist, 'index.html'), `<!doctype html><title>${name}</title>`);
    await writeFile(path.join(dist, 'assets', 'main-abcd1234.js'), 'export const one = 1;');
  }
  await writeFile(path.join(webRoot, 'secret.txt'), 'not for anybody');
  app = await startApp({ webRoot });
  database = openDatabase();
});
afterAll(async () => {
  await app.stop();
  await database.end();
  await rm(webRoot, { recursive: true });
});

const get = (where: string, headers: Record<string, string> = {}) =>
  rawRequest(app.port, { path: where, headers });
const own = () => ({ origin: `http://127.0.0.1:${app.port}` });

function expectStrictHeaders({ headers }: RawAnswer): void {
  const policy = String(headers['content-security-policy']).split(';');
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy.join(';')).not.toMatch(/unsafe-(?:inline|eval)|\*|https?:/);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  });
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers['access-control-allow-origin']).toBeUndefined();
}

describe('headers', () => {
  it('[R16] pages, assets, answers and refusals carry the strict policy', async () => {
    const everywhere = {
      '/admin/': 200,
      '/admin/licenses/any': 200,
      '/app/': 200,
      '/admin/assets/main-abcd1234.js': 200,
      '/': 302,
      '/no-such-page': 404,
      '/health/live': 200,
      '/api/account.me': 200,
      '/api/license.list': 401,
      '/api/no.such': 404,
    };
    for (const [where, status] of Object.entries(everywhere)) {
      const answer = await get(where, own());
      expect({ where, status: answer.status }).toEqual({ where, status });
      expectStrictHeaders(answer);
    }
    const turnedAway = await get('/app/', { origin: 'https://evil.example' });
    expect(turnedAway.status).toBe(403);
    expectStrictHeaders(turnedAway);
  });

  it('[R16] nothing of the API is kept by a cache, pages are asked for again, hashed assets stay', async () => {
    for (const where of ['/api/account.me', '/api/license.list', '/api/no.such']) {
      expect((await get(where, own())).headers['cache-control']).toBe('no-store');
    }
    expect((await get('/api/account.me')).headers['cache-control']).toBe('no-store');
    expect((await get('/admin/')).headers['cache-control']).toBe('no-cache');
    expect((await get('/admin/assets/main-abcd1234.js')).headers['cache-control']).toContain('immutable');
  });

  it('[SESSION-7] over https the connection stays secure and the cookie is bound to its host', async () => {
    const host = 'rollcall.example';
    await using secured = await startApp({ publicOrigins: [`https://${host}`], demo: true });
    const headers = { host, origin: `https://${host}`, 'content-type': 'application/json' };
    const call = (name: string, input: unknown) =>
      rawRequest(secured.port, {
        method: 'POST',
        path: `/api/${name}`,
        headers,
        body: JSON.stringify(input),
      });
    const email = `https-${Date.now()}@rollcall.example`;
    const sent = await call('account.requestCode', { email });
    expect(sent.headers['strict-transport-security']).toContain('max-age=31536000');
    const code = JSON.parse(sent.body).result.data.demoCode;
    const signedIn = await call('account.signIn', { email, code });
    const [cookie] = signedIn.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(
      /^__Host-rollcall=rs_[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const token = /=(rs_[\w-]+)/.exec(cookie ?? '')?.[1] ?? '';
    const me = async (presented: string) =>
      JSON.parse(
        (
          await rawRequest(secured.port, {
            path: '/api/account.me',
            headers: { ...headers, cookie: presented },
          })
        ).body,
      ).result.data;
    expect(await me(`__Host-rollcall=${token}`)).toMatchObject({ emails: [email] });
    expect(await me(`rollcall=${token}`)).toBeNull();
  });

  it('[D02] files outside the built apps are out of reach', async () => {
    for (const where of [
      '/admin/../../../secret.txt',
      '/admin/%2e%2e/%2e%2e/%2e%2e/secret.txt',
      '/admin/..%2f..%2f..%2fsecret.txt',
      '/app/assets/..%5c..%5c..%5c..%5csecret.txt',
    ]) {
      expect((await get(where)).body).not.toContain('not for anybody');
    }
    expect((await get('/admin/licenses')).body).toContain('<title>web</title>');
  });
});

describe('what is wrong with a request', () => {
  const api = (body: string, headers: Record<string, string> = {}) =>
    rawRequest(app.port, {
      method: 'POST',
      path: '/api/account.requestCode',
      headers: { ...own(), 'content-type': 'application/json', ...headers },
      body,
    });

  it('[D02] is told in a shape that the apps read, and repeats nothing of the input', async () => {
    const broken = await api('{"email": "canary@broken.example"');
    expect(broken.status).toBe(400);
    expect(refusalIn(broken)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(broken.body).not.toContain('canary');
    const wrong = await api(JSON.stringify({ email: 'canary at wrong.example' }));
    expect(refusalIn(wrong)).toEqual({
      code: 'INVALID_INPUT',
      details: { issues: [{ path: 'email', message: 'no_at_sign' }] },
    });
    expect(wrong.body).not.toContain('canary');
    expect(refusalIn(await get('/api/no.such', own()))).toEqual({
      code: 'NOT_FOUND',
      details: { noun: 'page' },
    });
    expect(refusalIn(await api('email=a', { 'content-type': 'text/plain' }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    for (const name of ['__proto__', 'constructor', 'toString', 'account', 'account.__proto__', '%00']) {
      expect({ name, status: (await get(`/api/${name}`, own())).status }).toEqual({ name, status: 404 });
    }
  });

  it('[D04] JSON that is nested beyond reason is refused like any other nonsense', async () => {
    for (const body of [
      '['.repeat(500_000),
      `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`,
      '"'.repeat(99),
    ]) {
      const answer = await api(body);
      expect({ start: body.slice(0, 9), status: answer.status }).toMatchObject({ status: 400 });
      expect(refusalIn(answer)).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  it('[D02] too many calls in one request are refused together', async () => {
    const names = Array<string>(51).fill('account.me').join(',');
    const answer = await get(`/api/${names}?batch=1`, own());
    expect(answer.status).toBe(400);
    expect(refusalIn(answer)).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('[PLAN-3] a body above the limit is TOO_LARGE with the limit, in the same shape', async () => {
    const district = await makeDistrict(app);
    const answer = await callApi(app.port, 'member.planAdd', {
      type: 'mutation',
      token: district.admin.token,
      input: { licenseId: district.licenseId, text: 'x'.repeat(3_000_000), userType: 'student' },
    });
    expect(answer.status).toBe(413);
    expect(refusalIn(answer)).toEqual({ code: 'TOO_LARGE', details: { limitBytes: 2 * 1024 * 1024 } });
  });

  it('a defect is INTERNAL with the id under which it was logged, and nothing of the inside', async () => {
    const district = await makeDistrict(app);
    const logged = vi.spyOn(app.context.log, 'error').mockImplementation(() => {});
    await database.rows("update license set key_sealed = '\\x00' where id = $1", [district.licenseId]);
    const answer = await callApi(app.port, 'license.readKey', {
      type: 'mutation',
      token: district.admin.token,
      input: { licenseId: district.licenseId },
    });
    expect(answer.status).toBe(500);
    const refusal = refusalIn(answer);
    if (refusal?.code !== 'INTERNAL') throw new Error(`not INTERNAL: ${refusal?.code}`);
    expect(JSON.parse(answer.body)).toEqual({
      error: {
        message: 'INTERNAL',
        code: -32603,
        data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, path: 'license.readKey', refusal },
      },
    });
    expect(logged).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ correlationId: refusal.details.correlationId, path: 'license.readKey' }),
      'a call failed',
    );
    logged.mockRestore();
  });
});

describe('a database out of reach', () => {
  it('[F05] is UNAVAILABLE and not ready, but alive; and all is well again without a hand', async () => {
    const urls = inject('database');
    await using proxy = await startCuttableProxy(urls.appUrl);
    await using cut = await startApp({
      databaseUrl: new Secret(proxy.through(urls.appUrl)),
      databaseSystemUrl: new Secret(proxy.through(urls.systemUrl)),
      logLevel: 'silent',
    });
    const district = await makeDistrict(cut);
    const status = async (where: string) => (await rawRequest(cut.port, { path: where })).status;
    const list = () => callApi(cut.port, 'license.list', { type: 'query', token: district.admin.token });
    expect(await status('/health/ready')).toBe(200);

    proxy.cut();
    expect(await status('/health/ready')).toBe(503);
    expect(await status('/health/live')).toBe(200);
    for (const answer of [
      await list(),
      await callApi(cut.port, 'account.requestCode', { type: 'mutation', input: { email: 'a@b.example' } }),
    ]) {
      expect({ status: answer.status, refusal: refusalIn(answer) }).toEqual({
        status: 503,
        refusal: { code: 'UNAVAILABLE', details: {} },
      });
    }

    proxy.mend();
    await vi.waitFor(async () => expect(await status('/health/ready')).toBe(200));
    expect((await list()).status).toBe(200);
  });
});
