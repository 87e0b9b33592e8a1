import { useTranslations } from 'use-intl';
import { LicenseKeyCard } from '../features/license-key/license-key-card.tsx';
import { AdminsCard } from '../features/licenses/admins-card.tsx';
import { FactsCard } from '../features/licenses/facts-card.tsx';
import { HistoryCard } from '../features/licenses/history-card.tsx';
import { SeatsCard } from '../features/licenses/seats-card.tsx';
import { LinkCard } from '../features/link/link-card.tsx';
import { LmsCard } from '../features/lms/lms-card.tsx';
import { SyncCard } from '../features/sync/sync-card.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import type { ChangeLog } from '../live/change-log.ts';
import { useLicenseFeed } from '../live/license-feed.ts';

/** What the licence is: term, seats, who manages it, its link and its key. */
export function DetailsPage() {
  const t = useTranslations('license.title');
  const { license, admins, log } = useLicenseFeed();
  usePageTitle(t('details', { name: license.name }));
  return (
    <div className="flex flex-col gap-5">
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <div className="flex flex-col gap-5">
          <SeatsCard license={license} />
          <FactsCard license={license} />
          <SyncCard license={license} />
          <LmsCard license={license} />
        </div>
        <div className="flex flex-col gap-5">
          <AdminsCard admins={admins} />
          <LinkCard licenseId={license.id} />
          <LicenseKeyCard license={license} keyVersion={lastKeyChange(log)} />
        </div>
      </div>
      <HistoryCard />
    </div>
  );
}

function lastKeyChange(log: ChangeLog): number {
  return log.findLast(({ happened }) => happened.some(({ type }) => type === 'license.keyChanged'))?.to ?? 0;
}
