import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import { PageHeader } from '@rollcall/client/ui/page-header.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { tabClasses } from '@rollcall/client/ui/tab-classes.ts';
import { TabNav } from '@rollcall/client/ui/tab-nav.tsx';
import { VisuallyHidden } from '@rollcall/client/ui/visually-hidden.tsx';
import { WordsProvider } from '@rollcall/client/words/words-provider.tsx';
import { methodFits } from '@rollcall/core/licenses/deployment-methods.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { getRouteApi, Link, Outlet, useLocation, useParams, useSearch } from '@tanstack/react-router';
import { ChevronLeft, SearchX } from 'lucide-react';
import { memo, type ReactNode, useMemo } from 'react';
import { useMessages, useTranslations } from 'use-intl';
import { PhaseBadge } from '../features/licenses/phase-badge.tsx';
import { TermStrip } from '../features/licenses/term-strip.tsx';
import { useTermText } from '../features/licenses/term-text.ts';
import { LmsStrip } from '../features/lms/lms-strip.tsx';
import { RunStrip } from '../features/runs/run-strip.tsx';
import { SyncStrip } from '../features/sync/sync-strip.tsx';
import { ReadFailure } from '../lib/read-failure.tsx';
import { syncOfLicense } from '../lib/sync-of-license.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { WatchedLicense } from '../live/watched-license.tsx';
import { en } from '../words/license/en.ts';

const route = getRouteApi('/licenses/$licenseId');

/** The head of a licence's pages and its tabs; the tab's own page below. */
export function LicenseLayout() {
  const { licenseId } = route.useParams();
  return (
    <LicenseWords>
      <WatchedLicense
        key={licenseId}
        licenseId={licenseId}
        fallback={({ error, retrying, retry }) =>
          error ? <Failure error={error} retrying={retrying} onRetry={retry} /> : <Loading />
        }
      >
        <Head />
        <UnderWay />
        <Warnings />
        <div className="pt-6">
          <Outlet />
        </div>
      </WatchedLicense>
    </LicenseWords>
  );
}

/** What is under way, unless the page below is about it: an upload's own page, or the run's. */
function UnderWay() {
  const { runId } = useParams({ strict: false });
  const { run } = useSearch({ strict: false });
  return <RunStrip onPage={runId ?? run} />;
}

/** What needs somebody, on each page but the one that is about it. */
function Warnings() {
  const { license } = useLicenseFeed();
  const { pathname } = useLocation();
  const { runId } = useParams({ strict: false });
  const source = syncOfLicense(license.type);
  const isOnPage = source !== null && pathname.endsWith(`/add/${source}`);
  return (
    <>
      <TermStrip term={license} />
      <SyncStrip license={license} isOnPage={isOnPage} runOnPage={runId} />
      <LmsStrip license={license} isOnPage={/\/(?:lms|add\/assignment)$/.test(pathname)} />
    </>
  );
}

/** The page, with the words that only pages of a licence say. */
function LicenseWords({ children }: { readonly children: ReactNode }) {
  const words = useMessages();
  const all = useMemo(() => ({ ...words, ...en }), [words]);
  return (
    <WordsProvider words={all}>
      <Page width="broad">{children}</Page>
    </WordsProvider>
  );
}

function Head() {
  const t = useTranslations('license');
  const { license } = useLicenseFeed();
  const term = useTermText(license);
  return (
    <>
      <PageHeader
        back={backLink}
        title={license.name}
        badges={<PhaseBadge phase={license.phase} />}
        description={`${t(`typeLong.${license.type}`)} · ${license.districtName} · ${term.left}`}
      />
      <Tabs licenseId={license.id} type={license.type} />
    </>
  );
}

type TabsProps = { readonly licenseId: LicenseView['id']; readonly type: LicenseView['type'] };

/** Drawn once per page, however often what is told changes the licence above them. */
const Tabs = memo(function Tabs({ licenseId, type }: TabsProps) {
  const t = useTranslations('license');
  const { pathname } = useLocation();
  const params = { licenseId };
  return (
    <TabNav label={t('tabs.label')} at={pathname}>
      <Link to="/licenses/$licenseId" params={params} activeOptions={{ exact: true }} className={tabClasses}>
        {t('tabs.details')}
      </Link>
      <Link
        to="/licenses/$licenseId/users"
        params={params}
        activeOptions={{ includeSearch: false }}
        className={tabClasses}
      >
        {t('tabs.users')}
      </Link>
      <Link to="/licenses/$licenseId/add" params={params} className={tabClasses}>
        {t('tabs.add')}
      </Link>
      {methodFits.assignment[type].fits && (
        <Link to="/licenses/$licenseId/lms" params={params} className={tabClasses}>
          {t('tabs.lms')}
        </Link>
      )}
      <Link to="/licenses/$licenseId/features" params={params} className={tabClasses}>
        {t('tabs.features')}
      </Link>
      <Link to="/licenses/$licenseId/activity" params={params} className={tabClasses}>
        {t('tabs.activity')}
      </Link>
    </TabNav>
  );
});

const backLink = <BackLink />;

function BackLink() {
  const t = useTranslations('license');
  return (
    <Link to="/" className="-ml-1 inline-flex items-center gap-1 rounded-sm hover:text-ink hover:underline">
      <ChevronLeft aria-hidden="true" className="size-4" />
      {t('back')}
    </Link>
  );
}

type FailureProps = { readonly error: unknown; readonly retrying: boolean; readonly onRetry: () => void };

function Failure({ error, retrying, onRetry }: FailureProps) {
  const t = useTranslations('license');
  if (refusalOf(error)?.code !== 'NOT_FOUND')
    return <ReadFailure level={1} title={t('failed')} error={error} retrying={retrying} onRetry={onRetry} />;
  return <LicenseGone />;
}

/** Not there and not yours are the same answer. */
export function LicenseGone() {
  const t = useTranslations('license.gone');
  return (
    <EmptyState
      level={1}
      icon={<SearchX />}
      title={t('title')}
      description={t('description')}
      actions={
        <Link to="/" className={buttonClasses({ variant: 'primary' })}>
          {t('back')}
        </Link>
      }
    />
  );
}

function Loading() {
  const t = useTranslations('license');
  return (
    <div role="status" className="flex flex-col gap-4">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <Skeleton className="h-4 w-24" />
      <Skeleton className="h-8 w-80 max-w-full" />
      <Skeleton className="h-4 w-64 max-w-full" />
      <Skeleton className="mt-4 h-64 rounded-lg" />
    </div>
  );
}
