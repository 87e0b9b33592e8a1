import { Card, CardBody } from '@rollcall/client/ui/card.tsx';
import type { DeploymentMethod } from '@rollcall/core/licenses/deployment-methods.ts';
import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import type { ReactNode } from 'react';
import { useMessages, useTranslations } from 'use-intl';
import { MethodBadges, MethodReasons } from './method-fit.tsx';
import { MethodIcon } from './method-icon.tsx';
import { type MethodFacts, methodStanding } from './method-standing.ts';

type MethodHelpProps = {
  readonly method: DeploymentMethod;
  readonly licenseType: LicenseType;
  readonly facts: MethodFacts;
  /** The way to start, where there is one. */
  readonly start: ReactNode;
};

/** What a method does, whom it fits, and how it goes, for somebody who has never done it. */
export function MethodHelp({ method, licenseType, facts, start }: MethodHelpProps) {
  const t = useTranslations();
  const { steps, good } = useMessages().help[method];
  const standing = methodStanding(method, licenseType, facts);
  const stepKeys = Object.keys(steps) as (keyof typeof steps)[];
  const goodKeys = Object.keys(good) as (keyof typeof good)[];
  return (
    <div className="grid max-w-2xl grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <Card>
        <CardBody className="flex max-w-prose flex-col gap-6">
          <header className="flex items-center gap-3">
            <span className="grid size-10 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-ink [&_svg]:size-5">
              <MethodIcon method={method} />
            </span>
            <h2 className="font-semibold text-xl">{t(`method.${method}.name`)}</h2>
          </header>
          <Part title={t('help.what')}>
            <p>{t(`help.${method}.what`)}</p>
          </Part>
          <Part title={t('help.who')}>
            <p>{t(`help.${method}.who`)}</p>
          </Part>
          <Part title={t('help.steps')}>
            <ol className="flex list-decimal flex-col gap-2 pl-5 marker:font-medium marker:text-muted">
              {stepKeys.map((key) => (
                <li key={key}>{t(`help.${method}.steps.${key}`)}</li>
              ))}
            </ol>
          </Part>
          <Part title={t('help.good')}>
            <ul className="flex list-disc flex-col gap-2 pl-5 marker:text-muted">
              {goodKeys.map((key) => (
                <li key={key}>{t(`help.${method}.good.${key}`)}</li>
              ))}
            </ul>
          </Part>
        </CardBody>
      </Card>
      <Card aria-labelledby="method-fit" className="max-lg:order-first">
        <CardBody className="flex flex-col gap-3">
          <h3 id="method-fit" className="font-semibold text-base">
            {t('help.fitTitle')}
          </h3>
          <div className="flex flex-wrap gap-2 empty:hidden">
            <MethodBadges standing={standing} />
          </div>
          {standing.kind !== 'not_available' && <p className="text-sm">{t('help.fits')}</p>}
          <MethodReasons method={method} standing={standing} />
          {standing.kind === 'not_set_up' && standing.reason === null && (
            <p className="text-sm">{t('fit.notSetUpText')}</p>
          )}
          {standing.kind === 'works' && <div className="pt-1">{start}</div>}
        </CardBody>
      </Card>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}
