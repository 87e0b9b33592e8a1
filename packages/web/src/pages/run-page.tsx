import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { RunGone } from '../features/runs/run-gone.tsx';
import { RunPanel } from '../features/runs/run-panel.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';

const route = getRouteApi('/licenses/$licenseId/activity/$runId');

/** One run in whatever state it is. */
export function RunPage() {
  const t = useTranslations();
  const { runId } = route.useParams();
  const { licenseId } = useLicenseFeed();
  usePageTitle(t('activity.title'));
  return (
    <section aria-label={t('activity.tabs.runs')} className="flex flex-col gap-4">
      <p className="text-sm">
        <Link
          to="/licenses/$licenseId/activity"
          params={{ licenseId }}
          className="-ml-1 inline-flex items-center gap-1 rounded-sm text-muted hover:text-ink hover:underline"
        >
          <ChevronLeft aria-hidden="true" className="size-4" />
          {t('run.back')}
        </Link>
      </p>
      <RunPanel key={runId} runId={runId} level={2} gone={<RunGone level={2} />} />
    </section>
  );
}
