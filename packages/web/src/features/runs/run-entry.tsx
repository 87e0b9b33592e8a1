import { Button } from '@rollcall/client/ui/button.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunState } from '@rollcall/core/runs/run-state.ts';
import { Link } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { isFromFile } from './is-from-file.ts';
import { canUndo } from './run-actions.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunStateBadge } from './run-state-badge.tsx';
import { useHappenedText, useRunAbout, useStartedText } from './run-text.ts';
import { useRunTitle } from './run-title.ts';
import { UndoneBy } from './undo-state.tsx';
import { useRunCommands } from './use-run-commands.ts';

type RunEntryProps = { readonly run: RunView; readonly onUndo: (runId: RunId) => void };

/** One run on the list: what it is, how it stands, what it did. */
export function RunEntry({ run, onUndo }: RunEntryProps) {
  const t = useTranslations('run');
  const started = useStartedText();
  const title = useRunTitle();
  const about = useRunAbout();
  const commands = useRunCommands(run.licenseId, run.id);
  const { undoneBy } = run;
  return (
    <li className="grid gap-x-6 gap-y-2 px-5 py-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,16rem)_6rem] sm:items-center">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            to="/licenses/$licenseId/activity/$runId"
            params={{ licenseId: run.licenseId, runId: run.id }}
            className={textLinkClasses}
          >
            {title(run)}
          </Link>
          <RunStateBadge state={run.state} />
          {undoneBy !== null && <UndoneBy undoneBy={undoneBy} />}
        </div>
        <p className="mt-1 text-sm wrap-anywhere">{about(run)}</p>
        <p className="text-muted text-sm">{started(run)}</p>
        <CallProblem title={t('done.undoFailed')} error={commands.undoing.error} />
      </div>
      <div className="min-w-0 text-muted text-sm tabular-nums">
        <Standing run={run} />
      </div>
      <div className="sm:text-right">
        {canUndo(run) && (
          <Button
            size="small"
            variant="quiet"
            icon={<Undo2 aria-hidden="true" />}
            aria-label={t('done.undoOf', { run: title(run) })}
            busy={commands.undoing.isPending}
            onClick={() => commands.undo((undo) => onUndo(undo.id))}
          >
            {t('done.undo')}
          </Button>
        )}
      </div>
    </li>
  );
}

type StandingOf = (props: { readonly run: RunView }) => ReactNode;

const progress: StandingOf = ({ run }) => <RunProgress run={run} />;
const happened: StandingOf = ({ run }) => <Happened run={run} />;

/** What is said of a run in each state. Complete by type. */
const standings: Readonly<Record<RunState, StandingOf>> = {
  reading: progress,
  planning: progress,
  planned: ({ run }) => <Waiting text={isFromFile(run) ? 'planned' : 'plannedPeople'} count={run.total} />,
  queued: ({ run }) => <Waiting text="queued" count={run.waitsFor ?? 0} />,
  running: progress,
  done: happened,
  cancelled: happened,
  discarded: () => null,
  failed: ({ run }) => <Failure run={run} />,
};

function Standing({ run }: { readonly run: RunView }) {
  return standings[run.state]({ run });
}

function Happened({ run }: { readonly run: RunView }) {
  const t = useTranslations('run.done');
  const text = useHappenedText();
  return <p>{text(run.outcomes) ?? t('nothing')}</p>;
}

const waitingWords = {
  planned: 'plan.rows',
  plannedPeople: 'plan.people',
  queued: 'queued.waits',
} as const;
type WaitingProps = { readonly text: keyof typeof waitingWords; readonly count: number };

function Waiting({ text, count }: WaitingProps) {
  const t = useTranslations('run');
  return <p>{t(waitingWords[text], { count })}</p>;
}

function Failure({ run }: { readonly run: RunView }) {
  const t = useTranslations('run.failed');
  return <p>{t(run.failure ?? 'internal')}</p>;
}
