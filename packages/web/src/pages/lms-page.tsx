import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import { methodFits } from '@rollcall/core/licenses/deployment-methods.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { PlatformsPanel } from '../features/lms/platforms-panel.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { MethodNotHere } from './method-not-here.tsx';

/** Learning Management Systems: which ones open the assignments of the licence. */
export function LmsPage() {
  const t = useTranslations('lms');
  const { license } = useLicenseFeed();
  usePageTitle(t('title'));
  const fit = methodFits.assignment[license.type];
  const params = { licenseId: license.id };
  return (
    <section aria-labelledby="lms-page" className="flex flex-col gap-5">
      <header className="flex flex-col gap-1">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
          <h2 id="lms-page" className="font-semibold text-xl">
            {t('title')}
          </h2>
          <p className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
            {fit.fits && (
              <Link to="/licenses/$licenseId/add/assignment" params={params} className={textLinkClasses}>
                {t('assignments')}
              </Link>
            )}
            <Link
              to="/licenses/$licenseId/add/$method/help"
              params={{ ...params, method: 'assignment' }}
              className={textLinkClasses}
            >
              {t('help')}
            </Link>
          </p>
        </div>
        {fit.fits && <p className="max-w-prose text-muted">{t('description')}</p>}
      </header>
      {fit.fits ? (
        <PlatformsPanel key={license.id} license={license} />
      ) : (
        <MethodNotHere reason={fit.reason} licenseId={license.id} />
      )}
    </section>
  );
}
