import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import { methodFits } from '@rollcall/core/licenses/deployment-methods.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { SyncPanel } from '../features/sync/sync-panel.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { BackToMethods } from './back-to-methods.tsx';
import { MethodNotHere } from './method-not-here.tsx';

const RunPlanDialog = lazy(async () => ({
  default: (await import('../features/runs/run-plan-dialog.tsx')).RunPlanDialog,
}));

export function OuPage() {
  return <SyncPage source="ou" />;
}

export function ClassroomPage() {
  return <SyncPage source="classroom" />;
}

/** Following Google Workspace or Google Classroom: the page of the method, with its plans in front of it. */
function SyncPage({ source }: { readonly source: SyncSource }) {
  const t = useTranslations('sync');
  const { license } = useLicenseFeed();
  const { connect } = useSearch({ from: `/licenses/$licenseId/add/${source}` });
  const navigate = useNavigate();
  const [runId, setRunId] = useState<RunId | null>(null);
  usePageTitle(t(`title.${source}`));
  const fit = methodFits[source][license.type];
  const params = { licenseId: license.id };
  return (
    <section aria-labelledby="sync-page" className="flex flex-col gap-4">
      <BackToMethods licenseId={license.id} />
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <h2 id="sync-page" className="font-semibold text-xl">
          {t(`title.${source}`)}
        </h2>
        <Link
          to="/licenses/$licenseId/add/$method/help"
          params={{ ...params, method: source }}
          className={`text-sm ${textLinkClasses}`}
        >
          {t('help')}
        </Link>
      </header>
      {fit.fits ? (
        <SyncPanel
          key={license.id}
          license={license}
          source={source}
          came={connect ?? null}
          onCameRead={() =>
            void navigate({ to: `/licenses/$licenseId/add/${source}`, params, search: {}, replace: true })
          }
          onRun={setRunId}
        />
      ) : (
        <MethodNotHere reason={fit.reason} licenseId={license.id} />
      )}
      <Suspense>
        {runId !== null && (
          <RunPlanDialog key={runId} licenseId={license.id} runId={runId} onClose={() => setRunId(null)} />
        )}
      </Suspense>
    </section>
  );
}
