import { Button } from '@rollcall/client/ui/button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { LicenseId, RunId } from '@rollcall/core/ids.ts';
import { runHasEnded } from '@rollcall/core/runs/run-state.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { useLicenseFeed } from '../../live/license-feed.ts';
import { useRun } from '../../live/use-run.ts';
import { RunActions } from './run-actions.tsx';
import { RunBody } from './run-body.tsx';
import { useRunAbout } from './run-text.ts';
import { useRunTitle } from './run-title.ts';
import { useRunCommands } from './use-run-commands.ts';

type RunPlanDialogProps = {
  readonly licenseId: LicenseId;
  readonly runId: RunId;
  readonly onClose: () => void;
};

/**
 * A run in front of the page: its plan to confirm, its progress, its result and its undo. Closing it changes nothing: a
 * plan waits under Activity, what is confirmed goes on.
 */
export function RunPlanDialog({ licenseId, runId, onClose }: RunPlanDialogProps) {
  // Undoing goes on in the same dialog, with the run that undoes.
  const [shown, setShown] = useState(runId);
  return <ShownRun key={shown} licenseId={licenseId} runId={shown} onClose={onClose} onUndo={setShown} />;
}

function ShownRun(props: RunPlanDialogProps & { readonly onUndo: (runId: RunId) => void }) {
  const { licenseId, runId, onClose, onUndo } = props;
  const t = useTranslations('run');
  const title = useRunTitle();
  const about = useRunAbout();
  const { license } = useLicenseFeed();
  const { run, reading } = useRun(licenseId, runId);
  const commands = useRunCommands(licenseId, runId);
  const ended = run !== undefined && runHasEnded[run.state];
  const actions = run && <RunActions run={run} commands={commands} onUndo={onUndo} onLeave={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      outsideCloses={false}
      size="large"
      title={run === undefined ? t('loading') : title(run)}
      description={run && about(run)}
      footer={
        <>
          {(run === undefined || run.state !== 'planned') && (
            <Button variant="quiet" onClick={onClose}>
              {t('dialog.close')}
            </Button>
          )}
          {!ended && actions}
        </>
      }
    >
      {run ? (
        <div data-run>
          <RunBody
            run={run}
            license={license}
            commands={commands}
            resultActions={
              ended && <div className="flex flex-wrap items-center gap-2 max-sm:*:w-full">{actions}</div>
            }
          />
        </div>
      ) : reading.error ? (
        <QueryFailure title={t('loadFailed')} query={reading} />
      ) : (
        <Skeleton className="h-64 rounded-lg" />
      )}
    </Dialog>
  );
}
