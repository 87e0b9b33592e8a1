import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { MethodHelp } from '../features/methods/method-help.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { BackToMethods } from './back-to-methods.tsx';

const route = getRouteApi('/licenses/$licenseId/add/$method/help');

/** How one way to add users works. */
export function MethodHelpPage() {
  const t = useTranslations();
  const { method } = route.useParams();
  const { license } = useLicenseFeed();
  usePageTitle(t('help.title', { method: t(`method.${method}.name`) }));
  const params = { licenseId: license.id };
  const starts = {
    email: (
      <Link
        to="/licenses/$licenseId/add/email"
        params={params}
        className={buttonClasses({ variant: 'primary' })}
      >
        {t('method.email.action')}
      </Link>
    ),
    csv: (
      <Link
        to="/licenses/$licenseId/add/csv"
        params={params}
        className={buttonClasses({ variant: 'primary' })}
      >
        {t('method.csv.action')}
      </Link>
    ),
    key: (
      <Link to="/licenses/$licenseId" params={params} hash="key" className={buttonClasses()}>
        {t('method.key.action')}
      </Link>
    ),
  };
  return (
    <div className="flex flex-col gap-4">
      <BackToMethods licenseId={license.id} />
      <MethodHelp
        method={method}
        licenseType={license.type}
        start={method === 'email' || method === 'csv' || method === 'key' ? starts[method] : null}
      />
    </div>
  );
}
