import { useAccount } from '@rollcall/client/account/account.ts';
import { api } from '@rollcall/client/api/api.ts';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import { PageHeader } from '@rollcall/client/ui/page-header.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { VisuallyHidden } from '@rollcall/client/ui/visually-hidden.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { KeyRound } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { LicenseCard } from '../features/licenses/license-card.tsx';
import { QueryFailure } from '../lib/query-failure.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { refreshMs, useRefreshLicenses, useWatchedLicense, watchLimit } from '../live/watched-licenses.ts';

/** All licences that the person manages, by district. */
export function LicensesPage() {
  const t = useTranslations('licenses');
  usePageTitle(t('title'));
  const list = api.license.list.useQuery(undefined, {
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && state.data.length > watchLimit ? refreshMs : false),
  });
  return (
    <Page width="broad">
      <PageHeader title={t('title')} description={t('description')} />
      {list.data ? (
        <Districts licenses={list.data} />
      ) : list.error ? (
        <QueryFailure title={t('failed')} query={list} />
      ) : (
        <LoadingCards />
      )}
    </Page>
  );
}

function Districts({ licenses }: { readonly licenses: readonly LicenseView[] }) {
  const t = useTranslations('licenses');
  const { emails } = useAccount();
  const refresh = useRefreshLicenses();
  const byDistrict = [...Map.groupBy(licenses, (license) => license.districtName)];
  const watched = new Set(licenses.slice(0, watchLimit));
  if (licenses.length === 0) {
    return (
      <EmptyState
        icon={<KeyRound />}
        title={t('empty.title')}
        description={t('empty.description', { email: emails[0] ?? '' })}
      />
    );
  }
  return (
    <div className="flex flex-col gap-8">
      {byDistrict.map(([district, own]) => (
        <section key={district} aria-label={district}>
          <header className="mb-3 flex flex-wrap items-baseline gap-x-3">
            <h2 className="font-semibold text-lg">{district}</h2>
            <p className="text-muted text-sm">{t('districtCount', { count: own.length })}</p>
          </header>
          <ul className="grid grid-cols-1 gap-4 md:grid-cols-2 xl:grid-cols-3">
            {own.map((license) => (
              <li key={license.id}>
                {watched.has(license) ? (
                  <LiveCard license={license} onStale={refresh} />
                ) : (
                  <LicenseCard license={license} />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function LiveCard({ license, onStale }: { readonly license: LicenseView; readonly onStale: () => void }) {
  return <LicenseCard license={useWatchedLicense(license, onStale)} />;
}

function LoadingCards() {
  const t = useTranslations('licenses');
  return (
    <div role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <Skeleton className="mb-4 h-6 w-64" />
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2 xl:grid-cols-3">
        <Skeleton className="h-44 rounded-lg" />
        <Skeleton className="h-44 rounded-lg" />
        <Skeleton className="h-44 rounded-lg" />
      </div>
    </div>
  );
}
