/** Arrivals are looked at over this time. In ms. */
export const arrivalWindowMs = 10 * 60 * 1000;

/**
 * More people than this in one window are more than two full classes: either a whole school was meant, or the link is
 * where it should not be.
 */
export const usualArrivals = 60;

/**
 * Whether the admins are to be told of an unusual rate (SPEC B16): more arrivals by the link within the last window than
 * two classes, and not told of it within that window already. `toldAt` is when they were last told of this opening.
 */
export function isUnusualRate(arrivals: number, toldAt: Date | null, now: Date): boolean {
  if (arrivals <= usualArrivals) return false;
  return toldAt === null || now.getTime() - toldAt.getTime() >= arrivalWindowMs;
}
