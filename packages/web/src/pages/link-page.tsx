import { Badge } from '@rollcall/client/ui/badge.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { LinkPanel } from '../features/link/link-panel.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { BackToMethods } from './back-to-methods.tsx';

/** The license link: the page of the method, and the board of who comes. */
export function LinkPage() {
  const t = useTranslations('link');
  const { license } = useLicenseFeed();
  usePageTitle(t('title'));
  return (
    <section aria-labelledby="link-page" className="flex flex-col gap-4">
      <BackToMethods licenseId={license.id} />
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <div className="flex flex-wrap items-center gap-2">
          <h2 id="link-page" className="font-semibold text-xl">
            {t('title')}
          </h2>
          <Badge tone="warning" icon={<TriangleAlert aria-hidden="true" />}>
            {t('notRecommended')}
          </Badge>
        </div>
        <Link
          to="/licenses/$licenseId/add/$method/help"
          params={{ licenseId: license.id, method: 'link' }}
          className={`text-sm ${textLinkClasses}`}
        >
          {t('help')}
        </Link>
      </header>
      <LinkPanel key={license.id} license={license} />
    </section>
  );
}
