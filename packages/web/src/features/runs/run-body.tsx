import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunState } from '@rollcall/core/runs/run-state.ts';
import { CircleSlash, CloudAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { HeldRemovals } from './held-removals.tsx';
import { PlanStep } from './plan-step.tsx';
import { ProgressStep } from './progress-step.tsx';
import { ResultStep } from './result-step.tsx';
import { UndoState } from './undo-state.tsx';
import type { RunCommands } from './use-run-commands.ts';

type RunBodyProps = {
  readonly run: RunView;
  readonly license: LicenseView;
  readonly commands: RunCommands;
  /** True when what had the focus before made way for the run. */
  readonly takesFocus?: boolean;
  /** What can be done with a result, where that stands with it. */
  readonly resultActions?: ReactNode;
};

type Step = (props: RunBodyProps) => ReactNode;

const result: Step = ({ run, commands, resultActions }) => (
  <ResultStep run={run} commands={commands} actions={resultActions} />
);

/** What is shown in each state. Complete by type. */
const steps: Readonly<Record<RunState, Step>> = {
  reading: (props) => <ProgressStep {...props} state="reading" />,
  planning: (props) => <ProgressStep {...props} state="planning" />,
  planned: (props) =>
    props.run.plan === null ? (
      <ProgressStep {...props} state="planning" />
    ) : (
      <PlanStep {...props} plan={props.run.plan} />
    ),
  queued: (props) => <ProgressStep {...props} state="queued" />,
  running: (props) => <ProgressStep {...props} state="running" />,
  done: result,
  cancelled: result,
  discarded: ({ run }) => <Discarded run={run} />,
  failed: ({ run }) => <Failed run={run} />,
};

/** A run in whatever state it is: its plan, its progress, its result. The focus follows from step to step. */
export function RunBody(props: RunBodyProps) {
  const place = useRef<HTMLDivElement>(null);
  const { state } = props.run;
  const before = useRef<RunState | null>(props.takesFocus === true ? null : state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    const focused = document.activeElement;
    // Somebody who is elsewhere on the page is not called away.
    const mayMove = focused === null || focused === document.body || focused.id === 'content';
    if (!mayMove && !place.current?.closest('[data-run]')?.contains(focused)) return;
    place.current?.querySelector<HTMLElement>('[data-step]')?.focus();
  }, [state]);
  return (
    <div ref={place} className="@container flex flex-col gap-5">
      <HeldRemovals run={props.run} />
      {steps[state](props)}
    </div>
  );
}

function Discarded({ run }: { readonly run: RunView }) {
  const t = useTranslations('run.discarded');
  return (
    <div data-step tabIndex={-1} className="outline-none">
      <EmptyState level={3} icon={<CircleSlash />} title={t('title')} description={t('text')} />
      <UndoState run={run} />
    </div>
  );
}

function Failed({ run }: { readonly run: RunView }) {
  const t = useTranslations('run.failed');
  const why = run.failure === null ? t('internal') : t(run.failure);
  return (
    <div data-step tabIndex={-1} className="outline-none">
      <EmptyState level={3} icon={<CloudAlert />} title={t('title')} description={`${why} ${t('nothing')}`} />
      <UndoState run={run} />
    </div>
  );
}
