import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { ExceptionForm } from './exception-form.tsx';
import { ExceptionPlanView } from './exception-plan.tsx';
import { ExceptionResult } from './exception-result.tsx';
import { useExceptionMaker } from './use-exception-maker.ts';

type ExceptionMakerProps = { readonly licenseId: LicenseId; readonly personId: string };

/** Exceptions for pasted people: the box, then the plan, then the answer for each line. */
export function ExceptionMaker({ licenseId, personId }: ExceptionMakerProps) {
  const t = useTranslations('features.many');
  const maker = useExceptionMaker({ licenseId, personId });
  const { step } = maker;
  const place = useRef<HTMLElement>(null);
  const before = useRef(step.kind);
  useEffect(() => {
    if (before.current === step.kind) return;
    before.current = step.kind;
    place.current?.scrollIntoView({ block: 'nearest' });
    place.current?.querySelector<HTMLElement>('[data-step]')?.focus();
  }, [step.kind]);
  return (
    <Card ref={place} aria-labelledby="feature-many" className="scroll-mt-20">
      <CardHeader level={3} titleId="feature-many" title={t('title')} description={t('text')} />
      {step.kind === 'edit' && <ExceptionForm maker={maker} />}
      <CardBody className="flex flex-col gap-5 empty:hidden">
        {step.kind === 'plan' && <ExceptionPlanView step={step} maker={maker} />}
        {step.kind === 'done' && <ExceptionResult step={step} maker={maker} />}
      </CardBody>
    </Card>
  );
}
