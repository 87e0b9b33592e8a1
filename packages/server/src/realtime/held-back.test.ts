import { describe, expect, test } from 'vitest';
import { HeldBack } from './held-back.ts';

describe('licences that are held back', () => {
  test('[F24] are left out for a pause that doubles with each failure, up to a minute', () => {
    let now = 0;
    const held = new HeldBack(() => now);
    const pauses: number[] = [];
    for (let failure = 0; failure < 8; failure += 1) {
      const pauseMs = held.add('one');
      pauses.push(pauseMs);
      now += pauseMs - 1;
      expect(held.ids()).toEqual(['one']);
      now += 1;
      expect(held.ids()).toEqual([]);
    }
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  test('begin anew when they went well for a while, each by itself', () => {
    let now = 0;
    const held = new HeldBack(() => now);
    held.add('one');
    held.add('one');
    now += 3_000;
    held.add('two');
    expect(held.ids()).toEqual(['one', 'two']);
    now += 62_000;
    expect(held.ids()).toEqual([]);
    expect(held.add('one')).toBe(2_000);
    expect(held.add('two')).toBe(4_000);
  });
});
