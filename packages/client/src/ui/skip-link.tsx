import { useTranslations } from 'use-intl';

/** The first stop of the Tab key: past the navigation, to the element with this id. */
export function SkipLink({ targetId = 'content' }: { targetId?: string }) {
  const t = useTranslations('ui');
  return (
    <a
      href={`#${targetId}`}
      className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-md focus:bg-inverse focus:px-4 focus:py-2.5 focus:font-medium focus:text-on-inverse focus:text-sm focus:shadow-overlay"
    >
      {t('skipToContent')}
    </a>
  );
}
