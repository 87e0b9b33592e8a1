import { graceDays } from '@rollcall/core/licenses/term.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Begun days from `now` until `then`; 0 when it is less than a minute away or past. */
export function daysUntil(then: string | Date, now: Date): number {
  const left = new Date(then).getTime() - now.getTime();
  return left < 60_000 ? 0 : Math.ceil(left / dayMs);
}

/** When the grace period of a term that ends at `endsAt` is over. */
export function graceEnd(endsAt: string): Date {
  return new Date(new Date(endsAt).getTime() + graceDays * dayMs);
}
