import type { RunView } from '@rollcall/core/runs/contract.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { RunStateBadge } from './run-state-badge.tsx';
import { useRunAbout } from './run-text.ts';
import { useRunTitle } from './run-title.ts';

type RunHeaderProps = { readonly run: RunView; readonly level: 2 | 3 };

/** What a run is called, how it stands, what it is for, and who began it when. */
export function RunHeader({ run, level }: RunHeaderProps) {
  const t = useTranslations('run');
  const format = useFormatter();
  const title = useRunTitle();
  const about = useRunAbout();
  const Heading = `h${level}` as const;
  return (
    <header>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Heading className={level === 2 ? 'font-semibold text-xl' : 'font-semibold text-base'}>
          {title(run)}
        </Heading>
        <RunStateBadge state={run.state} />
      </div>
      <p className="mt-1 wrap-anywhere">{about(run)}</p>
      <p className="text-muted text-sm">
        {t('by', {
          name: run.startedBy,
          time: format.dateTime(new Date(run.createdAt), { dateStyle: 'medium', timeStyle: 'short' }),
        })}
      </p>
    </header>
  );
}
