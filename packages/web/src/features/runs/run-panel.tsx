import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { VisuallyHidden } from '@rollcall/client/ui/visually-hidden.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import { runHasEnded } from '@rollcall/core/runs/run-state.ts';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { useLicenseFeed } from '../../live/license-feed.ts';
import { useRun } from '../../live/use-run.ts';
import { RunActions } from './run-actions.tsx';
import { RunBody } from './run-body.tsx';
import { RunHeader } from './run-header.tsx';
import { RunPlanDialog } from './run-plan-dialog.tsx';
import { useRunCommands } from './use-run-commands.ts';

type RunPanelProps = {
  readonly runId: RunId;
  /** Where its name stands in the order of the page's headings. */
  readonly level?: 2 | 3;
  /** True when what had the focus before made way for the run. */
  readonly takesFocus?: boolean;
  /** When there is no such run. */
  readonly gone: ReactNode;
};

/** A run as a part of a page, with its buttons at the foot of the window. */
export function RunPanel({ runId, level = 3, takesFocus = false, gone }: RunPanelProps) {
  const t = useTranslations('run');
  const { license } = useLicenseFeed();
  const { run, reading } = useRun(license.id, runId);
  const commands = useRunCommands(license.id, runId);
  const [undo, setUndo] = useState<RunId | null>(null);
  if (run === undefined) {
    if (refusalOf(reading.error)?.code === 'NOT_FOUND') return gone;
    if (reading.error) {
      return <QueryFailure title={t('loadFailed')} query={reading} />;
    }
    return (
      <div role="status">
        <VisuallyHidden>{t('loading')}</VisuallyHidden>
        <Skeleton className="h-64 rounded-lg" />
      </div>
    );
  }
  const ended = runHasEnded[run.state];
  const actions = <RunActions run={run} commands={commands} onUndo={setUndo} />;
  return (
    <div data-run className="flex flex-col gap-5">
      <RunHeader run={run} level={level} />
      <CallProblem title={t('outOfDate')} error={reading.isRefetchError ? reading.error : null} />
      <RunBody
        run={run}
        license={license}
        commands={commands}
        takesFocus={takesFocus}
        resultActions={
          ended && <div className="flex flex-wrap items-center gap-2 max-sm:*:w-full">{actions}</div>
        }
      />
      {!ended && (
        <footer className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-end gap-2 border-line border-t bg-surface px-4 py-3 max-sm:*:flex-1 sm:mx-0 sm:px-0">
          {actions}
        </footer>
      )}
      {undo !== null && <RunPlanDialog licenseId={license.id} runId={undo} onClose={() => setUndo(null)} />}
    </div>
  );
}
