import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueNotice, type NoticedTerm, noticeDays } from './term-notices.ts';

const dayMs = 24 * 60 * 60 * 1000;
const endsAt = new Date('2027-07-31T00:00:00Z');
const term: NoticedTerm = {
  startsAt: new Date('2026-08-01T00:00:00Z'),
  endsAt,
  setAt: new Date('2026-07-01T00:00:00Z'),
  noticedDays: null,
};
const daysBefore = (days: number) => new Date(endsAt.getTime() - days * dayMs);

describe('what the admins are told of the end of a term', () => {
  test.each([
    [61, null],
    [60, { notice: 60, days: 60 }],
    [59.9, { notice: 60, days: 60 }],
    [31, { notice: 60, days: 31 }],
    [30, { notice: 30, days: 30 }],
    [10, { notice: 14, days: 10 }],
    [7, { notice: 7, days: 7 }],
    [0.5, { notice: 1, days: 1 }],
    [0, { notice: 0, days: 0 }],
    [-29.9, { notice: 0, days: 0 }],
    [-30, { notice: -30, days: -30 }],
    [-400, { notice: -30, days: -30 }],
  ])('[TERM-4] %s days before the end', (days, due) => {
    expect(dueNotice(term, daysBefore(days))).toEqual(due);
  });

  test('[TERM-4] what had passed when the end was agreed is not told', () => {
    const short = { ...term, startsAt: daysBefore(20), setAt: daysBefore(20) };
    expect(dueNotice(short, daysBefore(19))).toBeNull();
    expect(dueNotice(short, daysBefore(14))).toEqual({ notice: 14, days: 14 });
    expect(dueNotice({ ...term, setAt: daysBefore(14) }, daysBefore(14))).toBeNull();
  });

  test('[TERM-4] nothing is told before the start', () => {
    expect(dueNotice({ ...term, startsAt: daysBefore(6) }, daysBefore(10))).toBeNull();
  });

  test('[TERM-4] looked at whenever, each is told once, in order, and after a pause only the latest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50 * 24, max: 80 * 24 }), { maxLength: 60 }), (looks) => {
        let noticedDays: number | null = null;
        const told: number[] = [];
        for (const hours of looks.toSorted((one, other) => other - one)) {
          const days = hours / 24;
          const now = daysBefore(days);
          const due = dueNotice({ ...term, noticedDays }, now);
          const latest = noticeDays.findLast((notice) => days <= notice);
          if (due === null) {
            expect(latest === undefined || latest === noticedDays).toBe(true);
            continue;
          }
          expect(due.notice).toBe(latest);
          noticedDays = due.notice;
          told.push(due.notice);
        }
        expect(told).toEqual([...new Set(told)].toSorted((one, other) => other - one));
      }),
      { numRuns: 500 },
    );
  });
});
