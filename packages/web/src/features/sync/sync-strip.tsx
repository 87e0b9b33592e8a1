import { Notice } from '@rollcall/client/ui/notice.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { Link } from '@tanstack/react-router';
import { useNow, useTranslations } from 'use-intl';
import { isAuthorised } from './connection-health.ts';
import { useSyncOfLicense } from './use-sync.ts';

type SyncStripProps = {
  readonly license: LicenseView;
  /** Whether the page is the method's own, which says the same at length. */
  readonly isOnPage: boolean;
};

/** What of a sync must not be missed on any page of its licence: it has to be renewed, or removals wait. */
export function SyncStrip({ license, isOnPage }: SyncStripProps) {
  const t = useTranslations('sync');
  const now = useNow({ updateInterval: 60_000 });
  const { source, standing } = useSyncOfLicense(license);
  const connection = standing?.connection ?? null;
  if (isOnPage || source === null || connection === null) return null;
  const { heldBack } = connection;
  const name = t(`name.${source}`);
  const said: string[] = [];
  if (!isAuthorised(connection, now)) said.push(t('strip.ended', { name }));
  if (heldBack !== null) said.push(t('strip.held', { count: heldBack.people, name }));
  if (said.length === 0) return null;
  return (
    <Notice tone="warning" className="mt-4">
      {said.join(' ')}{' '}
      <Link
        to={`/licenses/$licenseId/add/${source}`}
        params={{ licenseId: license.id }}
        className={textLinkClasses}
      >
        {t('strip.look')}
      </Link>
    </Notice>
  );
}
