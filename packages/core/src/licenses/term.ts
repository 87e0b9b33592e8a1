import type { z } from 'zod';
import type { termPhase } from './license.ts';

export type TermPhase = z.infer<typeof termPhase>;

/** People keep the features for this long after the end; nobody can be added. In days. */
export const graceDays = 30;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Where a licence stands in its term at `now`. Before its start nothing is on yet; after its end come 30 days
 * of grace; then it is dormant until renewed.
 */
export function phaseOf(term: { readonly startsAt: Date; readonly endsAt: Date }, now: Date): TermPhase {
  if (now < term.startsAt) return 'upcoming';
  if (now < term.endsAt) return 'active';
  return now.getTime() < term.endsAt.getTime() + graceDays * dayMs ? 'grace' : 'dormant';
}

/**
 * The last moment that belongs to what ends at `end`. An end is the first moment after it: a term that ends at midnight
 * has the day before as its last one, and that is the day to show.
 */
export function lastMomentBefore(end: Date): Date {
  return new Date(end.getTime() - 1);
}

/** What each phase allows. Complete over the phases by type. */
export const phaseAllows: Readonly<
  Record<TermPhase, { readonly adding: boolean; readonly answering: boolean; readonly features: boolean }>
> = {
  upcoming: { adding: false, answering: false, features: false },
  active: { adding: true, answering: true, features: true },
  grace: { adding: false, answering: true, features: true },
  dormant: { adding: false, answering: false, features: false },
};
