import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import { methodFits } from '@rollcall/core/licenses/deployment-methods.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { AssignmentsPanel } from '../features/lms/assignments-panel.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { BackToMethods } from './back-to-methods.tsx';
import { MethodNotHere } from './method-not-here.tsx';

/** Adding the students of a class by an assignment in its learning management system. */
export function AssignmentPage() {
  const t = useTranslations('assignments');
  const { license } = useLicenseFeed();
  usePageTitle(t('title'));
  const fit = methodFits.assignment[license.type];
  const params = { licenseId: license.id };
  return (
    <section aria-labelledby="assignment-page" className="flex flex-col gap-4">
      <BackToMethods licenseId={license.id} />
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <h2 id="assignment-page" className="font-semibold text-xl">
          {t('title')}
        </h2>
        <p className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {fit.fits && (
            <Link to="/licenses/$licenseId/lms" params={params} className={textLinkClasses}>
              {t('systems')}
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
      </header>
      {fit.fits ? (
        <AssignmentsPanel key={license.id} license={license} />
      ) : (
        <MethodNotHere reason={fit.reason} licenseId={license.id} />
      )}
    </section>
  );
}
