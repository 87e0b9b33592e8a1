import fc from 'fast-check';
import { toASCII } from 'tr46';
import { describe, expect, test } from 'vitest';
import { canonicalDomain, canonicalEmail, domainOf, emailInput } from './emails.ts';

/** The canonical form, or the reason in capitals, so that a table of both reads at a glance. */
function answer(raw: string): string {
  const result = canonicalEmail(raw);
  return result.ok ? result.email : result.reason.toUpperCase();
}

const atoms = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,12}$/);
const labels = fc
  .stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,10}[A-Za-z0-9]$/)
  .filter((label) => !label.startsWith('--', 2));
const locals = fc.array(atoms, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
const domains = fc
  .tuple(fc.array(labels, { minLength: 1, maxLength: 3 }), fc.constantFrom('edu', 'Org', 'k12', 'CO'))
  .map(([parts, top]) => [...parts, top].join('.'));
const mailboxes = fc.tuple(locals, domains).map(([local, domain]) => `${local}@${domain}`);

/** Text near enough to an address that some of it is accepted. */
const nearlyMailboxes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'ana',
        '@',
        '.',
        'x.edu',
        'école',
        'xn--cole-9oa',
        '-',
        ' ',
        '"',
        '+tag',
        '。',
        'ß',
        'é',
        'K',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('canonicalEmail', () => {
  test.each([
    ['ana@school.edu', 'ana@school.edu'],
    ['Ana.Ruiz@School.EDU', 'ana.ruiz@school.edu'],
    ['  ana@school.edu\r\n', 'ana@school.edu'],
    ['a.n.a+math@school.edu', 'a.n.a+math@school.edu'],
    ["o'brien@school.edu", "o'brien@school.edu"],
    ['ana@school.k12.ca.us', 'ana@school.k12.ca.us'],
  ])('[ADDR-1] %j is %s', (raw, expected) => {
    expect(answer(raw)).toBe(expected);
  });

  test.each([
    ['upper case', 'ANA@SCHOOL.EDU', 'ana@school.edu'],
    ['composed letter in the domain', 'ana@\u00e9cole.fr', 'ana@xn--cole-9oa.fr'],
    ['decomposed letter in the domain', 'ana@e\u0301cole.fr', 'ana@xn--cole-9oa.fr'],
    ['composed letter before the at sign', 'an\u00e1@school.edu', 'LOOKALIKE_CHARACTERS'],
    ['decomposed letter before the at sign', 'ana\u0301@school.edu', 'LOOKALIKE_CHARACTERS'],
    ['fullwidth at sign', 'ana\uff20school.edu', 'LOOKALIKE_CHARACTERS'],
    ['small at sign', 'ana\ufe6bschool.edu', 'LOOKALIKE_CHARACTERS'],
    ['fullwidth at sign before a real one', 'ana\uff20school.edu@evil.com', 'LOOKALIKE_CHARACTERS'],
    ['fullwidth at sign behind a real one', 'ana@school.edu\uff20evil.com', 'AFTER_THE_AT_SIGN'],
    ['two at signs', 'ana@school.edu@evil.com', 'BEFORE_THE_AT_SIGN'],
    ['Kelvin sign before the at sign', '\u212aevin@school.edu', 'LOOKALIKE_CHARACTERS'],
    ['Kelvin sign in the domain', 'ana@\u212aids.edu', 'ana@kids.edu'],
    ['Greek grave accent that composes to a backtick', '\u1fefana@school.edu', 'LOOKALIKE_CHARACTERS'],
    ['dotless i', '\u0131vy@school.edu', 'LOOKALIKE_CHARACTERS'],
    ['dotted capital I', '\u0130vy@school.edu', 'LOOKALIKE_CHARACTERS'],
    ['long s', 'ro\u017fe@school.edu', 'LOOKALIKE_CHARACTERS'],
    ['fullwidth letter', '\uff41na@school.edu', 'LOOKALIKE_CHARACTERS'],
    ['Cyrillic a before the at sign', '\u0430na@school.edu', 'LOOKALIKE_CHARACTERS'],
    ['Cyrillic o among Latin letters of the domain', 'ana@sch\u043eol.edu', 'LOOKALIKE_CHARACTERS'],
    ['the same as punycode', 'ana@xn--schol-lye.edu', 'LOOKALIKE_CHARACTERS'],
    ['Greek o among Latin letters of the domain', 'ana@sch\u03bfol.edu', 'LOOKALIKE_CHARACTERS'],
    ['a domain that is Cyrillic throughout', 'ana@школа.рф', 'ana@xn--80atdl2c.xn--p1ai'],
    ['Japanese with Latin', 'ana@日本x.jp', 'ana@xn--x-jn6bt1b.jp'],
    ['zero-width space', 'a\u200bna@school.edu', 'HIDDEN_CHARACTERS'],
    ['zero-width joiner in the domain', 'ana@sch\u200dool.edu', 'HIDDEN_CHARACTERS'],
    ['zero-width space at the end', 'ana@school.edu\u200b', 'HIDDEN_CHARACTERS'],
    ['soft hyphen', 'ana@sch\u00adool.edu', 'HIDDEN_CHARACTERS'],
    ['variation selector', 'ana@school\ufe0f.edu', 'HIDDEN_CHARACTERS'],
    ['invisible letter', 'ana@school\u3164.edu', 'HIDDEN_CHARACTERS'],
    ['right-to-left override', 'ana\u202e@school.edu', 'HIDDEN_CHARACTERS'],
    ['direction isolate', '\u2066ana@school.edu\u2069', 'HIDDEN_CHARACTERS'],
    ['NUL', 'ana\0@school.edu', 'HIDDEN_CHARACTERS'],
    ['line end inside', 'ana@school.edu\r\nBcc: ben@school.edu', 'HIDDEN_CHARACTERS'],
    ['half a surrogate pair', 'ana@school\ud800.edu', 'HIDDEN_CHARACTERS'],
    ['trailing dot', 'ana@school.edu.', 'ana@school.edu'],
    ['two trailing dots', 'ana@school.edu..', 'AFTER_THE_AT_SIGN'],
    ['ideographic dot', 'ana@school\u3002edu', 'ana@school.edu'],
    ['international domain', 'ana@bücher.de', 'ana@xn--bcher-kva.de'],
    ['the same as punycode', 'ana@XN--BCHER-KVA.de', 'ana@xn--bcher-kva.de'],
    ['sharp s, which is not ss', 'ana@faß.de', 'ana@xn--fa-hia.de'],
    ['punycode of nothing', 'ana@xn--a.de', 'AFTER_THE_AT_SIGN'],
    ['quoted local part', '"ana ruiz"@school.edu', 'BEFORE_THE_AT_SIGN'],
    ['quoted at sign', '"ana@evil.com"@school.edu', 'BEFORE_THE_AT_SIGN'],
    ['comment', 'ana(x)@school.edu', 'BEFORE_THE_AT_SIGN'],
    ['dot first', '.ana@school.edu', 'BEFORE_THE_AT_SIGN'],
    ['two dots', 'a..na@school.edu', 'BEFORE_THE_AT_SIGN'],
    ['nothing before', '@school.edu', 'BEFORE_THE_AT_SIGN'],
    ['nothing behind', 'ana@', 'AFTER_THE_AT_SIGN'],
    ['one label', 'ana@school', 'AFTER_THE_AT_SIGN'],
    ['an address literal', 'ana@[127.0.0.1]', 'AFTER_THE_AT_SIGN'],
    ['a bare address', 'ana@127.0.0.1', 'AFTER_THE_AT_SIGN'],
    ['underscore in the domain', 'ana@my_school.edu', 'AFTER_THE_AT_SIGN'],
    ['hyphen first', 'ana@-school.edu', 'AFTER_THE_AT_SIGN'],
    ['a label of 64', `ana@${'x'.repeat(64)}.edu`, 'AFTER_THE_AT_SIGN'],
    ['65 before the at sign', `${'a'.repeat(65)}@school.edu`, 'TOO_LONG'],
    ['255 in all', `ana@${'x.'.repeat(124)}edu`, 'TOO_LONG'],
    ['hyphens where punycode has them', 'ana@ab--cd.edu', 'AFTER_THE_AT_SIGN'],
    ['half a million labels', `ana@${'x.'.repeat(500_000)}edu`, 'TOO_LONG'],
    ['a million', `${'a'.repeat(1_000_000)}@school.edu`, 'TOO_LONG'],
    ['nothing', '', 'EMPTY'],
    ['only spaces', ' \t\u00a0', 'EMPTY'],
    ['no address', 'Ana Ruiz', 'NO_AT_SIGN'],
  ])('[B10] [ADDR-3] %s', (_trick, raw, expected) => {
    expect(answer(raw)).toBe(expected);
  });

  test('[B10] the longest address and local part are accepted, one more is not', () => {
    expect(answer(`${'a'.repeat(64)}@school.edu`)).toBe(`${'a'.repeat(64)}@school.edu`);
    const longest = `ana@${'x.'.repeat(123)}educ`;
    expect(longest).toHaveLength(254);
    expect(answer(longest)).toBe(longest);
    expect(answer(`${longest}x`)).toBe('TOO_LONG');
  });

  test('[B10] the limit counts the canonical form, not the shorter spelling', () => {
    expect(answer(`an@${'ü.'.repeat(31)}edu`)).toHaveLength(254);
    expect(answer(`ana@${'ü.'.repeat(31)}edu`)).toBe('TOO_LONG');
  });

  test('[ADDR-1] canonicalising twice changes nothing', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(mailboxes, nearlyMailboxes), (raw) => {
        const first = canonicalEmail(raw);
        if (!first.ok) return;
        accepted += 1;
        expect(canonicalEmail(first.email)).toEqual({ ok: true, email: first.email, shown: first.email });
        expect(answer(first.shown)).toBe(first.email);
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  test('[ADDR-1] the mailbox keeps its domain and its name, letter for letter but for case', () => {
    fc.assert(
      fc.property(locals, domains, fc.constantFrom('', '.'), (local, domain, dot) => {
        expect(answer(`${local}@${domain}${dot}`)).toBe(`${local.toLowerCase()}@${domain.toLowerCase()}`);
      }),
      { numRuns: 1000 },
    );
  });

  test('[B10] whatever comes in, what comes out is printable ASCII with one at sign', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(mailboxes, nearlyMailboxes), (raw) => {
        const result = canonicalEmail(raw);
        if (!result.ok) return;
        accepted += 1;
        expect(result.email).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/);
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  test('[ADDR-4] the spelling that was entered is kept beside the canonical form', () => {
    expect(canonicalEmail(' Ana.Ruiz@Bu\u0308cher.de ')).toEqual({
      ok: true,
      email: 'ana.ruiz@xn--bcher-kva.de',
      shown: 'Ana.Ruiz@B\u00fccher.de',
    });
  });
});

test('[ADDR-1] domainOf gives what stands behind the at sign', () => {
  const result = canonicalEmail('Ana@School.edu');
  expect(result.ok && domainOf(result.email)).toBe('school.edu');
});

test('[ADDR-1] canonicalDomain refuses what is no host name', () => {
  expect(canonicalDomain('School.EDU.')).toBe('school.edu');
  for (const raw of ['', '.', 'school', 'school..edu', 'sch ool.edu', 'school.edu/x', 'a@b.edu', '1.2.3.4'])
    expect(canonicalDomain(raw)).toBeNull();
});

test('[ADDR-3] the input schema refuses with the reason and without throwing', () => {
  expect(emailInput.parse(' Ana@School.edu ')).toEqual({ email: 'ana@school.edu', shown: 'Ana@School.edu' });
  const refused = emailInput.safeParse('ana');
  expect(refused.error?.issues.map((issue) => issue.message)).toEqual(['no_at_sign']);
  expect(emailInput.safeParse('a'.repeat(1001)).success).toBe(false);
});

test('[ADDR-1] a plain name takes the short way to what UTS 46 makes of it', () => {
  const plain = fc.stringMatching(/^[a-z0-9.-]{1,20}\.(?:edu|k12|c0)$/);
  const rules = { checkBidi: true, checkHyphens: true, useSTD3ASCIIRules: true, verifyDNSLength: true };
  fc.assert(
    fc.property(plain, (name) => {
      const domain = canonicalDomain(name);
      if (domain !== null) expect(domain).toBe(toASCII(name, rules));
      else expect(toASCII(name, rules) === null || /^[.-]|[.-]{2}|-$|-\.|\.-/.test(name)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
