import { Button } from '@rollcall/client/ui/button.tsx';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunState } from '@rollcall/core/runs/run-state.ts';
import { Link } from '@tanstack/react-router';
import { Download, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { isFromFile } from './is-from-file.ts';
import { effectiveCount, groupCounts } from './outcome-groups.ts';
import { CancelRun } from './progress-step.tsx';
import { rowsAreKept } from './result-step.tsx';
import { useConfirmLabel } from './run-text.ts';
import { savesChoice } from './saves-choice.ts';
import type { RunCommands } from './use-run-commands.ts';

type RunActionsProps = {
  readonly run: RunView;
  readonly commands: RunCommands;
  /** Gets the run that would undo this one. */
  readonly onUndo: (runId: RunId) => void;
  /** Called when a link leads away from here. */
  readonly onLeave?: () => void;
};

type Actions = (props: RunActionsProps) => ReactNode;

const beingPlanned: Actions = (props) => <DiscardPlan {...props} />;
const underWay: Actions = ({ run, commands }) => <CancelRun run={run} commands={commands} />;
const over: Actions = (props) => <ResultActions {...props} />;

/** What can be done in each state. Complete by type. */
const actions: Readonly<Record<RunState, Actions>> = {
  reading: beingPlanned,
  planning: beingPlanned,
  planned: (props) => <PlanActions {...props} />,
  queued: underWay,
  running: underWay,
  done: over,
  cancelled: over,
  discarded: () => null,
  failed: () => null,
};

/** The buttons of a run, the way forward last. */
export function RunActions(props: RunActionsProps) {
  return actions[props.run.state](props);
}

function DiscardPlan({ run, commands }: RunActionsProps) {
  const t = useTranslations('run.plan');
  return (
    <Button onClick={commands.discard} busy={commands.discarding.isPending}>
      {t(run.kind === 'sync_leave' ? 'leaveThem' : 'discard')}
    </Button>
  );
}

function PlanActions(props: RunActionsProps) {
  const { run, commands } = props;
  const { plan } = run;
  const t = useTranslations('run.plan');
  const label = useConfirmLabel();
  if (plan === null) return <DiscardPlan {...props} />;
  const { added, invited, removed } = groupCounts(plan.outcomes);
  const { confirming, replanning } = commands;
  return (
    <>
      <Button variant="quiet" onClick={commands.replan} busy={replanning.isPending}>
        {t('again')}
      </Button>
      <DiscardPlan {...props} />
      {(effectiveCount(plan.outcomes) > 0 || savesChoice(run.kind)) && (
        <Button
          variant={removed > added + invited ? 'danger' : 'primary'}
          busy={confirming.isPending}
          onClick={() => commands.confirm(plan)}
        >
          {label(run, plan.outcomes)}
        </Button>
      )}
    </>
  );
}

function ResultActions({ run, commands, onUndo, onLeave }: RunActionsProps) {
  const t = useTranslations('run.done');
  const { licenseId, id } = run;
  const file = `/files/licenses/${licenseId}/runs/${id}`;
  const { refused } = groupCounts(run.outcomes);
  const fromFile = isFromFile(run);
  const canLoad = rowsAreKept(run) && Object.keys(run.outcomes).length > 0;
  return (
    <>
      <Link
        to="/licenses/$licenseId/users"
        params={{ licenseId }}
        onClick={onLeave}
        className={buttonClasses({ variant: 'primary' })}
      >
        {t('users')}
      </Link>
      {canLoad && (
        <a href={`${file}/results.csv`} download className={buttonClasses()}>
          <Download aria-hidden="true" />
          {t('results')}
        </a>
      )}
      {canLoad && fromFile && refused > 0 && (
        <a href={`${file}/refused.csv`} download className={buttonClasses()}>
          <Download aria-hidden="true" />
          {t('refusedFile')}
        </a>
      )}
      {canUndo(run) && (
        <UndoButton
          run={run}
          busy={commands.undoing.isPending}
          onClick={() => commands.undo((undo) => onUndo(undo.id))}
        />
      )}
    </>
  );
}

/** Whether a run can be undone at this moment: it did something, is not undone, and is not too long ago. */
export function canUndo({ undoUntil, undoneBy, outcomes }: RunView): boolean {
  if (undoUntil === null || effectiveCount(outcomes) === 0) return false;
  const undone = undoneBy !== null && undoneBy.state !== 'discarded' && undoneBy.state !== 'failed';
  return !undone && new Date(undoUntil).getTime() > Date.now();
}

type UndoButtonProps = { readonly run: RunView; readonly busy: boolean; readonly onClick: () => void };

function UndoButton({ run, busy, onClick }: UndoButtonProps) {
  const t = useTranslations('run.done');
  const format = useFormatter();
  const until = run.undoUntil ?? '';
  return (
    <div className="ml-auto flex items-center gap-3 max-sm:ml-0 max-sm:flex-col max-sm:items-stretch max-sm:gap-1">
      <Button icon={<Undo2 aria-hidden="true" />} busy={busy} onClick={onClick}>
        {t('undo')}
      </Button>
      <span className="text-muted text-sm max-sm:text-center">
        {t('undoUntil', { day: format.dateTime(new Date(until), { dateStyle: 'medium' }) })}
      </span>
    </div>
  );
}
