import { Button } from '@rollcall/client/ui/button.tsx';
import { Card } from '@rollcall/client/ui/card.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { VisuallyHidden } from '@rollcall/client/ui/visually-hidden.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import { History } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { useLicenseFeed } from '../../live/license-feed.ts';
import { useRuns } from '../../live/use-run.ts';
import { RunEntry } from './run-entry.tsx';
import { RunPlanDialog } from './run-plan-dialog.tsx';

/** All runs of the licence, newest first, each as it is at this moment. */
export function RunList({ upload }: { readonly upload: ReactNode }) {
  const t = useTranslations('activity.runs');
  const { license } = useLicenseFeed();
  const { runs, reading } = useRuns();
  const [undo, setUndo] = useState<RunId | null>(null);
  if (reading.isPending && runs.length === 0) {
    return (
      <div role="status" className="flex flex-col gap-3">
        <VisuallyHidden>{t('loading')}</VisuallyHidden>
        <Skeleton className="h-20 rounded-lg" />
        <Skeleton className="h-20 rounded-lg" />
        <Skeleton className="h-20 rounded-lg" />
      </div>
    );
  }
  if (reading.isLoadingError) {
    return <QueryFailure title={t('failed')} query={reading} level={3} />;
  }
  if (runs.length === 0) {
    return (
      <EmptyState
        level={3}
        icon={<History />}
        title={t('emptyTitle')}
        description={t('emptyText')}
        actions={upload}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <CallProblem title={t('outOfDate')} error={reading.isRefetchError ? reading.error : null} />
      <Card>
        <ul aria-label={t('list', { license: license.name })} className="divide-y divide-line">
          {runs.map((run) => (
            <RunEntry key={run.id} run={run} onUndo={setUndo} />
          ))}
        </ul>
      </Card>
      <CallProblem title={t('moreFailed')} error={reading.isFetchNextPageError ? reading.error : null} />
      {reading.hasNextPage && (
        <Button
          className="self-center"
          busy={reading.isFetchingNextPage}
          onClick={() => void reading.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
      {undo !== null && <RunPlanDialog licenseId={license.id} runId={undo} onClose={() => setUndo(null)} />}
    </div>
  );
}
