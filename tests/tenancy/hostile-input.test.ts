import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { expectBooksBalance } from '../_kit/books.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { callApi, type RawAnswer, rawRequest, refusalIn } from '../_kit/http.ts';
import { addPeople, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { invited, joined, procedures, type ReadyCall, validCalls } from '../_kit/valid-calls.ts';

let app: Awaited<ReturnType<typeof startApp>>;
let database: TestDatabase;
let home: TestDistrict;
let other: TestDistrict;
beforeAll(async () => {
  app = await startApp({ demo: true });
  database = openDatabase();
  other = await makeDistrict(app);
});
beforeEach(async () => {
  home = await makeDistrict(app, { studentSeats: null });
});
afterAll(async () => {
  await app.stop();
  await database.end();
});

const mutate = (person: TestPerson, name: string, input: unknown) =>
  callApi(app.port, name, { type: 'mutation', token: person.token, input });
const ask = (person: TestPerson, name: string, input: unknown) =>
  callApi(app.port, name, { type: 'query', token: person.token, input });
const stateOf = (district: TestDistrict) =>
  database.value<string>(
    `select jsonb_build_object(
       'district', (select to_jsonb(d) from district d where d.id = $2),
       'license', (select to_jsonb(l) from license l where l.id = $1),
       'members', (select jsonb_agg(to_jsonb(m) order by m.id) from member m where m.license_id = $1),
       'grants', (select jsonb_agg(to_jsonb(g) order by g.email) from license_admin g where g.license_id = $1),
       'events', (select count(*) from event e where e.license_id = $1))::text`,
    [district.licenseId, district.id],
  );

const withInput = procedures.filter(({ name }) => !['account.me', 'demo.people'].includes(name));

describe('keys that nobody asked for', () => {
  const smuggled = {
    districtId: () => other.id,
    tenantId: () => other.id,
    role: () => 'owner',
    status: () => 'accepted',
    domainAdmin: () => true,
    mode: () => 'at_once',
    actorIsDomainAdmin: () => true,
    personId: () => other.admin.id,
    email_verified: () => true,
  };

  it.each(withInput)(
    '[B04] [A02] [B18] $name refuses each of them and does nothing',
    async ({ name, type }) => {
      const ready = await validCalls[name]?.(app, home);
      if (ready === undefined) throw new Error('no call');
      const before = await stateOf(home);
      for (const [key, value] of Object.entries(smuggled)) {
        if (ready.input === undefined || key in ready.input) continue;
        const answer = await callApi(app.port, name, {
          ...ready,
          type,
          input: { ...ready.input, [key]: value() },
        });
        expect({ key, status: answer.status }).toEqual({ key, status: 400 });
        expect(refusalIn(answer)).toMatchObject({ details: { issues: [{ message: 'unrecognized_keys' }] } });
      }
      await expectProtoRefused(name, type, ready);
      expect(await stateOf(home)).toBe(before);
    },
  );

  /** As text: in a literal, `__proto__` would set the prototype instead of being a key. */
  async function expectProtoRefused(
    name: string,
    type: 'query' | 'mutation',
    ready: ReadyCall,
  ): Promise<void> {
    if (ready.input === undefined) return;
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const input = JSON.stringify(ready.input).replace(/\}$/, `,"${key}":{"domainAdmin":true}}`);
      const headers = {
        origin: `http://127.0.0.1:${app.port}`,
        'content-type': 'application/json',
        cookie: `rollcall=${ready.token ?? ''}`,
        ...ready.headers,
      };
      const answer = await (type === 'query'
        ? rawRequest(app.port, { path: `/api/${name}?input=${encodeURIComponent(input)}`, headers })
        : rawRequest(app.port, { method: 'POST', path: `/api/${name}`, headers, body: input }));
      expect({ key, status: answer.status }).toEqual({ key, status: 400 });
    }
    expect(Reflect.get({}, 'domainAdmin')).toBeUndefined();
  }

  it('[A02] a district in headers, cookies and the query decides nothing', async () => {
    const plain = await ask(home.admin, 'license.list', undefined);
    const claimed = await callApi(app.port, 'license.list', {
      type: 'query',
      headers: {
        cookie: `rollcall=${home.admin.token}; districtId=${other.id}; tenantId=${other.id}`,
        'x-district-id': other.id,
        'x-tenant-id': other.id,
        'x-forwarded-host': other.domain,
        'x-forwarded-user': other.admin.email,
      },
    });
    expect(claimed.body).toBe(plain.body);
    const queried = await rawRequest(app.port, {
      path: `/api/license.list?districtId=${other.id}&tenantId=${other.id}`,
      headers: { origin: `http://127.0.0.1:${app.port}`, cookie: `rollcall=${home.admin.token}` },
    });
    expect(queried.body).toBe(plain.body);
  });

  it('[B04] values of the wrong kind are refused by every procedure that takes input', async () => {
    for (const { name, type } of withInput) {
      const ready = await validCalls[name]?.(app, home);
      if (ready?.input === undefined) continue;
      for (const input of [
        null,
        [],
        'text',
        7,
        { ...ready.input, [Object.keys(ready.input)[0] ?? '']: { $ne: 1 } },
      ]) {
        const { status } = await callApi(app.port, name, { ...ready, type, input });
        expect({ name, input: JSON.stringify(input), status }).toMatchObject({ status: 400 });
      }
    }
  });
});

