import { useTranslations } from 'use-intl';

/** How much longer something takes, roughly. */
export function useTimeLeft(): (seconds: number) => string {
  const t = useTranslations('run.timeLeft');
  return (seconds) => {
    if (seconds < 90) return t('seconds', { count: Math.max(1, Math.round(seconds)) });
    if (seconds < 90 * 60) return t('minutes', { count: Math.round(seconds / 60) });
    return t('hours', { count: Math.round(seconds / 3600) });
  };
}
