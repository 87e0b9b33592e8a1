import { z } from 'zod';

/** The features of the app. A closed table: what is locked on screen is refused by the server too. */
export const feature = z.enum(['pen', 'highlighter', 'text', 'comments', 'voiceNotes', 'exportDocument']);
export type Feature = z.infer<typeof feature>;

/** Basic features work for everybody; full ones need an accepted licence (SPEC FEATURE-1). */
const featureTier: Readonly<Record<Feature, 'basic' | 'full'>> = {
  pen: 'basic',
  highlighter: 'basic',
  text: 'basic',
  comments: 'full',
  voiceNotes: 'full',
  exportDocument: 'full',
};

export function featuresFor(licensed: boolean): Feature[] {
  return feature.options.filter((name) => licensed || featureTier[name] === 'basic');
}
