import { useTranslations } from 'use-intl';
import { AuditLog } from '../features/audit/audit-log.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { ActivityTabs } from './activity-tabs.tsx';

/** Everything that happened on a licence. */
export function AuditPage() {
  const t = useTranslations('activity.tabs');
  const { licenseId } = useLicenseFeed();
  usePageTitle(t('audit'));
  return (
    <ActivityTabs>
      <AuditLog licenseId={licenseId} />
    </ActivityTabs>
  );
}
