import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { type ReactNode, useId, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { isFromFile } from './is-from-file.ts';
import { effectiveCount, groupCounts } from './outcome-groups.ts';
import { OutcomePicture } from './outcome-picture.tsx';
import type { RowFilter } from './row-filter.ts';
import { RunRows } from './run-rows.tsx';
import { useHappenedText } from './run-text.ts';
import { savesChoice } from './saves-choice.ts';
import { NoUndo, UndoState } from './undo-state.tsx';
import type { RunCommands } from './use-run-commands.ts';

type ResultStepProps = {
  readonly run: RunView;
  readonly commands: RunCommands;
  readonly actions?: ReactNode;
};

/** What a run that has ended did: to how many, to whom, and what can still be done about it. */
export function ResultStep({ run, commands, actions }: ResultStepProps) {
  const t = useTranslations('run.done');
  const format = useFormatter();
  const id = useId();
  const [filter, setFilter] = useState<RowFilter>('all');
  const applied = Object.keys(run.outcomes).length > 0;
  const kept = rowsAreKept(run);
  return (
    <>
      <Headline run={run} />
      <CallProblem title={t('undoFailed')} error={commands.undoing.error} />
      <UndoState run={run} />
      {actions}
      <NoUndo run={run} />
      {applied && (
        <Card aria-labelledby={id}>
          <CardHeader level={4} titleId={id} title={t('picture')} />
          <CardBody>
            <OutcomePicture counts={run.outcomes} tense="done" label={t('picture')} />
          </CardBody>
        </Card>
      )}
      {applied && kept && (
        <RunRows run={run} tense="done" counts={run.outcomes} filter={filter} onFilter={setFilter} />
      )}
      {run.rowsUntil !== null && (
        <p className="text-muted text-sm">
          {kept
            ? t('rowsUntil', { day: format.dateTime(new Date(run.rowsUntil), { dateStyle: 'long' }) })
            : t('rowsGone')}
        </p>
      )}
    </>
  );
}

/** Whether the people of a run are still there: they are deleted after a while, the counts stay. */
export function rowsAreKept({ rowsUntil }: RunView): boolean {
  return rowsUntil === null || new Date(rowsUntil).getTime() > Date.now();
}

function Headline({ run }: { readonly run: RunView }) {
  const t = useTranslations('run.done');
  const happened = useHappenedText();
  const said = happened(run.outcomes);
  const { refused } = groupCounts(run.outcomes);
  const noSeat = run.outcomes.no_seat ?? 0;
  const cancelled = run.state === 'cancelled';
  const fromFile = isFromFile(run);
  const saved = savesChoice(run.kind) && run.state === 'done';
  const fine = (effectiveCount(run.outcomes) > 0 || saved) && !cancelled;
  return (
    <>
      <Notice tone={fine ? 'success' : 'warning'}>
        <h3 data-step tabIndex={-1} className="font-semibold text-base outline-none">
          {cancelled
            ? t('cancelledTitle', { done: run.done, total: run.total })
            : said === null
              ? t(saved ? 'saved' : 'nothing')
              : `${said}.`}
        </h3>
        {cancelled && (
          <p className="mt-0.5">
            {run.done === 0
              ? t('cancelledBefore')
              : `${said === null ? '' : `${said}. `}${t('cancelledText')}`}
          </p>
        )}
      </Notice>
      {run.keepsOut && fine && <Notice>{t('keptOut')}</Notice>}
      {noSeat > 0 && (
        <Notice tone="warning" title={t('noSeat', { count: noSeat })}>
          {t(run.kind === 'sync' ? 'noSeatTextSync' : 'noSeatText')}
        </Notice>
      )}
      {refused - noSeat > 0 && (
        <Notice tone="warning" title={t(fromFile ? 'refused' : 'refusedPeople', { count: refused - noSeat })}>
          {t(fromFile ? 'refusedText' : 'refusedTextSelection')}
        </Notice>
      )}
    </>
  );
}
