import { Notice } from '@rollcall/client/ui/notice.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { Link } from '@tanstack/react-router';
import { useNow, useTranslations } from 'use-intl';
import { useSyncOfLicense } from '../../live/use-sync.ts';
import { isAuthorised } from './connection-health.ts';

type SyncStripProps = {
  readonly license: LicenseView;
  /** Whether the page is the method's own, which says the same at length. */
  readonly isOnPage: boolean;
  /** The run that the page is about, if it is about one: it is not told twice. */
  readonly runOnPage: RunId | undefined;
};

/** What of a sync must not be missed on any page of its licence: it has to be renewed, or removals wait. */
export function SyncStrip({ license, isOnPage, runOnPage }: SyncStripProps) {
  const t = useTranslations('sync');
  const now = useNow({ updateInterval: 60_000 });
  const { source, standing } = useSyncOfLicense(license);
  const connection = standing?.connection ?? null;
  if (isOnPage || source === null || connection === null) return null;
  const { heldBack } = connection;
  const name = t(`name.${source}`);
  const params = { licenseId: license.id };
  return (
    <>
      {!isAuthorised(connection, now) && (
        <Notice tone="warning" className="mt-4">
          {t('strip.ended', { name })}{' '}
          <Link to={`/licenses/$licenseId/add/${source}`} params={params} className={textLinkClasses}>
            {t('strip.renew')}
          </Link>
        </Notice>
      )}
      {heldBack !== null && heldBack.runId !== runOnPage && (
        <Notice tone="warning" className="mt-4">
          {t('strip.held', { count: heldBack.people, name })}{' '}
          <Link
            to="/licenses/$licenseId/activity/$runId"
            params={{ ...params, runId: heldBack.runId }}
            className={textLinkClasses}
          >
            {t('strip.look')}
          </Link>
        </Notice>
      )}
    </>
  );
}
