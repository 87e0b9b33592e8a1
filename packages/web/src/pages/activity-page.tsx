import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { RunList } from '../features/runs/run-list.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { ActivityTabs } from './activity-tabs.tsx';

/** Changes of many people on a licence, those under way and those of before. */
export function ActivityPage() {
  const t = useTranslations('activity');
  const { licenseId } = useLicenseFeed();
  usePageTitle(t('title'));
  return (
    <ActivityTabs>
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
    </ActivityTabs>
  );
}
