import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MailFacts, mailText } from './mail-text.ts';
import { plainName } from './plain-name.ts';

const links = { open: 'https://rollcall.example/app/', stop: 'https://rollcall.example/mail/stop/rcm_x' };
const facts = (changes: Partial<MailFacts> = {}): MailFacts => ({
  kind: 'invitation',
  licenseName: 'Grade 7',
  districtName: 'Lakeview',
  addedBy: 'Lena Ortiz',
  days: null,
  ...changes,
});

/** What somebody could try to smuggle in by a name. */
const naughty = [
  'Lena\r\nBcc: everybody@victim.example',
  'Lena\u2028Subject: other',
  'Lena\0',
  '\u202EgnihsihP',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; drop table mail; --",
  'Visit https://evil.example now',
  '=cmd|calc',
  '𝕷𝖊𝖓𝖆 😀',
  ' '.repeat(500),
  'x'.repeat(5_000),
];

describe('the text of a mail', () => {
  it('says who invites to what, in plain text and HTML, and leads to the page and to the end of it', () => {
    const { subject, text, html } = mailText(facts(), links);
    expect(subject).toBe('Lena Ortiz invites you to Grade 7');
    for (const form of [text, html]) {
      expect(form).toContain('Lena Ortiz (Lakeview) has invited you to the license “Grade 7”.');
      expect(form).toContain(links.open);
      expect(form).toContain(links.stop);
    }
  });

  it.each([
    [60, 'Grade 7 ends in 60 days'],
    [1, 'Grade 7 ends tomorrow'],
    [0, 'Grade 7 has ended'],
  ])('[TERM-4] tells admins of a term with %i days left', (days, subject) => {
    expect(mailText(facts({ kind: 'term_notice', addedBy: null, days }), links).subject).toBe(subject);
  });

  it.each(naughty)('[MAIL-7] [D06] %j as a name breaks no line, makes no link and no markup', (name) => {
    const made = mailText(facts({ addedBy: name, licenseName: name, districtName: name }), links);
    expect(made.subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect([...made.subject].length).toBeLessThan(250);
    expect(made.html).not.toMatch(/<script|<img|onerror="/);
    expect(made.text.match(/:\/\//g)).toHaveLength(2);
  });

  it('[MAIL-7] whatever a name is, it is one line, is not empty, and stays what it is the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
        const plain = plainName(name, 'somebody');
        expect(plain).not.toBe('');
        expect(plain).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>]|:\/\//u);
        expect([...plain].length).toBeLessThanOrEqual(80);
        expect(plainName(plain, 'somebody')).toBe(plain);
      }),
    );
  });
});
