import { randomUUID } from 'node:crypto';
import { DomainError } from '@rollcall/core/errors.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { createClient, refusalOf, type TestClient } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { signIn } from '../_kit/district.ts';
import { callApi } from '../_kit/http.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let nobody: TestClient;
withServer({ demo: true }, (server) => {
  ({ app, database } = server);
  nobody = createClient(app.port, null);
});

const freshAddress = () => `code-${randomUUID().slice(0, 8)}@codes.example`;
async function codeFor(email: string): Promise<string> {
  const { demoCode } = await nobody.account.requestCode.mutate({ email });
  if (demoCode === null) throw new Error('no code on the page');
  return demoCode;
}
/** Some other code of six digits. */
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0');
const sessionsOf = (email: string) =>
  database.value<number>(
    `select count(*)::int from session s join person_email e on e.person_id = s.person_id where e.email = $1`,
    [email],
  );

describe('one-time codes', () => {
  it('[SESSION-1] six digits, used once, and the cookie is out of every script’s reach', async () => {
    const email = freshAddress();
    const code = await codeFor(email);
    expect(code).toMatch(/^\d{6}$/);
    const answer = await callApi(app.port, 'account.signIn', { type: 'mutation', input: { email, code } });
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^rollcall=rs_[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(answer.body).not.toContain('rs_');
    expect(await refusalOf(nobody.account.signIn.mutate({ email, code }))).toEqual({
      code: 'CODE_EXPIRED',
      details: {},
    });
    expect(await sessionsOf(email)).toBe(1);
  });

  it('[SESSION-1] five tries, counted also when they come at once; the sixth is too late even if right', async () => {
    const email = freshAddress();
    const code = await codeFor(email);
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        refusalOf(nobody.account.signIn.mutate({ email, code: wrong(code, nth + 1) })),
      ),
    );
    const left = tries.flatMap((refusal) =>
      refusal.code === 'CODE_NOT_ACCEPTED' ? [refusal.details.triesLeft] : [],
    );
    expect(left.sort()).toEqual([0, 1, 2, 3, 4]);
    expect(tries.filter((refusal) => refusal.code === 'CODE_EXPIRED')).toHaveLength(15);
    expect((await refusalOf(nobody.account.signIn.mutate({ email, code }))).code).toBe('CODE_EXPIRED');
    expect(await database.rows('select 1 from person_email where email = $1', [email])).toEqual([]);
    await app.context.refusals.flush();
    const counted = await database.value<number>(
      "select coalesce(sum(count), 0)::int from security_event where kind = 'code_not_accepted'",
    );
    expect(counted).toBeGreaterThanOrEqual(21);
  });

  it('[SESSION-1] one right code sent twenty times at once signs in once', async () => {
    const email = freshAddress();
    const code = await codeFor(email);
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, () => nobody.account.signIn.mutate({ email, code })),
    );
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await sessionsOf(email)).toBe(1);
  });

  it('[SESSION-1] ten minutes', async () => {
    const email = freshAddress();
    const code = await codeFor(email);
    const turn = (by: string) =>
      database.rows('update sign_in_code set expires_at = expires_at - $2::interval where email = $1', [
        email,
        by,
      ]);
    await turn('9 minutes 50 seconds');
    expect((await refusalOf(nobody.account.signIn.mutate({ email, code: wrong(code) }))).code).toBe(
      'CODE_NOT_ACCEPTED',
    );
    await turn('10 seconds');
    expect((await refusalOf(nobody.account.signIn.mutate({ email, code }))).code).toBe('CODE_EXPIRED');
  });

  it('[B21] a new code ends the old one at once, and brings five tries of its own', async () => {
    const email = freshAddress();
    const old = await codeFor(email);
    await refusalOf(nobody.account.signIn.mutate({ email, code: wrong(old) }));
    const fresh = await codeFor(email);
    if (old !== fresh) {
      expect(await refusalOf(nobody.account.signIn.mutate({ email, code: old }))).toEqual({
        code: 'CODE_NOT_ACCEPTED',
        details: { triesLeft: 4 },
      });
    }
    await nobody.account.signIn.mutate({ email, code: fresh });
    expect(await sessionsOf(email)).toBe(1);
  });

  it('[SESSION-1] [R11] the seventh code in ten minutes is throttled, in whatever spelling it is asked for', async () => {
    const email = freshAddress();
    const spellings = [email, email.toUpperCase(), ` ${email} `, `${email}.`, email, email];
    for (const spelling of spellings) await codeFor(spelling);
    const refusal = await refusalOf(nobody.account.requestCode.mutate({ email }));
    if (refusal.code !== 'THROTTLED') throw new Error(refusal.code);
    expect(refusal.details.retryAfterS).toBeGreaterThan(0);
    expect(refusal.details.retryAfterS).toBeLessThanOrEqual(600);
    await codeFor(freshAddress());
  });

  it('[SESSION-1] [R11] a network that keeps guessing is stopped, over all mailboxes; pupils who sign in cost it nothing', async () => {
    const { throttles } = app.context;
    const network = `203.0.${randomUUID().slice(0, 4)}`;
    const attempt = (run: () => Promise<unknown>) =>
      throttles.countMisses('codeMissesPerNetwork', network, 'CODE_NOT_ACCEPTED', run);
    for (let pupil = 0; pupil < 450; pupil += 1) await attempt(async () => {});
    const miss = () => attempt(() => Promise.reject(new DomainError('CODE_NOT_ACCEPTED', { triesLeft: 4 })));
    for (let guess = 0; guess < 400; guess += 1)
      await expect(miss()).rejects.toMatchObject({ code: 'CODE_NOT_ACCEPTED' });
    await expect(miss()).rejects.toMatchObject({ code: 'THROTTLED' });
    await expect(attempt(async () => {})).rejects.toMatchObject({ code: 'THROTTLED' });
  });

  it('[SESSION-1] [B01] asking answers alike for an address that somebody has and one that nobody has', async () => {
    const known = await signIn(app, freshAddress());
    const shape = async (email: string) => {
      const answer = await callApi(app.port, 'account.requestCode', { type: 'mutation', input: { email } });
      return { status: answer.status, body: answer.body.replace(/\d{6}/, '') };
    };
    expect(await shape(known.email)).toEqual(await shape(freshAddress()));
    const guess = { code: '000000' };
    const [one, two] = [freshAddress(), known.email];
    expect(await refusalOf(nobody.account.signIn.mutate({ ...guess, email: one }))).toEqual({
      code: 'CODE_EXPIRED',
      details: {},
    });
    const refused = await refusalOf(nobody.account.signIn.mutate({ ...guess, email: two }));
    expect(['CODE_NOT_ACCEPTED', 'CODE_EXPIRED']).toContain(refused.code);
  });

  it('[B06] a code for one purpose, mailbox or person opens nothing for another', async () => {
    const one = await signIn(app, freshAddress());
    const two = await signIn(app, freshAddress());
    const email = freshAddress();
    const { demoCode } = await one.client.account.requestAddressCode.mutate({ email });
    const code = demoCode ?? '';
    const refused = { code: 'CODE_EXPIRED', details: {} };
    expect(await refusalOf(nobody.account.signIn.mutate({ email, code }))).toEqual(refused);
    expect(await refusalOf(two.client.account.addAddress.mutate({ email, code }))).toEqual(refused);
    const other = freshAddress();
    expect(await refusalOf(one.client.account.addAddress.mutate({ email: other, code }))).toEqual(refused);
    const forSigningIn = await codeFor(other);
    const crossed = one.client.account.addAddress.mutate({ email: other, code: forSigningIn });
    expect(await refusalOf(crossed)).toEqual(refused);
    expect(await one.client.account.addAddress.mutate({ email, code })).toEqual({ ok: true });
  });

  it('[B06] what is stored is no code: not in clear, not as a plain hash, and not the same for two mailboxes', async () => {
    const emails = [freshAddress(), freshAddress()];
    const codes = await Promise.all(emails.map(codeFor));
    const rows = await database.rows<{ code_hash: Buffer }>(
      'select code_hash from sign_in_code where email = any ($1)',
      [emails],
    );
    expect(rows).toHaveLength(2);
    for (const { code_hash: hash } of rows) {
      expect(hash).toHaveLength(32);
      for (const code of codes) {
        expect(hash.toString('latin1')).not.toContain(code);
        const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
        expect(hash.equals(Buffer.from(digest))).toBe(false);
      }
    }
  });

  it('[SESSION-1] without a way to deliver, asking says so instead of pretending', async () => {
    await using silent = await startApp({ logLevel: 'silent' });
    const asking = createClient(silent.port, null).account.requestCode.mutate({ email: freshAddress() });
    expect(await refusalOf(asking)).toEqual({ code: 'UNAVAILABLE', details: {} });
  });
});
