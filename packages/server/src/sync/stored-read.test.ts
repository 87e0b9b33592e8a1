import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPlace, type ReadPlace, type ReadPlan } from './read-plan.ts';
import { placeAfter, type StoredRead } from './stored-read.ts';

const plan: ReadPlan = { source: 'ou', parts: [{ unitPath: '/' }], units: {}, kept: [] };
const read: StoredRead = {
  plan,
  place: firstPlace,
  pages: 0,
  people: 0,
  tries: 0,
  restarts: 0,
  ageMs: 0,
};

/** Follows tokens for so many pages; how many there were when it was refused. */
function follow(
  pages: number,
  tokenBehind: (page: number) => string,
  see: (place: ReadPlace) => void = () => {},
) {
  let at: ReadPlace = firstPlace;
  for (let page = 0; page < pages; page += 1) {
    try {
      const next = placeAfter({ ...read, pages: page }, at, plan, tokenBehind(page));
      if (next === null) throw new Error('The list has ended');
      at = next;
    } catch (error) {
      expect(error).toMatchObject({ problem: 'incomplete', restart: true });
      return page;
    }
    see(at);
  }
  return null;
}

describe('where a read goes on', () => {
  test('[D07] tokens that go round are found, however long the way there and the circle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 300 }), (before, round) => {
        const tokenBehind = (page: number) => `t${page < before ? page : before + ((page - before) % round)}`;
        const refused = follow(10_000, tokenBehind);
        expect(refused).not.toBeNull();
        expect(refused).toBeGreaterThanOrEqual(round);
        expect(refused).toBeLessThanOrEqual(3 * (before + round) + 1);
      }),
    );
  });

  test('[D07] a token that is answered with itself is refused at once', () => {
    expect(follow(100, (page) => `t${Math.min(page, 50)}`)).toBe(51);
  });

  test('[I13] tokens that are all different are followed to a limit, and what is kept does not grow', () => {
    const sizes = new Set<number>();
    const refused = follow(
      30_000,
      (page) => String(page).padStart(9, '0'),
      (place) => void sizes.add(JSON.stringify(place.mark).length),
    );
    expect(refused).toBe(20_000);
    expect(Math.max(...sizes)).toBeLessThan(60);
  });
});
