import { randomUUID } from 'node:crypto';
import type { PersonId } from '@rollcall/core/ids.ts';
import { Secret } from '@rollcall/server/env.ts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { startCuttableProxy } from '../_kit/cuttable-proxy.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { rawRequest } from '../_kit/http.ts';

let database: TestDatabase;
beforeAll(() => {
  database = openDatabase();
});
afterAll(() => database.end());

const refused = { code: 'NOT_FOUND', details: { noun: 'member' } } as const;
const somebody = () => ({ personId: randomUUID() as PersonId, remoteAddress: '192.0.2.1' });
const countOf = async (actor: string) =>
  (
    await database.rows<{ count: string }>(
      'select coalesce(sum(count), 0)::text as count from security_event where actor = $1',
      [actor],
    )
  )[0]?.count;

describe('counting refusals', () => {
  it('[B14] adds up per kind and actor, also over several writings and servers', async () => {
    await using one = await startApp();
    await using two = await startApp();
    const actor = somebody();
    for (const app of [one, two, one]) {
      for (let time = 0; time < 7; time += 1) app.context.refusals.refused(refused, actor);
      await app.context.refusals.flush();
    }
    expect(await countOf(`person:${actor.personId}`)).toBe('21');
  });

  it('counts what is worth noticing and nothing of everyday life', async () => {
    await using app = await startApp();
    const actor = somebody();
    for (const refusal of [
      { code: 'NOT_SIGNED_IN', details: {} },
      { code: 'CHANGED_MEANWHILE', details: {} },
      { code: 'SEATS_EXHAUSTED', details: { pool: 'staff' } },
      { code: 'UNAVAILABLE', details: {} },
    ] as const) {
      app.context.refusals.refused(refusal, actor);
    }
    app.context.refusals.refused({ code: 'KEY_NOT_ACCEPTED', details: {} }, actor);
    await app.context.refusals.flush();
    const rows = await database.rows('select kind, count from security_event where actor = $1', [
      `person:${actor.personId}`,
    ]);
    expect(rows).toEqual([{ kind: 'key_not_accepted', count: 1 }]);
  });

  it('[B14] a crowd of actors is counted together, and a flood of one up to a limit', async () => {
    await using app = await startApp();
    const flood = somebody();
    for (let time = 0; time < 50_000; time += 1) app.context.refusals.refused(refused, flood);
    const before = Number(await countOf('others'));
    for (let nth = 0; nth < 6_000; nth += 1) app.context.refusals.refused(refused, somebody());
    await app.context.refusals.flush();
    expect(await countOf(`person:${flood.personId}`)).toBe('1000');
    expect(Number(await countOf('others')) - before).toBe(1_000);
  });

  it('[B14] the network is the one the trusted proxies saw: nobody picks their own', async () => {
    const secret = new Secret(`a secret of this test alone ${randomUUID()}`);
    const actorsOf = async (trustedProxies: number, forwarded: readonly string[]) => {
      await using app = await startApp({ trustedProxies, secret });
      const before = await networks();
      for (const value of forwarded) {
        const headers = { origin: 'https://evil.example', 'x-forwarded-for': value, 'x-real-ip': value };
        await rawRequest(app.port, { path: '/api/account.me', headers });
      }
      await app.context.refusals.flush();
      return (await networks()).difference(before);
    };
    const networks = async () => {
      const rows = await database.rows<{ actor: string }>(
        "select distinct actor from security_event where kind = 'foreign_origin'",
      );
      return new Set(rows.map((row) => row.actor));
    };
    const spoofed = ['198.51.100.1', '203.0.113.1', '203.0.113.1, 198.51.100.1', 'nonsense', '2001:db8::1'];
    expect((await actorsOf(0, spoofed)).size).toBe(1);
    const behindOne = ['1.1.1.1, 203.0.113.7', '2.2.2.2, 203.0.113.8', '203.0.113.9'];
    expect((await actorsOf(1, behindOne)).size).toBe(1);
  });

  it('[F05] neither waits for the database nor breaks an answer when it is gone', async () => {
    const urls = inject('database');
    await using proxy = await startCuttableProxy(urls.appUrl);
    await using app = await startApp({
      databaseUrl: new Secret(proxy.through(urls.appUrl)),
      databaseSystemUrl: new Secret(proxy.through(urls.systemUrl)),
      logLevel: 'silent',
    });
    await makeDistrict(app);
    proxy.cut();
    const answer = await rawRequest(app.port, {
      path: '/api/account.me',
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(403);
    await expect(app.context.refusals.flush()).resolves.toBeUndefined();
    proxy.mend();
    const actor = somebody();
    app.context.refusals.refused(refused, actor);
    await app.context.refusals.stop();
    expect(await countOf(`person:${actor.personId}`)).toBe('1');
  });
});
