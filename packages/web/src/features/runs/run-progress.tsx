import type { RunView } from '@rollcall/core/runs/contract.ts';
import { useTranslations } from 'use-intl';
import { ProgressBar } from '../../lib/progress-bar.tsx';
import { useTimeLeft } from '../../lib/time-left.ts';
import { useRunTitle } from './run-title.ts';

/** How far a run is: rows, and the time left once that is known. */
export function RunProgress({ run }: { readonly run: RunView }) {
  const t = useTranslations('run');
  const title = useRunTitle();
  const timeLeft = useTimeLeft();
  const { state, done, total, secondsLeft, source } = run;
  const unknown = state === 'reading' || total === 0;
  const read = source === null ? 'rowsRead' : 'peopleRead';
  const text = unknown ? t(read, { count: total }) : t('progress', { done, total });
  const left = secondsLeft === null || unknown ? null : timeLeft(secondsLeft);
  return (
    <div className="flex flex-col gap-2">
      <ProgressBar
        label={title(run)}
        value={unknown ? null : done / total}
        text={left === null ? text : `${text}, ${left}`}
      />
      <p className="flex flex-wrap justify-between gap-x-4 text-muted text-sm tabular-nums">
        <span>{text}</span>
        {left !== null && <span>{left}</span>}
      </p>
    </div>
  );
}
