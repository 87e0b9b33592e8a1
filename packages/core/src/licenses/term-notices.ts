import { graceDays, phaseOf } from './term.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** So many days before the end its admins are told that it comes; then that it has come, and that the grace is over. */
export const noticeDays = [60, 30, 14, 7, 1, 0, -graceDays] as const;
export type NoticeDays = (typeof noticeDays)[number];

/** Within so many days of its end a term is shown as ending. */
export const endingDays = 60;

export interface NoticedTerm {
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** When the present end was agreed: what had passed by then is nobody's news. */
  readonly setAt: Date;
  /** The last notice of this term; null: none yet. */
  readonly noticedDays: number | null;
}

export interface DueNotice {
  readonly notice: NoticeDays;
  /** Days that the term has left, begun ones counted; 0 when it has ended, negative when its grace has. */
  readonly days: number;
}

/**
 * What the admins are to be told at `now` (SPEC TERM-4): the latest notice whose day has come, once; null when there is
 * none. Earlier ones that nobody was there to give are left out.
 */
export function dueNotice(term: NoticedTerm, now: Date): DueNotice | null {
  if (phaseOf(term, now) === 'upcoming') return null;
  const leftMs = term.endsAt.getTime() - now.getTime();
  const notice = noticeDays.findLast((days) => leftMs <= days * dayMs);
  if (notice === undefined) return null;
  if (term.endsAt.getTime() - notice * dayMs <= term.setAt.getTime()) return null;
  if (term.noticedDays !== null && term.noticedDays <= notice) return null;
  return { notice, days: notice > 0 ? Math.ceil(leftMs / dayMs) : notice };
}
