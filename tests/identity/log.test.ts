import { Writable } from 'node:stream';
import { createApp, type RunningApp } from '@rollcall/server/app.ts';
import { Secret } from '@rollcall/server/env.ts';
import { createLog } from '@rollcall/server/log.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testEnv } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { callApi, rawRequest } from '../_kit/http.ts';
import { addPeople, openKey } from '../_kit/membership.ts';
import { useSandbox } from '../_kit/sandbox.ts';
import { procedures, validCalls } from '../_kit/valid-calls.ts';

const sandbox = useSandbox();
let database: TestDatabase;
beforeAll(() => {
  database = openDatabase();
});
afterAll(() => database.end());

/** A server whose whole log, from debug upwards, is kept in memory. */
async function startLogged(changes: Parameters<typeof testEnv>[0]) {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  const app = await createApp(testEnv({ ...changes, logLevel: 'debug' }), createLog('debug', destination));
  return { app, text: () => lines.join('') };
}

/** Everything of a test run that must be in no log: addresses, tokens, keys, codes. */
class Canaries {
  readonly #words = new Set<string>();
  add(...words: readonly (string | null | undefined)[]): void {
    for (const word of words) if (word != null && word.length > 5) this.#words.add(word);
  }
  foundIn(text: string): string[] {
    return [...this.#words].filter((word) => text.includes(word));
  }
}

async function everyCall(app: RunningApp, canaries: Canaries): Promise<void> {
  const home = await makeDistrict(app);
  canaries.add(home.admin.email, home.admin.token, await openKey(home.admin.client, home.licenseId));
  for (const { name, type } of procedures) {
    const ready = await validCalls[name]?.(app, home);
    if (ready === undefined) throw new Error('no call');
    const { input = {} } = ready;
    canaries.add(ready.token);
    for (const field of ['email', 'code', 'key', 'text']) {
      const value = Reflect.get(input, field);
      if (typeof value === 'string') canaries.add(value);
    }
    const answer = await callApi(app.port, name, { ...ready, type });
    canaries.add(
      ...(answer.body.match(/[\w.-]+@[\w.-]+|[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}|(?<="demoCode":")\d{6}/g) ?? []),
    );
    canaries.add((answer.headers['set-cookie'] ?? []).toString().match(/rs_[\w-]+/)?.[0]);
    await callApi(app.port, name, { ...ready, type, input: { ...input, smuggled: home.admin.email } });
    await callApi(app.port, name, { ...ready, type, token: `rs_${'x'.repeat(43)}` });
  }
  const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
  const body = JSON.stringify({ email: home.admin.email });
  await rawRequest(app.port, { method: 'POST', path: '/api/account.requestCode', headers, body });
  await rawRequest(app.port, { path: `/nowhere?email=${home.admin.email}&token=${home.admin.token}` });
}

/** A unique violation in the middle of an addition: PostgreSQL then quotes the address in its message. */
async function defectWithAddress(app: RunningApp, email: string): Promise<void> {
  const home = await makeDistrict(app);
  const holder = await database.connect();
  await holder.query('begin');
  await holder.query("set local session_replication_role = 'replica'");
  await holder.query(
    `insert into member (district_id, license_id, email, email_shown, user_type, status, seq, added_by)
     values ($1, $2, $3, $3, 'student', 'invited', 1, 'holder')`,
    [home.id, home.licenseId, email],
  );
  const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
  const adding = addPeople(home.admin.client, home.licenseId, email).catch((error: unknown) => error);
  await vi.waitFor(async () =>
    expect(
      await database.value(
        'select count(*)::int from pg_stat_activity where $1 = any (pg_blocking_pids(pid))',
        [rows[0]?.pid],
      ),
    ).toBe(1),
  );
  await holder.query('commit');
  holder.release();
  expect(String(await adding)).toContain('INTERNAL');
  await database.rows('delete from member where license_id = $1', [home.licenseId]);
}

describe('the log', () => {
  it('[B07] over every call, its refusals and defects, holds no address, token, key or code', async () => {
    const { app, text } = await startLogged(envOfSandbox(sandbox()));
    const canaries = new Canaries();
    const inError = 'canary.in.error@defect.example';
    canaries.add(inError);
    await everyCall(app, canaries);
    await defectWithAddress(app, inError);
    await app.stop();
    expect(text()).toContain('a call failed');
    expect(text()).toContain('member_live_email');
    expect(canaries.foundIn(text())).toEqual([]);
    expect(/rs_[\w-]{20}|[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}|@[\w-]+\.example/.exec(text())).toBeNull();
  });

  it('[B07] a code that cannot be delivered is logged without the code and the mailbox', async () => {
    const { app, text } = await startLogged({ smtpUrl: new Secret('smtp://user:password@127.0.0.1:1') });
    const email = 'canary.mailbox@undelivered.example';
    await signIn(app, email);
    const answer = await callApi(app.port, 'account.requestCode', { type: 'mutation', input: { email } });
    expect(answer.status).toBe(503);
    await app.stop();
    expect(text()).toContain('could not be sent');
    expect(text()).not.toContain('canary');
    expect(text()).not.toContain('password');
    expect(/(?<![\d.])\d{6}(?!\d)/.exec(text())).toBeNull();
  });
});
