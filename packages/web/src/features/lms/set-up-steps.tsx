import { Badge } from '@rollcall/client/ui/badge.tsx';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { classNames } from '@rollcall/client/ui/class-names.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { LmsView } from '@rollcall/core/lti/contract.ts';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { nextStep, type SetUpStep, setUpSteps } from './lms-standing.ts';
import { StepPicture } from './step-picture.tsx';

type SetUpStepsProps = {
  readonly licenseId: LicenseId;
  readonly view: LmsView;
  /** Beside something else, where there is no room for all four in a row. */
  readonly inColumn?: boolean;
};

/** How it goes from nothing to students who come, as four pictures: what is done, and what comes next. */
export function SetUpSteps({ licenseId, view, inColumn = false }: SetUpStepsProps) {
  const t = useTranslations('assignments.steps');
  const next = nextStep(view);
  const position = next === null ? setUpSteps.length : setUpSteps.indexOf(next);
  return (
    <Card aria-labelledby="set-up-steps">
      <CardHeader level={3} titleId="set-up-steps" title={t('title')} />
      <CardBody>
        <ol className={classNames('grid grid-cols-1 gap-4 sm:grid-cols-2', !inColumn && 'xl:grid-cols-4')}>
          {setUpSteps.map((step, index) => (
            <Step
              key={step}
              step={step}
              number={index + 1}
              standing={index < position ? 'done' : index === position ? 'next' : 'later'}
              licenseId={licenseId}
            />
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

type StepProps = {
  readonly step: SetUpStep;
  readonly number: number;
  readonly standing: 'done' | 'next' | 'later';
  readonly licenseId: LicenseId;
};

function Step({ step, number, standing, licenseId }: StepProps) {
  const t = useTranslations('assignments.steps');
  return (
    <li
      aria-current={standing === 'next' ? 'step' : undefined}
      className={classNames(
        'flex flex-col gap-2 rounded-lg border p-4 text-sm',
        standing === 'next' ? 'border-accent-line bg-accent-soft/40' : 'border-line',
      )}
    >
      <StepPicture step={step} />
      <h4 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold text-base">
        {number}. {t(`${step}.title`)}
        {standing === 'done' && (
          <Badge tone="positive" icon={<Check aria-hidden="true" />}>
            {t('done')}
          </Badge>
        )}
        {standing === 'next' && <Badge tone="accent">{t('next')}</Badge>}
      </h4>
      <p className="text-muted">{t(`${step}.text`)}</p>
      {standing === 'next' && (step === 'register' || step === 'allow') && (
        <Link
          to="/licenses/$licenseId/lms"
          params={{ licenseId }}
          className={`mt-auto self-start ${buttonClasses({ variant: 'primary', size: 'small' })}`}
        >
          {t(`${step}.go`)}
        </Link>
      )}
    </li>
  );
}
