import { expect, test } from 'vitest';
import { feature, featuresFor } from './feature.ts';

test('[FEATURE-1] without a licence the basic features work', () => {
  expect(featuresFor(false)).toEqual(['pen', 'highlighter', 'text']);
});

test('[FEATURE-1] with one all of them do', () => {
  expect(featuresFor(true)).toEqual([
    'pen',
    'highlighter',
    'text',
    'comments',
    'voiceNotes',
    'exportDocument',
  ]);
  expect(featuresFor(true)).toEqual(feature.options);
});
