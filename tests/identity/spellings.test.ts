import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { createClient, refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { addPeople } from '../_kit/membership.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({ demo: true }, (server) => {
  ({ app, database } = server);
});

/** Spellings of one mailbox. */
const alike = [
  'ana@münchen.example',
  'ANA@MÜNCHEN.EXAMPLE',
  'ana@mu\u0308nchen.example',
  'ana@xn--mnchen-3ya.example',
  'ana@XN--MNCHEN-3YA.example.',
  '  Ana@München.example  ',
  'ana@ｍünchen.example',
  'ana@münchen\u3002example',
];

/** What passes for the mailbox, or for somebody's, and is none; with the reason it is refused for. */
const refused: Readonly<Record<string, string>> = {
  'ana＠münchen.example': 'lookalike_characters',
  '\u212aana@münchen.example': 'lookalike_characters',
  'an\u0430@münchen.example': 'lookalike_characters',
  'ſam@münchen.example': 'lookalike_characters',
  'ıan@münchen.example': 'lookalike_characters',
  'a\u200bna@münchen.example': 'hidden_characters',
  'ana@mün\u00adchen.example': 'hidden_characters',
  '\u202eana@münchen.example': 'hidden_characters',
  'ana@p\u0430ypal.example': 'lookalike_characters',
  '"ana"@münchen.example': 'before_the_at_sign',
  'ana..ruiz@münchen.example': 'before_the_at_sign',
  'ana@münchen': 'after_the_at_sign',
  'ana@-münchen.example': 'after_the_at_sign',
  'ana@[127.0.0.1]': 'after_the_at_sign',
  'ana@127.0.0.1': 'after_the_at_sign',
  [`${'a'.repeat(65)}@münchen.example`]: 'too_long',
  [`ana@${'m.'.repeat(130)}example`]: 'too_long',
};

describe('one mailbox, however it is spelled', () => {
  it('[B10] [ADDR-1] is one line that counts, one row and one seat', async () => {
    const district = await makeDistrict(app, { studentSeats: 1 });
    const result = await addPeople(district.admin.client, district.licenseId, alike.join('\n'));
    expect(result).toMatchObject({ kind: 'done', outcomes: { invited: 1, duplicate: alike.length - 1 } });
    for (const spelling of alike) {
      const again = await addPeople(district.admin.client, district.licenseId, spelling);
      expect({ spelling, again }).toMatchObject({ again: { outcomes: { already_invited: 1 } } });
    }
    const rows = await database.rows('select email from member where license_id = $1', [district.licenseId]);
    expect(rows).toEqual([{ email: 'ana@xn--mnchen-3ya.example' }]);
    await expectBooksBalance(database, district.licenseId);
  });

  it('[B10] [ADDR-5] is one person, who signs in by any of the spellings', async () => {
    const people = await Promise.all(alike.map((spelling) => signIn(app, spelling.trim())));
    expect(new Set(people.map((person) => person.id)).size).toBe(1);
    const nobody = createClient(app.port, null);
    const { demoCode } = await nobody.account.requestCode.mutate({ email: alike[1] ?? '' });
    await nobody.account.signIn.mutate({ email: alike[3] ?? '', code: demoCode ?? '' });
    const owners = await database.rows(
      `select 1 from person_email where email like 'ana@%nchen%' or email like 'ANA@%'`,
    );
    expect(owners).toHaveLength(1);
  });
});

describe('what looks like a mailbox and is none', () => {
  it('[B10] [ADDR-3] is refused with its reason when it is added, and nobody is', async () => {
    const district = await makeDistrict(app);
    for (const [text, reason] of Object.entries(refused)) {
      const input = { licenseId: district.licenseId, text, userType: 'student' as const };
      const plan = await district.admin.client.member.planAdd.mutate(input);
      expect({ text, lines: plan.lines }).toMatchObject({
        text,
        lines: [{ outcome: 'invalid_email', reason, email: null }],
      });
    }
  });

  it('[B10] gets no code, in signing in and in proving a second address', async () => {
    const nobody = createClient(app.port, null);
    const somebody = await signIn(app, 'spellings@people.example');
    for (const [email, message] of Object.entries(refused)) {
      const refusal = { code: 'INVALID_INPUT', details: { issues: [{ path: 'email', message }] } };
      expect(await refusalOf(nobody.account.requestCode.mutate({ email }))).toEqual(refusal);
      expect(await refusalOf(somebody.client.account.requestAddressCode.mutate({ email }))).toEqual(refusal);
    }
    expect(
      await database.value<number>(`select count(*)::int from sign_in_code where email !~ '^[!-~]+$'`),
    ).toBe(0);
  });
});
