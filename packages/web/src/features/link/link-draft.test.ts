import { expect, test } from 'vitest';
import { link, openLink } from '../../fixtures/link-fixtures.ts';
import { firstDraft, type LinkDraft, localMinute, readDraft, suggestedEnd, weekEnd } from './link-draft.ts';

const morning = new Date(2027, 2, 1, 9, 30);
const late = new Date(2027, 2, 1, 15, 40, 12);

test('[B16] [LINK-3] the end of the school day is suggested, and an hour when that is near or past', () => {
  expect(suggestedEnd(morning)).toEqual({ at: new Date(2027, 2, 1, 16, 0), kind: 'schoolDay' });
  expect(suggestedEnd(late)).toEqual({ at: new Date(2027, 2, 1, 16, 41), kind: 'hour' });
  expect(weekEnd(late)).toEqual(new Date(2027, 2, 8, 16, 0));
});

test('[B16] the first form is the safe one: verified domains, a short time, a class', () => {
  expect(firstDraft(link(), morning)).toMatchObject({
    audience: 'verified_domains',
    end: 'soon',
    uses: '40',
  });
  expect(firstDraft(link({ verifiedDomains: [] }), morning)).toMatchObject({ audience: 'named_domains' });
});

test('[LINK-3] later the form begins with what is set; a time that is over is suggested anew', () => {
  const expiresAt = new Date(2027, 2, 1, 12, 0).toISOString();
  const view = openLink({ expiresAt, audience: 'anybody', maxUses: 12 });
  const draft = firstDraft(view, morning);
  expect(draft).toMatchObject({
    audience: 'anybody',
    end: 'custom',
    customEnd: '2027-03-01T12:00',
    uses: '12',
  });
  expect(readDraft(draft, morning)).toMatchObject({ ok: true, change: { expiresAt, maxUses: 12 } });
  expect(firstDraft(view, late).end).toBe('soon');
  expect(firstDraft(openLink(), morning)).toMatchObject({ end: 'forever', uses: '' });
});

const draft: LinkDraft = { ...firstDraft(link(), morning), uses: '' };

test.each([
  ['no domain', { audience: 'named_domains', domains: ' , ' }, 'missingDomain'],
  ['an end that is over', { end: 'custom', customEnd: localMinute(new Date(2027, 2, 1, 9, 0)) }, 'overEnd'],
  ['no end', { end: 'custom', customEnd: '' }, 'missingEnd'],
  ['no people', { uses: '0' }, 'wrongUses'],
  ['half a person', { uses: '1.5' }, 'wrongUses'],
  ['too many', { uses: '100001' }, 'wrongUses'],
] as const)('[LINK-3] %s is said at its field', (_what, change, problem) => {
  expect(readDraft({ ...draft, ...change }, morning)).toEqual({ ok: false, problem });
});

test('[LINK-4] domains are read as people type them', () => {
  const typed = {
    ...draft,
    audience: 'named_domains',
    domains: '@one.example, two.example;three.example',
  } as const;
  const read = readDraft(typed, morning);
  expect(read).toMatchObject({
    change: { domains: ['one.example', 'two.example', 'three.example'], maxUses: null },
  });
});
