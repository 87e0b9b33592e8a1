const mostShown = 5;

/** Up to five of the names that may have been meant, the nearest first. */
export function nearMatches(wanted: string, names: readonly string[]): string[] {
  const target = wanted.toLowerCase();
  const scored = [...new Set(names)].map((name) => ({ name, score: distance(target, name.toLowerCase()) }));
  return scored
    .filter(({ score }) => score <= 0.5)
    .sort((a, b) => a.score - b.score || a.name.localeCompare(b.name))
    .slice(0, mostShown)
    .map(({ name }) => name);
}

/** 0 is equal, 1 has nothing in common. A part of a name, or one of its words, is near however short it is. */
function distance(wanted: string, name: string): number {
  if (wanted.length >= 3 && name.includes(wanted)) return 0.1;
  const words = wanted.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 4);
  const shared = words.some((word) => name.includes(word)) ? 0.4 : 1;
  return Math.min(shared, edits(wanted, name) / Math.max(wanted.length, name.length, 1));
}

/** Levenshtein's distance, row by row. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
