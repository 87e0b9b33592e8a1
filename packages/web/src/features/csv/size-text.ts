import { useTranslations } from 'use-intl';

/** The size of a file as people say it. */
export function useSizeText(): (bytes: number) => string {
  const t = useTranslations('csv.file');
  return (bytes) => {
    if (bytes < 1_000) return t('bytes', { size: bytes });
    if (bytes < 1_000_000) return t('kilobytes', { size: Math.round(bytes / 1_000) });
    return t('megabytes', { size: Math.round(bytes / 100_000) / 10 });
  };
}
