import { z } from 'zod';
import { licenseId } from '../ids.ts';
import { seatCounts, seatsHeld } from './seats.ts';

/** How a licence stood at the end of a day, and what was answered on it. */
export const historyPoint = z.strictObject({
  /** In UTC. */
  day: z.iso.date(),
  /** Seats of the pool; null is unlimited. */
  staffSeats: z.int().nullable(),
  studentSeats: z.int().nullable(),
  counts: seatCounts,
  seatsHeld,
  /** Invites answered on this day. */
  joined: z.int(),
  declined: z.int(),
});
export type HistoryPoint = z.infer<typeof historyPoint>;

export const historyInput = z.strictObject({ licenseId, days: z.int().min(7).max(366) });

export const licenseHistory = z.strictObject({
  /** The last day of the history, in UTC: it is not over yet. */
  today: z.iso.date(),
  /** Days on which something changed, oldest first; each holds until the next. The first is where the history begins. */
  points: z.array(historyPoint).min(1),
  /** The licence's number at which this was read. */
  seq: z.int(),
});
export type LicenseHistory = z.infer<typeof licenseHistory>;

const dayMs = 24 * 60 * 60 * 1000;

/** The day `days` after another; negative is before. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** One point for each day up to `today`: a day on which nothing changed is as the one before it, without answers. */
export function dayByDay(history: Pick<LicenseHistory, 'today' | 'points'>): HistoryPoint[] {
  const all: HistoryPoint[] = [];
  for (const [index, point] of history.points.entries()) {
    const until = history.points[index + 1]?.day ?? dayAfter(history.today, 1);
    for (let day = point.day; day < until; day = dayAfter(day, 1)) {
      all.push(day === point.day ? point : { ...point, day, joined: 0, declined: 0 });
    }
  }
  return all;
}
