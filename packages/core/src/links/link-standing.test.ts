import { expect, test } from 'vitest';
import { arrivalWindowMs, isUnusualRate, usualArrivals } from './arrival-rate.ts';
import { domainsOfLink, type LinkLimits, linkHindrance } from './link-standing.ts';

const now = new Date('2027-03-01T10:00:00Z');
const open: LinkLimits = {
  enabled: true,
  expiresAt: null,
  maxUses: null,
  uses: 0,
  audience: 'anybody',
  namedDomains: [],
};

test.each([
  ['nothing in the way', {}, null],
  ['switched off', { enabled: false }, 'switched_off'],
  ['an end that is to come', { expiresAt: new Date(now.getTime() + 1) }, null],
  ['an end that is now', { expiresAt: now }, 'expired'],
  ['one use left', { maxUses: 30, uses: 29 }, null],
  ['no use left', { maxUses: 30, uses: 30 }, 'used_up'],
  ['fewer uses than there were', { maxUses: 10, uses: 30 }, 'used_up'],
  ['switched off and over', { enabled: false, expiresAt: now }, 'switched_off'],
] as const)('[LINK-3] %s', (_what, change, hindrance) => {
  expect(linkHindrance({ ...open, ...change }, 'active', now)).toBe(hindrance);
});

test.each(['upcoming', 'grace', 'dormant'] as const)('[TERM-2] [LINK-3] nobody joins while %s', (phase) => {
  expect(linkHindrance(open, phase, now)).toBe('not_active');
});

test('[LINK-4] a link is for anybody, for the verified domains as they are, or for those that are named', () => {
  const verified = new Set(['one.example']);
  const named = { namedDomains: ['two.example'] };
  expect(domainsOfLink({ ...named, audience: 'anybody' }, verified)).toBeNull();
  expect(domainsOfLink({ ...named, audience: 'verified_domains' }, verified)).toEqual(verified);
  expect(domainsOfLink({ ...named, audience: 'named_domains' }, verified)).toEqual(new Set(['two.example']));
  // Without a verified domain it is for nobody, which is safer than for everybody.
  expect(domainsOfLink({ ...named, audience: 'verified_domains' }, new Set())).toEqual(new Set());
});

test('[B16] [LINK-8] more than two classes within ten minutes are unusual, and told once in that time', () => {
  expect(isUnusualRate(usualArrivals, null, now)).toBe(false);
  expect(isUnusualRate(usualArrivals + 1, null, now)).toBe(true);
  expect(isUnusualRate(usualArrivals + 1, new Date(now.getTime() - 1), now)).toBe(false);
  expect(isUnusualRate(usualArrivals + 1, new Date(now.getTime() - arrivalWindowMs), now)).toBe(true);
});
