import { randomUUID } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { callApi, type RawAnswer, refusalIn } from '../_kit/http.ts';
import { addPeople, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { invited, joined } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
withServer({ demo: true }, (server) => {
  ({ app, database } = server);
});
beforeEach(async () => {
  home = await makeDistrict(app, { studentSeats: null });
});

const mutate = (person: TestPerson, name: string, input: unknown) =>
  callApi(app.port, name, { type: 'mutation', token: person.token, input });
const ask = (person: TestPerson, name: string, input: unknown) =>
  callApi(app.port, name, { type: 'query', token: person.token, input });
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
    const list = { licenseId: home.licenseId, filter: {}, order: 'descending', limit: 5 };
    const coded = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    // A cursor of another order than the list's says nothing, as one that cannot be read.
    const inOrder: [sort: string, parts: (text: string) => unknown[]][] = [
      ['added', (text) => [text, ['added', text, text], ['added', new Date().toISOString(), text]]],
      ['email', (text) => [['email', text]]],
      [
        'name',
        (text) => [
          ['name', text, 'a@b.example'],
          ['name', 'a', text],
          ['email', text],
        ],
      ],
    ];
    for (const [sort, parts] of inOrder) {
      for (const text of hostile) {
        for (const cursor of [text, ...parts(text).map(coded)].slice(sort === 'added' ? 0 : 1)) {
          expectCalm(await ask(home.admin, 'member.list', { ...list, sort, cursor }), { sort, text });
        }
      }
    }
    for (const instant of [
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59.999999999Z',
      '0001-01-01T00:00:00Z',
    ]) {
      const cursor = coded(['added', instant, randomUUID()]);
      expectCalm(await ask(home.admin, 'member.list', { ...list, sort: 'added', cursor }), { instant });
    }
  });

  it('[A10] sorting and filtering take words of a closed list', async () => {
    const list = { licenseId: home.licenseId, filter: {}, sort: 'added', order: 'descending' };
    for (const text of [...hostile, 'email desc', 'm.email', 'added_at', 'key_hmac']) {
      for (const input of [
        { ...list, sort: text },
        { ...list, order: text },
        { ...list, filter: { statuses: [text] } },
        { ...list, filter: { activity: text } },
        { ...list, filter: { sources: [text] } },
        { ...list, filter: { addedFrom: text } },
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
