// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { uiWords } from '../words/en.ts';
import { WordsProvider } from '../words/words-provider.tsx';
import { SeatMeter } from './seat-meter.tsx';
import { type SeatCounts, seatShare } from './seat-share.ts';

afterEach(cleanup);

function pictureText(counts: SeatCounts): string | null {
  render(
    <WordsProvider words={uiWords}>
      <SeatMeter pool="Students" {...counts} />
    </WordsProvider>,
  );
  return screen.getByRole('img').getAttribute('aria-label');
}

test('the picture says in words what it shows', () => {
  expect(pictureText({ total: 1200, used: 846, reserved: 120 })).toBe(
    'Students: 846 used, 120 reserved, 234 free of 1,200 seats.',
  );
});

test('unlimited seats are never shown as a share of something', () => {
  expect(pictureText({ total: null, used: 5, reserved: 1 })).toBe('Students: 5 used, 1 reserved, no limit.');
  expect(screen.queryByText(uiWords.ui.seats.free)).toBeNull();
});

test('over the limit is said, with by how many', () => {
  expect(pictureText({ total: 100, used: 98, reserved: 14 })).toBe(
    'Students: 98 used and 14 reserved, but only 100 seats: 12 over the limit.',
  );
  expect(screen.getByText(uiWords.ui.seats.over)).toBeTruthy();
});

test('the parts of the picture never add up to more than the whole', () => {
  for (const total of [0, 1, 10, 100]) {
    for (const used of [0, 1, 10, 250]) {
      for (const reserved of [0, 3, 100]) {
        const share = seatShare({ total, used, reserved });
        expect(share.usedPercent + share.reservedPercent).toBeLessThanOrEqual(100 + 1e-9);
        expect(share.free === 0 || share.over === 0).toBe(true);
        expect(used + reserved + share.free - share.over).toBe(total);
      }
    }
  }
});
