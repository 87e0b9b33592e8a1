import { api } from '@rollcall/client/api/api.ts';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { PanelPart } from '../features/members/panel-part.tsx';
import { UsersPanel } from '../features/members/users-panel.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { queryOf, searchOf } from '../lib/users-query.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import type { ListQuery } from '../live/list-order.ts';

const route = getRouteApi('/licenses/$licenseId/users');

const PersonFeatures = lazy(async () => ({
  default: (await import('../features/feature-rules/person-features.tsx')).PersonFeatures,
}));
const RunPlanDialog = lazy(async () => ({
  default: (await import('../features/runs/run-plan-dialog.tsx')).RunPlanDialog,
}));

/** Everybody on the licence. Search, filters and order stand in the address, so that a link shows the same. */
export function UsersPage() {
  const t = useTranslations();
  const { license } = useLicenseFeed();
  const search = route.useSearch();
  const navigate = useNavigate();
  const [runId, setRunId] = useState<RunId | null>(null);
  const { member } = api.useUtils();
  usePageTitle(t('license.title.users', { name: license.name }));
  // One list for as long as the address asks for the same.
  const asked = JSON.stringify(searchOf(queryOf(search)));
  const query = useMemo(() => queryOf(JSON.parse(asked)), [asked]);
  const onQuery = useCallback(
    (next: ListQuery) =>
      void navigate({
        to: '/licenses/$licenseId/users',
        params: { licenseId: license.id },
        search: searchOf(next),
        replace: true,
        resetScroll: false,
      }),
    [navigate, license.id],
  );
  return (
    <section aria-label={t('users.heading')}>
      <h2 className="sr-only">{t('users.heading')}</h2>
      <UsersPanel
        query={query}
        onQuery={onQuery}
        onRun={setRunId}
        moreOf={(row) => <FeaturesOf row={row} />}
        addUsers={
          <Link
            to="/licenses/$licenseId/add"
            params={{ licenseId: license.id }}
            className={buttonClasses({ variant: 'primary' })}
          >
            {t('users.empty.add')}
          </Link>
        }
      />
      <Suspense>
        {runId !== null && (
          <RunPlanDialog
            licenseId={license.id}
            runId={runId}
            onClose={() => {
              setRunId(null);
              // Those whose user type looked wrong may have been put right.
              void member.typeSuspects.invalidate({ licenseId: license.id });
            }}
          />
        )}
      </Suspense>
    </section>
  );
}

/** What one person has of the licence, in their panel. */
function FeaturesOf({ row }: { readonly row: MemberView }) {
  const t = useTranslations('features.person');
  const { licenseId } = useLicenseFeed();
  return (
    <PanelPart title={t('title')}>
      <Suspense>
        <PersonFeatures licenseId={licenseId} memberId={row.id} status={row.status} />
      </Suspense>
    </PanelPart>
  );
}
