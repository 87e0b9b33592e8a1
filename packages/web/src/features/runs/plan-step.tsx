import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { RunPlan, RunView } from '@rollcall/core/runs/contract.ts';
import { runMayKeepOut } from '@rollcall/core/runs/run-kind.ts';
import { useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { OutcomePicture } from './outcome-picture.tsx';
import { PlanNotices, PlanStanding } from './plan-notices.tsx';
import type { RowFilter } from './row-filter.ts';
import { RunRows } from './run-rows.tsx';
import { RunSeats } from './run-seats.tsx';
import { StepTitle } from './step-title.tsx';
import type { RunCommands } from './use-run-commands.ts';

type PlanStepProps = {
  readonly run: RunView;
  readonly plan: RunPlan;
  readonly license: LicenseView;
  readonly commands: RunCommands;
};

/** What a run would do to whom, and to the seats. Nothing of it has happened. */
export function PlanStep({ run, plan, license, commands }: PlanStepProps) {
  const t = useTranslations('run');
  const id = useId();
  const people = useRef<HTMLElement>(null);
  const [filter, setFilter] = useState<RowFilter>('all');
  const show = (next: RowFilter) => {
    setFilter(next);
    people.current?.scrollIntoView({ block: 'start' });
    people.current?.querySelector('select')?.focus({ preventScroll: true });
  };
  const { confirming, discarding, replanning, planBefore } = commands;
  const notices = <PlanNotices run={run} plan={plan} commands={commands} onShow={show} />;
  // What a removal asks has to be seen before its button is pressed: the pictures are long.
  const asksFirst = runMayKeepOut[run.kind];
  return (
    <>
      <StepTitle title={t('plan.title')} text={t('plan.text')} />
      <CallProblem changes title={t('plan.failed')} error={confirming.error} />
      <CallProblem changes title={t('plan.discardFailed')} error={discarding.error} />
      <CallProblem title={t('plan.againFailed')} error={replanning.error} />
      <PlanStanding run={run} plan={plan} before={planBefore} />
      {asksFirst && notices}
      <div className="grid grid-cols-1 items-start gap-5 @lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card aria-labelledby={`${id}-picture`}>
          <CardHeader level={4} titleId={`${id}-picture`} title={t('plan.picture')} />
          <CardBody>
            <OutcomePicture counts={plan.outcomes} tense="plan" label={t('plan.picture')} />
          </CardBody>
        </Card>
        <Card aria-labelledby={`${id}-seats`}>
          <CardHeader level={4} titleId={`${id}-seats`} title={t('seats.title')} />
          <CardBody>
            <RunSeats license={license} plan={plan} />
          </CardBody>
        </Card>
      </div>
      {!asksFirst && notices}
      <RunRows
        run={run}
        tense="plan"
        counts={plan.outcomes}
        filter={filter}
        onFilter={setFilter}
        place={people}
      />
    </>
  );
}
