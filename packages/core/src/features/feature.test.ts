import { expect, test } from 'vitest';
import { feature, fullFeature, isFullFeature } from './feature.ts';

test('[FEATURE-1] a feature is basic or full', () => {
  expect(fullFeature.options).toEqual(['comments', 'voiceNotes', 'exportDocument']);
  expect(feature.options.filter((name) => !isFullFeature(name))).toEqual(['pen', 'highlighter', 'text']);
});
