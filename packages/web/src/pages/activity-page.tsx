import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { RunList } from '../features/runs/run-list.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';

/** What has been done on a licence: changes of many people. */
export function ActivityPage() {
  const t = useTranslations('activity');
  const { licenseId } = useLicenseFeed();
  usePageTitle(t('title'));
  return (
    <section aria-labelledby="activity" className="flex flex-col gap-4">
      <h2 id="activity" className="font-semibold text-xl">
        {t('title')}
      </h2>
      <RunList
        upload={
          <Link
            to="/licenses/$licenseId/add/csv"
            params={{ licenseId }}
            className={buttonClasses({ variant: 'primary' })}
          >
            {t('runs.upload')}
          </Link>
        }
      />
    </section>
  );
}
