/** Random numbers that are the same for the same seed, on every machine. */
export interface Random {
  /** From 0 up to, and without, 1. */
  next(): number;
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** That many decimal digits. */
  digits(count: number): string;
  /** That many of 0-9 and a-z. */
  letters(count: number): string;
}

/** The generator "mulberry32": small, fast, and good enough for invented people. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const text = (count: number, base: number): string =>
    Array.from({ length: count }, () => below(base).toString(base)).join('');
  return {
    next,
    below,
    pick: <Item>(items: readonly Item[]): Item => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    },
    digits: (count) => {
      let found = '';
      while (found.length < count) found += String(below(1_000_000_000)).padStart(9, '0');
      return found.slice(0, count);
    },
    letters: (count) => text(count, 36),
  };
}

/** For what is made while the sandbox runs: never the same twice. */
export function freshRandom(): Random {
  return createRandom(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);
}
