import { Notice } from '@rollcall/client/ui/notice.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useLms } from '../../live/use-lms.ts';

type LmsStripProps = {
  readonly license: LicenseView;
  /** Whether the page says the same at length. */
  readonly isOnPage: boolean;
};

/** What of learning management systems must not be missed on any page of the licence: somebody has to allow a place. */
export function LmsStrip({ license, isOnPage }: LmsStripProps) {
  const t = useTranslations('lms.strip');
  const waiting = useLms(license).data?.platforms.find(
    ({ state, deployments }) => state === 'active' && deployments.some((one) => one.state === 'waiting'),
  );
  if (isOnPage || waiting === undefined) return null;
  return (
    <Notice tone="warning" className="mt-4">
      {t('waiting', { name: waiting.name })}{' '}
      <Link to="/licenses/$licenseId/lms" params={{ licenseId: license.id }} className={textLinkClasses}>
        {t('look')}
      </Link>
    </Notice>
  );
}
