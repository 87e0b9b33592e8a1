import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { FeatureChanges } from '@rollcall/core/features/contract.ts';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { ExceptionLines, linesOf } from './exception-lines.tsx';
import type { ExceptionMaker, PlanStep } from './use-exception-maker.ts';

type ExceptionPlanProps = { readonly step: PlanStep; readonly maker: ExceptionMaker };

/** What would happen to whom. Nothing has happened yet. */
export function ExceptionPlanView({ step, maker }: ExceptionPlanProps) {
  const t = useTranslations('features.many');
  const { changing, confirm, startAgain } = maker;
  const count = linesOf('changed', step.plan.lines).length;
  return (
    <>
      <h4 data-step tabIndex={-1} className="font-semibold text-base outline-none">
        {t('planTitle')}
      </h4>
      {step.changed && (
        <Notice tone="warning" role="alert" title={t('changedTitle')}>
          {t('changedText')}
        </Notice>
      )}
      {count === 0 && <Notice tone="warning">{t('nothing')}</Notice>}
      <Said changes={step.asked.changes} />
      <ExceptionLines group="changed" lines={step.plan.lines} tense="plan" />
      <ExceptionLines group="refused" lines={step.plan.lines} tense="plan" />
      <ExceptionLines group="unchanged" lines={step.plan.lines} tense="plan" />
      <CallProblem changes title={t('refused')} error={changing.error} />
      <footer className="flex flex-wrap justify-end gap-2 max-sm:*:flex-1">
        <Button onClick={startAgain} disabled={changing.isPending}>
          {t('backToBox')}
        </Button>
        {count > 0 && (
          <Button variant="primary" busy={changing.isPending} onClick={() => confirm(step)}>
            {t('confirm', { count })}
          </Button>
        )}
      </footer>
    </>
  );
}

/** What these people would have. */
function Said({ changes }: { readonly changes: FeatureChanges }) {
  const t = useTranslations('features');
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 font-medium text-sm">
      {fullFeature.options.map((feature) => {
        const rule = changes[feature];
        return (
          rule !== undefined && (
            <li key={feature}>{t(`many.says.${rule}`, { feature: t(`name.${feature}`) })}</li>
          )
        );
      })}
    </ul>
  );
}
