import { Button } from '@rollcall/client/ui/button.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { Link } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { canUndo } from './run-actions.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunStateBadge } from './run-state-badge.tsx';
import { useHappenedText, useRunAbout } from './run-text.ts';
import { useRunTitle } from './run-title.ts';
import { UndoneBy } from './undo-state.tsx';
import { useRunCommands } from './use-run-commands.ts';

type RunEntryProps = { readonly run: RunView; readonly onUndo: (runId: RunId) => void };

/** One run on the list: what it is, how it stands, what it did. */
export function RunEntry({ run, onUndo }: RunEntryProps) {
  const t = useTranslations('run');
  const format = useFormatter();
  const title = useRunTitle();
  const about = useRunAbout();
  const happened = useHappenedText();
  const commands = useRunCommands(run.licenseId, run.id);
  const said = happened(run.outcomes);
  const { undoneBy } = run;
  const isGoing = run.state === 'reading' || run.state === 'planning' || run.state === 'running';
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
        <p className="text-muted text-sm">
          {t('by', {
            name: run.startedBy,
            time: format.dateTime(new Date(run.createdAt), { dateStyle: 'medium', timeStyle: 'short' }),
          })}
        </p>
        <CallProblem title={t('done.undoFailed')} error={commands.undoing.error} />
      </div>
      <div className="min-w-0 text-sm">
        {isGoing ? (
          <RunProgress run={run} />
        ) : run.state === 'queued' ? (
          <p className="text-muted">{t('queued.waits', { count: run.waitsFor ?? 0 })}</p>
        ) : run.state === 'done' || run.state === 'cancelled' ? (
          <p className="text-muted tabular-nums">{said ?? t('done.nothing')}</p>
        ) : run.state === 'planned' ? (
          <p className="text-muted tabular-nums">{t('plan.rows', { count: run.total })}</p>
        ) : null}
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
