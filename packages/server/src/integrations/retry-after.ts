/** Longest wait that another system's word is taken for. In ms. */
const longestMs = 3_600_000;

/** How long an answer asks to be left alone; null where it does not say. In ms, at most an hour. */
export function retryAfterMs(headers: Headers): number | null {
  const said = headers.get('retry-after');
  if (said === null) return null;
  const ms = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(longestMs, Math.max(0, ms));
}
