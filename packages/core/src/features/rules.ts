import { z } from 'zod';
import { phaseAllows, type TermPhase } from '../licenses/term.ts';
import { type Feature, type FullFeature, feature, fullFeature, isFullFeature } from './feature.ts';

/** What an exception says of one feature, whatever the person's user type has. */
export const exception = z.enum(['on', 'off']);
export type Exception = z.infer<typeof exception>;

/** What an admin can say of one feature for a person. `as_type` takes an exception back. */
export const personRule = z.enum([...exception.options, 'as_type']);
export type PersonRule = z.infer<typeof personRule>;

/** What the admins of one licence have said, as far as it concerns one person. */
export interface FeatureRules {
  /** Features that are switched off for the person's user type. A licence gives what nobody has switched off. */
  readonly offForType: readonly FullFeature[];
  /** The person's own: stronger than what the type has. */
  readonly exceptions: Readonly<Partial<Record<FullFeature, Exception>>>;
}

/** Which features a licence does not give to the person (SPEC FEATURE-4). */
export function switchedOffBy({ offForType, exceptions }: FeatureRules): FullFeature[] {
  return fullFeature.options.filter((name) => (exceptions[name] ?? ruleOfType(offForType, name)) === 'off');
}

function ruleOfType(offForType: readonly FullFeature[], name: FullFeature): Exception {
  return offForType.includes(name) ? 'off' : 'on';
}

/** How a person stands on one licence, as far as features go. */
export interface FeatureStanding {
  readonly state: 'invited' | 'accepted' | 'rejected' | 'ended';
  readonly phase: TermPhase;
  readonly switchedOff: readonly FullFeature[];
}

/** Whether a licence gives features at all: accepted, and in a phase that has them. */
export function unlocks({ state, phase }: Pick<FeatureStanding, 'state' | 'phase'>): boolean {
  return state === 'accepted' && phaseAllows[phase].features;
}

/** The features of a person: the basic ones, and what any of their licences gives (SPEC FEATURE-1). */
export function featuresOf(standings: readonly FeatureStanding[]): Feature[] {
  const unlocking = standings.filter(unlocks);
  return feature.options.filter(
    (name) => !isFullFeature(name) || unlocking.some(({ switchedOff }) => !switchedOff.includes(name)),
  );
}

/**
 * Why a person does not have a feature: they are on no licence that has features, or on some whose admins have switched
 * it off; then which those are. Null where they have it.
 */
export function lockOf<Standing extends FeatureStanding>(
  standings: readonly Standing[],
  name: Feature,
): { readonly reason: 'no_license' | 'switched_off'; readonly by: readonly Standing[] } | null {
  if (featuresOf(standings).includes(name)) return null;
  const by = standings.filter(unlocks);
  return { reason: by.length === 0 ? 'no_license' : 'switched_off', by };
}
