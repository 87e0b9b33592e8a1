/** Longest wait that another system's word is taken for. In ms. */
const longestMs = 3_600_000;

/** How long a Retry-After header asks to be left alone; null where there is none. In ms, at most an hour. */
export function retryAfterMs(said: unknown): number | null {
  if (typeof said !== 'string') return null;
  const ms = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(longestMs, Math.max(0, ms));
}
