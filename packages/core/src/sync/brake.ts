/** Removals that need nobody's word, at least this many and at least this share of the source (SPEC SYNC-5, I9). */
const freeRemovals = 25;
const freeShare = 0.1;

/**
 * Whether removals wait for an admin's confirmation: more than max(25, 10 %) of the people whom the source held, or all
 * of them. An upstream that says "nobody" is more often wrong than right, so an emptied source waits however small it is.
 */
export function removalsWait(facts: { readonly removals: number; readonly held: number }): boolean {
  const { removals, held } = facts;
  if (removals === 0) return false;
  return removals >= held || removals > Math.max(freeRemovals, Math.floor(held * freeShare));
}
