import { expect, test } from 'vitest';
import { accepted, inboxOf, invite } from '../../fixtures/inbox.ts';
import { acceptedLicenses, changesBetween, featureState, graceEnd } from './entitlement.ts';

const kinds = (...args: Parameters<typeof changesBetween>) =>
  changesBetween(...args).map(({ kind, entry, featuresLeft }) => [kind, entry.licenseName, featuresLeft]);

test('[FEATURE-3] each way onto a license and off it is told once', () => {
  const before = inboxOf(invite(1), invite(2), invite(3), accepted(4), accepted(5));
  const after = inboxOf(
    accepted(1),
    invite(2, { state: 'rejected', popUp: false }),
    invite(3, { state: 'ended', popUp: false }),
    accepted(4, { state: 'ended' }),
    accepted(5),
    accepted(6),
  );
  expect(kinds(before, after)).toEqual([
    ['declined', 'License 2', true],
    ['withdrawn', 'License 3', true],
    ['ended', 'License 4', true],
    ['joined', 'License 1', true],
    ['joined', 'License 6', true],
  ]);
  expect(kinds(after, after)).toEqual([]);
});

test('[FEATURE-3] the end of the last license says that the features are off', () => {
  expect(kinds(inboxOf(accepted(1)), inboxOf(accepted(1, { state: 'ended' })))).toEqual([
    ['ended', 'License 1', false],
  ]);
});

test('a row that is no longer told has ended', () => {
  expect(kinds(inboxOf(accepted(1), invite(2)), inboxOf())).toEqual([
    ['ended', 'License 1', false],
    ['withdrawn', 'License 2', false],
  ]);
});

test('[SOURCE-4] two rows that become one are no news', () => {
  const first = accepted(1);
  const second = invite(2, { licenseId: first.licenseId });
  const merged = inboxOf({ ...first, state: 'ended' }, { ...second, state: 'accepted', popUp: false });
  expect(kinds(inboxOf(first, second), merged)).toEqual([]);
});

test('[FEATURE-1] a feature is on with an accepted license in a phase that has features', () => {
  expect(featureState(null, 'comments')).toBe('checking');
  expect(featureState(inboxOf(invite(1)), 'comments')).toBe('locked');
  expect(featureState(inboxOf(accepted(1, { phase: 'grace' })), 'comments')).toBe('on');
  expect(featureState(inboxOf(accepted(1, { phase: 'dormant' })), 'comments')).toBe('locked');
});

test('licenses that unlock something come first', () => {
  const inbox = inboxOf(accepted(1, { phase: 'dormant' }), invite(2), accepted(3));
  expect(acceptedLicenses(inbox).map(({ licenseName }) => licenseName)).toEqual(['License 3', 'License 1']);
});

test('[TERM-1] the features outlast the end by thirty days', () => {
  expect(graceEnd(accepted(1, { endsAt: '2026-09-01T00:00:00.000Z' })).toISOString()).toBe(
    '2026-10-01T00:00:00.000Z',
  );
});
