import { z } from 'zod';

/** The features of the app. A closed table: what is locked on screen is refused by the server too. */
export const feature = z.enum(['pen', 'highlighter', 'text', 'comments', 'voiceNotes', 'exportDocument']);
export type Feature = z.infer<typeof feature>;

/** They work for everybody, without a licence (SPEC FEATURE-1). No admin switches them off. */
const basicFeature = feature.extract(['pen', 'highlighter', 'text']);

/** The others: they need a licence that gives them, and are what its admins switch. In the order of the screens. */
export const fullFeature = feature.exclude(basicFeature.options);
export type FullFeature = z.infer<typeof fullFeature>;

export function isFullFeature(name: Feature): name is FullFeature {
  return fullFeature.safeParse(name).success;
}
