import type { RunView } from '@rollcall/core/runs/contract.ts';
import { RunStateBadge } from './run-state-badge.tsx';
import { useRunAbout, useStartedText } from './run-text.ts';
import { useRunTitle } from './run-title.ts';

type RunHeaderProps = { readonly run: RunView; readonly level: 2 | 3 };

/** What a run is called, how it stands, what it is for, and who began it when. */
export function RunHeader({ run, level }: RunHeaderProps) {
  const started = useStartedText();
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
      <p className="text-muted text-sm">{started(run)}</p>
    </header>
  );
}
