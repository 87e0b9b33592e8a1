import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { termPhase } from '../licenses/license.ts';
import { type FullFeature, feature, fullFeature } from './feature.ts';
import {
  exception,
  type FeatureRules,
  type FeatureStanding,
  featuresOf,
  lockOf,
  switchedOffBy,
  unlocks,
} from './rules.ts';

const basic = ['pen', 'highlighter', 'text'];
const onLicense = (...switchedOff: FullFeature[]): FeatureStanding => ({
  state: 'accepted',
  phase: 'active',
  switchedOff,
});

describe('what a licence gives to one person', () => {
  test('[FEATURE-4] everything, until an admin says otherwise', () => {
    expect(switchedOffBy({ offForType: [], exceptions: {} })).toEqual([]);
  });

  test.each<[FeatureRules, FullFeature[]]>([
    [{ offForType: ['comments'], exceptions: {} }, ['comments']],
    [{ offForType: ['comments'], exceptions: { comments: 'on' } }, []],
    [{ offForType: ['comments'], exceptions: { comments: 'off' } }, ['comments']],
    [{ offForType: [], exceptions: { comments: 'off' } }, ['comments']],
    [{ offForType: [], exceptions: { comments: 'on' } }, []],
    [{ offForType: ['voiceNotes'], exceptions: { comments: 'off', voiceNotes: 'on' } }, ['comments']],
    [{ offForType: ['exportDocument', 'comments'], exceptions: {} }, ['comments', 'exportDocument']],
  ])('[FEATURE-4] an exception is stronger than the type: %j', (rules, off) => {
    expect(switchedOffBy(rules)).toEqual(off);
  });
});

describe('what a person has', () => {
  test('[FEATURE-1] the basic features without a licence, all of them with one', () => {
    expect(featuresOf([])).toEqual(basic);
    expect(featuresOf([onLicense()])).toEqual(feature.options);
  });

  test('[FEATURE-1] [FEATURE-4] what any of their licences gives', () => {
    expect(featuresOf([onLicense('comments', 'voiceNotes')])).toEqual([...basic, 'exportDocument']);
    expect(featuresOf([onLicense('comments'), onLicense('voiceNotes')])).toEqual(feature.options);
    expect(featuresOf([onLicense('comments'), onLicense('comments')])).not.toContain('comments');
  });

  test.each([
    { state: 'invited', phase: 'active' },
    { state: 'rejected', phase: 'active' },
    { state: 'ended', phase: 'active' },
    { state: 'accepted', phase: 'upcoming' },
    { state: 'accepted', phase: 'dormant' },
  ] as const)('[FEATURE-1] nothing by a licence on which they are $state and that is $phase', (standing) => {
    expect(featuresOf([{ ...standing, switchedOff: [] }])).toEqual(basic);
  });

  test('[FEATURE-7] why a feature is locked, and whose admins have switched it off', () => {
    expect(lockOf([], 'comments')).toEqual({ reason: 'no_license', by: [] });
    const invited = { ...onLicense('comments'), state: 'invited' } as const;
    expect(lockOf([invited], 'comments')).toEqual({ reason: 'no_license', by: [] });
    const without = onLicense('comments');
    expect(lockOf([invited, without], 'comments')).toEqual({ reason: 'switched_off', by: [without] });
    expect(lockOf([without, onLicense()], 'comments')).toBeNull();
    expect(lockOf([], 'pen')).toBeNull();
  });
});

test('[FEATURE-4] another licence takes nothing away, and a feature is locked exactly where there is a reason', () => {
  const standing: fc.Arbitrary<FeatureStanding> = fc.record({
    state: fc.constantFrom('invited', 'accepted', 'rejected', 'ended'),
    phase: fc.constantFrom(...termPhase.options),
    switchedOff: fc
      .record({
        offForType: fc.subarray([...fullFeature.options]),
        exceptions: fc.dictionary(
          fc.constantFrom(...fullFeature.options),
          fc.constantFrom(...exception.options),
        ),
      })
      .map(switchedOffBy),
  });
  fc.assert(
    fc.property(fc.array(standing, { maxLength: 4 }), standing, (held, more) => {
      const before = featuresOf(held);
      expect(featuresOf([...held, more])).toEqual(expect.arrayContaining(before));
      for (const name of feature.options) {
        const lock = lockOf(held, name);
        expect(lock === null).toBe(before.includes(name));
        if (lock !== null) expect(lock.reason === 'switched_off').toBe(held.some(unlocks));
      }
    }),
  );
});
