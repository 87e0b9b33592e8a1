import { parseLicenseKey } from '@rollcall/core/licenses/license-key.ts';
import { expect, test } from 'vitest';
import { inGroups, keyProblemOf } from './key-text.ts';

test('[KEY-1] a key is grouped while it is typed or pasted, and nothing typed is lost', () => {
  expect(inGroups('7k2m 9qxt')).toBe('7K2M-9QXT');
  expect(inGroups(' 7k2m–9qxt\u00a0abc')).toBe('7K2M-9QXT-ABC');
  expect(inGroups('7k2m!u')).toBe('7K2M-!U');
  expect(inGroups('')).toBe('');
});

test('[KEY-1] what the server would read is accepted, also O for 0 and I, L for 1', () => {
  const typed = ['7k2m-9qxt-abcd-efgh-jkmn', 'OIL0 1234 5678 9abc defg', '7K2M9QXTABCDEFGHJKMN'];
  for (const text of typed) {
    expect(keyProblemOf(text)).toBeNull();
    expect(parseLicenseKey(inGroups(text))).not.toBeNull();
  }
});

test('[KEY-1] what is no key says what is wrong with it', () => {
  expect(keyProblemOf(' - ')).toEqual({ kind: 'missing' });
  for (const link of [
    'https://rollcall.example/app/join/L-7K2M-9QXT-ABCD-EFGH-JKMN',
    'l-7k2m-9qxt-abcd-efgh-jkmn',
  ])
    expect(keyProblemOf(inGroups(link))).toEqual({ kind: 'link' });
  expect(keyProblemOf('7K2M-9QX')).toEqual({ kind: 'tooShort', count: 7 });
  expect(keyProblemOf('7K2M9QXTABCDEFGHJKMN1')).toEqual({ kind: 'tooLong', count: 21 });
  expect(keyProblemOf('7K2M-9QXT-ABCD-EFGH-JKMU')).toEqual({ kind: 'strange', characters: 'U' });
  expect(keyProblemOf('7K2M!9QXTé')).toEqual({ kind: 'strange', characters: '! É' });
});
