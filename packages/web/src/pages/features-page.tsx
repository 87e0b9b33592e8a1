import { useAccount } from '@rollcall/client/account/account.ts';
import { api } from '@rollcall/client/api/api.ts';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { useTranslations } from 'use-intl';
import { ExceptionList } from '../features/feature-rules/exception-list.tsx';
import { ExceptionMaker } from '../features/feature-rules/exception-maker.tsx';
import { TypeTable } from '../features/feature-rules/type-table.tsx';
import { QueryFailure } from '../lib/query-failure.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';

/** Which features of the app the licence gives to whom: by user type, and for single people. */
export function FeaturesPage() {
  const t = useTranslations();
  const { license } = useLicenseFeed();
  const { personId } = useAccount();
  usePageTitle(t('license.title.features', { name: license.name }));
  const reading = api.feature.get.useQuery({ licenseId: license.id });
  return (
    <section aria-labelledby="features-page" className="flex flex-col gap-5">
      <header>
        <h2 id="features-page" className="font-semibold text-xl">
          {t('features.title')}
        </h2>
        <p className="mt-1 max-w-prose text-muted text-sm">{t('features.lead')}</p>
      </header>
      {reading.isPending ? (
        <div role="status">
          <p className="sr-only">{t('features.loading')}</p>
          <Skeleton className="h-72 rounded-lg" />
        </div>
      ) : reading.isLoadingError ? (
        <QueryFailure level={3} title={t('features.failed')} query={reading} />
      ) : (
        <>
          <TypeTable license={license} page={reading.data} />
          <ExceptionList licenseId={license.id} count={reading.data.peopleWithExceptions} />
          <ExceptionMaker key={license.id} licenseId={license.id} personId={personId} />
        </>
      )}
    </section>
  );
}