/** Signs that mean something to SQL, LIKE, JSON paths, JSON, C strings or UTF-16; and what was seen to break things. */
const hostile: readonly string[] = [
  "' or '1'='1",
  "'; drop table member; --",
  '" or ""="',
  '%',
  '_',
  '\\',
  '$1',
  '$$',
  ':name',
  '/* */',
  '.',
  '[0]',
  '*',
  '?',
  '$.**',
  '{"a":{"$gt":""}}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udc00b',
  '\u202egnp.exe',
  '\ufeff\u200b',
  '\r\nSet-Cookie: rollcall=x',
  `${'x'.repeat(319)}😀`,
  '𝕏'.repeat(160),
  'ﷺ'.repeat(100),
];

/** Anything but a defect: 2xx, or a refusal that is told. */
function expectCalm(answer: RawAnswer, what: Record<string, unknown>): void {
  expect({ ...what, defect: answer.status >= 500, body: answer.status >= 500 ? answer.body : '' }).toEqual({
    ...what,
    defect: false,
    body: '',
  });
}

describe('signs that mean something elsewhere', () => {
  it('[A10] in the cursor of a list: the beginning of the list, or literally a position in it', async () => {
    await addPeople(home.admin.client, home.licenseId, home.address('cursor'));
    const list = { licenseId: home.licenseId, filter: { status: null }, limit: 5 };
    const coded = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    for (const sort of ['added', 'email']) {
      for (const text of hostile) {
        for (const cursor of [
          text,
          coded(text),
          coded(['email', text]),
          coded(['added', text, text]),
          coded(['added', new Date().toISOString(), text]),
        ]) {
          const answer = await ask(home.admin, 'member.list', { ...list, sort, cursor });
          expectCalm(answer, { sort, text });
        }
      }
      for (const instant of [
        '0000-01-01T00:00:00Z',
        '9999-12-31T23:59:59.999999999Z',
        '0001-01-01T00:00:00Z',
      ]) {
        const cursor = coded(['added', instant, randomUUID()]);
        expectCalm(await ask(home.admin, 'member.list', { ...list, sort, cursor }), { sort, instant });
      }
    }
  });

  it('[A10] sorting and filtering take words of a closed list', async () => {
    const list = { licenseId: home.licenseId, filter: { status: null }, sort: 'added' };
    for (const text of [...hostile, 'email desc', 'm.email', 'added_at', 'key_hmac']) {
      for (const input of [
        { ...list, sort: text },
        { ...list, filter: { status: text } },
        { ...list, limit: text },
      ]) {
        const answer = await ask(home.admin, 'member.list', input);
        expect({ text, status: answer.status }).toEqual({ text, status: 400 });
      }
    }
  });

  it('[A10] [D06] in pasted names and addresses: a line of its own, kept literally', async () => {
    for (const [nth, text] of hostile.entries()) {
      const line = `"${text}" <name${nth}@hostile.example>`;
      for (const pasted of [text, `${text}@hostile.example`, line, `a${nth}@${text}.example`]) {
        const input = { licenseId: home.licenseId, text: pasted, userType: 'student' };
        const plan = await mutate(home.admin, 'member.planAdd', input);
        expectCalm(plan, { pasted });
        if (plan.status !== 200) continue;
        const { digest } = JSON.parse(plan.body).result.data;
        const add = await mutate(home.admin, 'member.add', { ...input, digest, requestId: newRequest() });
        expectCalm(add, { pasted });
        expect(JSON.parse(add.body).result.data.kind).toBe('done');
      }
    }
    const row = await getRow(home.admin.client, home.licenseId, 'name0@hostile.example');
    expect(row.name).toBe("' or '1'='1");
    await expectBooksBalance(database, home.licenseId);
  });

  it('[A10] [D06] in a reason for declining: kept literally', async () => {
    for (const text of hostile) {
      const person = await invited(app, home);
      const memberId = await inviteOf(person, home.licenseId);
      const answer = await mutate(person, 'invite.decline', {
        memberId,
        requestId: newRequest(),
        reason: text,
      });
      expectCalm(answer, { text });
      const kept = await database.value('select decline_reason from member where id = $1', [memberId]);
      if (/^[ -~]+$/.test(text)) expect(kept).toBe(text);
    }
    await expectBooksBalance(database, home.licenseId);
  });

  it('[A10] [D06] in comments, keys, codes, addresses and ids: refused or kept literally', async () => {
    const person = await joined(app, home);
    for (const text of hostile) {
      const said = await mutate(person, 'document.addComment', { text });
      expectCalm(said, { text });
      if (/^[ -~]+$/.test(text)) expect(JSON.parse(said.body).result.data.text).toBe(text);
      for (const [name, input] of [
        ['account.requestCode', { email: text }],
        ['account.requestCode', { email: `${text}@x.example` }],
        ['account.signIn', { email: 'a@x.example', code: text }],
        ['account.endSession', { sessionId: text }],
        ['document.begin', { feature: text }],
        ['document.removeComment', { commentId: text }],
        ['invite.join', { memberId: text, requestId: newRequest() }],
        ['license.readKey', { licenseId: text }],
        [
          'member.add',
          {
            licenseId: home.licenseId,
            text: 'a@b.example',
            userType: text,
            digest: '',
            requestId: newRequest(),
          },
        ],
      ] as const) {
        const answer = await mutate(home.admin, name, input);
        expectCalm(answer, { name, text });
      }
    }
    expectCalm(await ask(person, 'document.comments', undefined), {});
  });

  it('[A10] in a licence key and in a digest: not accepted, and nothing happens', async () => {
    for (const text of hostile) {
      const person = await invited(app, home);
      const answer = await mutate(person, 'licenseKey.redeem', { key: text, requestId: newRequest() });
      expectCalm(answer, { text });
      expect(['KEY_NOT_ACCEPTED', 'INVALID_INPUT']).toContain(refusalIn(answer)?.code);
      const input = { licenseId: home.licenseId, text: 'digest@hostile.example', userType: 'student' };
      const add = await mutate(home.admin, 'member.add', { ...input, digest: text, requestId: newRequest() });
      expect(JSON.parse(add.body).result.data.kind).toBe('plan_changed');
    }
  });
});

