import { describe, expect, it } from 'vitest';
import { configuredOrigins, isFromOwnOrigin, isSameOriginCall, loopbackOrigins } from './origins.ts';

const demo = loopbackOrigins(() => 4000, ['ana', 'ben']);
const served = configuredOrigins(['https://admin.rollcall.example', 'https://app.rollcall.example:8443']);

/** A request as the server sees it; GET without Origin unless said otherwise. */
const request = (
  host: string | undefined,
  change: { method?: string; origin?: string; site?: string } = {},
) => ({
  method: change.method ?? 'GET',
  host,
  origin: change.origin,
  secFetchSite: change.site,
});

describe('which hosts are ours', () => {
  it.each([
    ['localhost:4000', 'http://localhost:4000'],
    ['127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['Ana.LOCALHOST:4000', 'http://ana.localhost:4000'],
    ['localhost:4001', null],
    ['localhost', null],
    ['carl.localhost:4000', null],
    ['evil.ana.localhost:4000', null],
    ['ana.localhost.evil.example:4000', null],
    ['localhost:4000:4000', null],
    ['[::1]:4000', null],
    ['user@localhost:4000', null],
    ['localhost.:4000', null],
    ['', null],
    [undefined, null],
  ])('[DEMO-1] [D02] on the loopback address, %s is %s', (host, origin) => {
    expect(demo.originOf(host)).toBe(origin);
  });

  it.each([
    ['admin.rollcall.example', 'https://admin.rollcall.example'],
    ['ADMIN.rollcall.example', 'https://admin.rollcall.example'],
    ['app.rollcall.example:8443', 'https://app.rollcall.example:8443'],
    ['app.rollcall.example', null],
    ['rollcall.example', null],
    ['xadmin.rollcall.example', null],
    ['admin.rollcall.example.evil.example', null],
    ['localhost:4000', null],
    [undefined, null],
  ])('[D02] as configured, %s is %s', (host, origin) => {
    expect(served.originOf(host)).toBe(origin);
  });

  it('[SESSION-7] cookies are secure exactly where every origin is https', () => {
    expect(served.secure).toBe(true);
    expect(demo.secure).toBe(false);
    expect(configuredOrigins(['http://localhost:4000']).secure).toBe(false);
  });
});

describe('where a request may come from', () => {
  const host = 'admin.rollcall.example';
  const own = 'https://admin.rollcall.example';

  it.each([
    [{ origin: own, method: 'POST' }, true, true],
    [{ origin: own }, true, true],
    [{}, true, false],
    [{ method: 'HEAD' }, true, false],
    [{ site: 'same-origin' }, true, true],
    [{ site: 'same-site' }, true, false],
    [{ site: 'cross-site' }, true, false],
    [{ site: 'none' }, true, false],
    [{ method: 'POST' }, false, false],
    [{ method: 'POST', site: 'same-origin' }, false, false],
    [{ method: 'DELETE', site: 'same-origin' }, false, false],
    [{ origin: 'null', method: 'POST' }, false, false],
    [{ origin: 'null' }, false, false],
    [{ origin: '' }, false, false],
    [{ origin: 'http://admin.rollcall.example' }, false, false],
    [{ origin: 'https://app.rollcall.example:8443' }, false, false],
    [{ origin: `${own}/` }, false, false],
    [{ origin: `${own}:443` }, false, false],
    [{ origin: own.toUpperCase() }, false, false],
    [{ origin: 'https://evil.example', site: 'same-origin' }, false, false],
  ])('[D02] [E05] %j: a page %s, the API and a socket %s', (change, page, call) => {
    expect(isFromOwnOrigin(served, request(host, change))).toBe(page);
    expect(isSameOriginCall(served, request(host, change))).toBe(call);
  });

  it('[D02] the origin must be the one of the host that was asked, not just any of ours', () => {
    expect(
      isFromOwnOrigin(demo, request('ana.localhost:4000', { origin: 'http://ben.localhost:4000' })),
    ).toBe(false);
    expect(isFromOwnOrigin(demo, request('evil.example', { origin: 'http://evil.example' }))).toBe(false);
  });
});
