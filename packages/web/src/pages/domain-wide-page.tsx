import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import { methodFits } from '@rollcall/core/licenses/deployment-methods.ts';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { DomainWidePanel } from '../features/domain-wide/domain-wide-panel.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { BackToMethods } from './back-to-methods.tsx';
import { MethodNotHere } from './method-not-here.tsx';

const RunPlanDialog = lazy(async () => ({
  default: (await import('../features/runs/run-plan-dialog.tsx')).RunPlanDialog,
}));

/** Adding everybody of the district's domains: the page of the method, with its plans in front of it. */
export function DomainWidePage() {
  const t = useTranslations('domainWide');
  const { license } = useLicenseFeed();
  const [runId, setRunId] = useState<RunId | null>(null);
  usePageTitle(t('title'));
  const fit = methodFits.domain[license.type];
  const params = { licenseId: license.id };
  return (
    <section aria-labelledby="domain-wide-page" className="flex flex-col gap-4">
      <BackToMethods licenseId={license.id} />
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <h2 id="domain-wide-page" className="font-semibold text-xl">
          {t('title')}
        </h2>
        <Link
          to="/licenses/$licenseId/add/$method/help"
          params={{ ...params, method: 'domain' }}
          className={`text-sm ${textLinkClasses}`}
        >
          {t('help')}
        </Link>
      </header>
      {fit.fits ? (
        <DomainWidePanel key={license.id} licenseId={license.id} onRun={setRunId} />
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
