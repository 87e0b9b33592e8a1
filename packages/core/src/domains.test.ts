import { describe, expect, it } from 'vitest';
import { ownableDomain } from './domains.ts';

describe('domains that a district may own', () => {
  it.each([
    ['riverbend.example', 'riverbend.example'],
    ['  Students.Riverbend.EXAMPLE. ', 'students.riverbend.example'],
    ['lausd.k12.ca.us', 'lausd.k12.ca.us'],
    ['oakwood.kent.sch.uk', 'oakwood.kent.sch.uk'],
    ['école.fr', 'xn--cole-9oa.fr'],
    ['outlook-academy.org', 'outlook-academy.org'],
    ['live.example', 'live.example'],
  ])('[B13] takes %s', (raw, domain) => {
    expect(ownableDomain(raw)).toEqual({ ok: true, domain });
  });

  it.each([
    ['k12.ca.us', 'public_suffix'],
    ['co.uk', 'public_suffix'],
    ['K12.CA.US.', 'public_suffix'],
    ['github.io', 'public_suffix'],
    ['gmail.com', 'free_mail'],
    ['mail.yahoo.co.jp', 'free_mail'],
    ['hotmail.fr', 'free_mail'],
    ['icloud.com', 'free_mail'],
    ['live.com', 'free_mail'],
    ['sch\u043eol.edu', 'lookalike_characters'],
    ['sch\u200dool.edu', 'lookalike_characters'],
    ['', 'not_a_domain'],
    ['edu', 'not_a_domain'],
    ['localhost', 'not_a_domain'],
    ['10.0.0.1', 'not_a_domain'],
    ['https://riverbend.example', 'not_a_domain'],
    ['dana@riverbend.example', 'not_a_domain'],
    ['river bend.example', 'not_a_domain'],
    ['-x.example', 'not_a_domain'],
  ])('[B13] refuses %s: %s', (raw, reason) => {
    expect(ownableDomain(raw)).toEqual({ ok: false, reason });
  });
});
