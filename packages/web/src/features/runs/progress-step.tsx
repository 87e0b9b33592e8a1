import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody } from '@rollcall/client/ui/card.tsx';
import { ConfirmDialog } from '@rollcall/client/ui/confirm-dialog.tsx';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { runCanBeUndone } from '@rollcall/core/runs/run-kind.ts';
import type { RunState } from '@rollcall/core/runs/run-state.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { OutcomePicture } from './outcome-picture.tsx';
import { RunProgress } from './run-progress.tsx';
import { useRunTitle } from './run-title.ts';
import { StepTitle } from './step-title.tsx';
import type { RunCommands } from './use-run-commands.ts';

type GoingState = Extract<RunState, 'reading' | 'planning' | 'queued' | 'running'>;
type ProgressStepProps = {
  readonly run: RunView;
  readonly state: GoingState;
  readonly commands: RunCommands;
};

/** Something of a run is under way: reading, planning, waiting its turn, or the change itself. */
export function ProgressStep({ run, state, commands }: ProgressStepProps) {
  const t = useTranslations('run');
  const stepText = useStepText();
  const begun = Object.keys(run.outcomes).length > 0;
  return (
    <>
      <StepTitle {...stepText(run, state)} />
      <CallProblem changes title={t('cancel.failed')} error={commands.cancelling.error} />
      <CallProblem changes title={t('plan.discardFailed')} error={commands.discarding.error} />
      <Card>
        <CardBody className="flex flex-col gap-5">
          {state === 'queued' ? (
            <p className="font-medium">{t('queued.waits', { count: run.waitsFor ?? 0 })}</p>
          ) : (
            <RunProgress run={run} />
          )}
          {state === 'running' && begun && (
            <section className="flex flex-col gap-3">
              <h4 className="font-medium text-sm">{t('running.soFar')}</h4>
              <OutcomePicture counts={run.outcomes} tense="done" label={t('running.soFar')} />
            </section>
          )}
        </CardBody>
      </Card>
    </>
  );
}

/** What a step is called and says: of a sync it is about people and another system, and not about a file. */
function useStepText() {
  const t = useTranslations();
  return ({ source }: RunView, state: GoingState) => {
    if (source === null) return { title: t(`run.${state}.title`), text: t(`run.${state}.text`) };
    const title =
      state === 'reading'
        ? t('run.reading.titleSync', { source: t(`sync.name.${source}`) })
        : t(`run.${state}.title`);
    const planned = state === 'reading' || state === 'planning';
    return { title, text: planned ? t('run.reading.text') : t(`run.${state}.text`) };
  };
}

/** Stops a confirmed run, after saying what that does. */
export function CancelRun({ run, commands }: { readonly run: RunView; readonly commands: RunCommands }) {
  const t = useTranslations('run.cancel');
  const title = useRunTitle();
  const [asking, setAsking] = useState(false);
  const { cancelling } = commands;
  const consequence =
    run.state === 'queued' ? 'queued' : runCanBeUndone[run.kind] ? 'running' : 'runningForGood';
  return (
    <>
      <Button onClick={() => setAsking(true)} busy={cancelling.isPending}>
        {t('button')}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('title', { run: title(run) })}
        description={t(consequence)}
        confirmLabel={t('confirm')}
        cancelLabel={t('keep')}
        onConfirm={() => {
          setAsking(false);
          commands.cancel();
        }}
      />
    </>
  );
}
