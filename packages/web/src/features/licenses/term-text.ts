import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { lastMomentBefore } from '@rollcall/core/licenses/term.ts';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { daysUntil, graceEnd } from '../../lib/days.ts';

type Term = Pick<LicenseView, 'startsAt' | 'endsAt' | 'phase'>;

const minuteMs = 60_000;

/** The term in words: from when to when, and how much of it is left. Goes on counting while it is on screen. */
export function useTermText({ startsAt, endsAt, phase }: Term): {
  readonly range: string;
  readonly left: string;
} {
  const t = useTranslations('term');
  const { dateTime } = useFormatter();
  const now = useNow({ updateInterval: minuteMs });
  const left: Record<Term['phase'], () => string> = {
    upcoming: () => t('startsIn', { days: daysUntil(startsAt, now) }),
    active: () => t('daysLeft', { days: daysUntil(endsAt, now) }),
    grace: () => t('graceLeft', { days: daysUntil(graceEnd(endsAt), now) }),
    dormant: () => t('ended'),
  };
  return {
    range: t('range', { start: day(startsAt), end: day(lastMomentBefore(new Date(endsAt))) }),
    left: left[phase](),
  };

  function day(instant: string | Date): string {
    return dateTime(new Date(instant), { dateStyle: 'medium' });
  }
}
