import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEnv } from '../_kit/app.ts';
import { builtApps } from '../_kit/built-apps.ts';
import { createClient, refusalOf } from '../_kit/client.ts';
import { createOwnDatabase, type OwnDatabase } from '../schema/own-database.ts';
import { get, start } from './start-process.ts';

let database: OwnDatabase;
let env: Record<string, string>;
beforeAll(async () => {
  await builtApps();
  database = await createOwnDatabase({ migrated: false });
  env = {
    DATABASE_URL: database.appUrl.reveal(),
    DATABASE_SYSTEM_URL: database.systemUrl.reveal(),
    ROLLCALL_SECRET: testEnv().secret.reveal(),
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
}, 120_000);
afterAll(() => database[Symbol.asyncDispose]());

describe("start on a database of one's own", { timeout: 60_000 }, () => {
  it('asks for a migration, does it with DATABASE_OWNER_URL, and then serves without any demo', async () => {
    const early = start(env);
    expect(await early.ended).toBe(1);
    expect(early.said()).toMatch(/run "pnpm migrate" first/);
    expect(early.said()).not.toMatch(/\n {4}at /);

    const started = start({ ...env, DATABASE_OWNER_URL: database.ownerUrl.reveal() });
    const port = await started.up();
    expect(started.said()).toContain('migrated: 0001');
    expect(started.said()).not.toMatch(/Dana|demo/i);
    expect((await get(port, '/health/ready')).status).toBe(200);
    expect((await get(port, '/')).status).toBe(302);
    expect(await refusalOf(createClient(port, null).demo.people.query())).toMatchObject({
      code: 'NOT_FOUND',
    });
    started.signal('SIGTERM');
    expect(await started.ended).toBe(0);
  });

  it('[DEMO-2] has the demo with an explicit setting only, and warns', async () => {
    const started = start({ ...env, ROLLCALL_DEMO: '1', DATABASE_OWNER_URL: database.ownerUrl.reveal() });
    const port = await started.up();
    expect(started.said()).toMatch(/!! {2}ROLLCALL_DEMO is on/);
    expect((await get(port, '/')).status).toBe(200);
    started.signal('SIGINT');
    expect(await started.ended).toBe(0);
  });

  it.each([
    [
      'a database that is away',
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' },
      /DATABASE_URL: .*does not answer/,
    ],
    ['no URL', { DATABASE_OWNER_URL: 'postgres://a:b@[::1' }, /DATABASE_OWNER_URL is not a connection URL/],
    [
      '[DEMO-1] a demo on another address',
      { ROLLCALL_DEMO: '1', HOST: '0.0.0.0' },
      /listens on 127\.0\.0\.1 only/,
    ],
  ])('refuses %s in words, without a stack or a password', async (_what, change, words) => {
    const refused = start({ ...env, ...change });
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toMatch(words);
    expect(refused.said()).not.toMatch(/\n {4}at /);
    for (const url of [database.appUrl, database.systemUrl])
      expect(refused.said()).not.toContain(new URL(url.reveal()).password);
  });
});
