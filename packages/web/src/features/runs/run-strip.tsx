import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { ProgressBar } from '../../lib/progress-bar.tsx';
import { useTimeLeft } from '../../lib/time-left.ts';
import { useRuns } from '../../live/use-run.ts';
import { useRunTitle } from './run-title.ts';
import { useAnnouncedRuns } from './use-announced-runs.ts';

type RunStripProps = {
  /** The run that the page is about, if it is about one: it is not told twice. */
  readonly onPage: RunId | undefined;
};

/** What is under way on the licence, on each of its pages. Says when a run begins and ends; nothing in between. */
export function RunStrip({ onPage }: RunStripProps) {
  const t = useTranslations('runStrip');
  const { runs } = useRuns();
  useAnnouncedRuns();
  const queued = runs.filter(({ state }) => state === 'queued');
  const shown = runs.find(({ state }) => state === 'running') ?? queued.at(-1);
  if (shown === undefined || shown.id === onPage) return null;
  const more = queued.filter((run) => run !== shown).length;
  return (
    <aside
      aria-label={t('label')}
      className="mt-4 flex flex-col gap-1.5 rounded-md border border-accent-line bg-accent-soft px-4 py-2.5"
    >
      <UnderWay run={shown} more={more} />
    </aside>
  );
}

function UnderWay({ run, more }: { readonly run: RunView; readonly more: number }) {
  const t = useTranslations('runStrip');
  const title = useRunTitle();
  const timeLeft = useTimeLeft();
  const { state, done, total, secondsLeft } = run;
  const name = title(run);
  const text = state === 'running' ? t('running', { run: name, done, total }) : t('queued', { run: name });
  const left = secondsLeft === null || state !== 'running' ? null : timeLeft(secondsLeft);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-sm tabular-nums">
        <span className="font-medium">{text}</span>
        {left !== null && <span className="text-muted">{left}</span>}
        {more > 0 && <span className="text-muted">{t('more', { count: more })}</span>}
        <Link
          to="/licenses/$licenseId/activity/$runId"
          params={{ licenseId: run.licenseId, runId: run.id }}
          aria-label={t('watchRun', { run: name })}
          className={`ml-auto ${textLinkClasses}`}
        >
          {t('watch')}
        </Link>
      </p>
      {state === 'running' && (
        <ProgressBar
          slim
          label={name}
          value={total === 0 ? null : done / total}
          text={left === null ? text : `${text}, ${left}`}
        />
      )}
    </>
  );
}
