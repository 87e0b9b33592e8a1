import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { lastMomentBefore } from '@rollcall/core/licenses/term.ts';
import { endingDays } from '@rollcall/core/licenses/term-notices.ts';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { daysUntil, graceEnd } from '../../lib/days.ts';

type Term = Pick<LicenseView, 'startsAt' | 'endsAt' | 'phase'>;

const minuteMs = 60_000;

/** Begun days until what comes next: the start, the end, the end of the grace; 0 when nothing does. */
export function termDaysLeft({ startsAt, endsAt, phase }: Term, now: Date): number {
  const next: Record<Term['phase'], () => string | Date> = {
    upcoming: () => startsAt,
    active: () => endsAt,
    grace: () => graceEnd(endsAt),
    dormant: () => graceEnd(endsAt),
  };
  return daysUntil(next[phase](), now);
}

/** Whether the end is near enough to be said wherever the licence is shown, or has come. */
export function isEnding(term: Term, now: Date): boolean {
  if (term.phase === 'upcoming') return false;
  return term.phase !== 'active' || termDaysLeft(term, now) <= endingDays;
}

/** The term in words: from when to when, and how much of it is left. Goes on counting while it is on screen. */
export function useTermText({ startsAt, endsAt, phase }: Term): {
  readonly range: string;
  readonly left: string;
  /** Whether the end is near, or has come. */
  readonly isEnding: boolean;
} {
  const t = useTranslations('term');
  const { dateTime } = useFormatter();
  const now = useNow({ updateInterval: minuteMs });
  const days = termDaysLeft({ startsAt, endsAt, phase }, now);
  const left: Record<Term['phase'], () => string> = {
    upcoming: () => t('startsIn', { days }),
    active: () => t('daysLeft', { days }),
    grace: () => t('graceLeft', { days }),
    dormant: () => t('ended'),
  };
  return {
    range: t('range', { start: day(startsAt), end: day(lastMomentBefore(new Date(endsAt))) }),
    left: left[phase](),
    isEnding: isEnding({ startsAt, endsAt, phase }, now),
  };

  function day(instant: string | Date): string {
    return dateTime(new Date(instant), { dateStyle: 'medium' });
  }
}
