/** An authorisation counts as lapsed this long after it was given, where its issuer names no earlier end. In days. */
export const authorisationDays = 365;

/** How many days before its end an authorisation is warned about, the nearest first. */
const warningDays = [3, 14, 30] as const;

const dayMs = 86_400_000;

export type AuthorisationStanding =
  | { readonly kind: 'fine' }
  /** `within`: the warning that has been reached, in days; `daysLeft` is rounded down. */
  | { readonly kind: 'lapses_soon'; readonly within: 3 | 14 | 30; readonly daysLeft: number }
  | { readonly kind: 'lapsed' };

/** How an authorisation that lapses at that moment stands (SPEC SYNC-8). Lapsed: nothing is read and nobody removed. */
export function authorisationStanding(lapsesAt: Date, now: Date): AuthorisationStanding {
  const left = lapsesAt.getTime() - now.getTime();
  if (left <= 0) return { kind: 'lapsed' };
  const within = warningDays.find((days) => left <= days * dayMs);
  if (within === undefined) return { kind: 'fine' };
  return { kind: 'lapses_soon', within, daysLeft: Math.floor(left / dayMs) };
}
