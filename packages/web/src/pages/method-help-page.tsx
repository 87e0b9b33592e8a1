import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { MethodAction } from '../features/methods/method-card.tsx';
import { MethodHelp } from '../features/methods/method-help.tsx';

import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { BackToMethods } from './back-to-methods.tsx';
import { useMethodFacts } from './use-method-facts.ts';

const route = getRouteApi('/licenses/$licenseId/add/$method/help');

/** How one way to add users works. */
export function MethodHelpPage() {
  const t = useTranslations();
  const { method } = route.useParams();
  const { license } = useLicenseFeed();
  usePageTitle(t('help.title', { method: t(`method.${method}.name`) }));
  const facts = useMethodFacts(license);
  return (
    <div className="flex flex-col gap-4">
      <BackToMethods licenseId={license.id} />
      <MethodHelp
        method={method}
        licenseType={license.type}
        facts={facts}
        start={<MethodAction method={method} licenseId={license.id} />}
      />
    </div>
  );
}