describe('people whom another district has', () => {
  const pasteOf = (emails: readonly string[]) => emails.join('\n');

  it('[A06] [A07] are added like anybody else, and neither district learns of the other', async () => {
    const shared = await joined(app, other);
    const waiting = other.address('waiting');
    await addPeople(other.admin.client, other.licenseId, waiting);
    const before = await stateOf(other);
    const emails = [shared.email, waiting, 'unknown-to-all@new.example'];
    const result = await addPeople(home.admin.client, home.licenseId, pasteOf(emails));
    if (result.kind !== 'done') throw new Error(result.kind);
    expect(result.lines.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual(
      Array(3).fill({ outcome: 'invited', reason: null }),
    );
    const rows = await Promise.all(emails.map((email) => getRow(home.admin.client, home.licenseId, email)));
    const shape = (row: (typeof rows)[number]) => ({ ...row, id: '', email: '', canonicalEmail: '', seq: 0 });
    expect(rows.map(shape)).toEqual(Array(3).fill(shape(rows[2] as (typeof rows)[number])));
    expect(await stateOf(other)).toBe(before);

    const { entries } = await shared.client.invite.inbox.query();
    expect(entries.map((entry) => entry.state).sort()).toEqual(['accepted', 'invited']);
    for (const email of emails) {
      const row = await getRow(home.admin.client, home.licenseId, email);
      expect(row.status).toBe('invited');
    }
  });

  it('[A06] take as long to add as people whom nobody has', async () => {
    const theirs = Array.from({ length: 200 }, (_, nth) => other.address(`theirs${nth}`));
    await database.rows('update license set student_seats = null where id = $1', [other.licenseId]);
    await addPeople(other.admin.client, other.licenseId, pasteOf(theirs));
    const timed = async (emails: readonly string[]) => {
      const startedAt = performance.now();
      await addPeople(home.admin.client, home.licenseId, pasteOf(emails));
      return performance.now() - startedAt;
    };
    const ratios: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const nobodys = Array.from({ length: 50 }, (_, nth) => `n${round}-${nth}@nobody.example`);
      const unknown = await timed(nobodys);
      ratios.push((await timed(theirs.slice(round * 50, round * 50 + 50))) / unknown);
    }
    const median = ratios.sort((one, two) => one - two)[1] ?? 0;
    expect(median).toBeGreaterThan(0.2);
    expect(median).toBeLessThan(5);
  });
});
