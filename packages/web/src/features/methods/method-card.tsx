import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { classNames } from '@rollcall/client/ui/class-names.ts';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { DeploymentMethod } from '@rollcall/core/licenses/deployment-methods.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { MethodBadges, MethodReasons } from './method-fit.tsx';
import { MethodIcon } from './method-icon.tsx';
import type { MethodStanding } from './method-standing.ts';

type MethodCardProps = {
  readonly method: DeploymentMethod;
  readonly licenseId: LicenseId;
  readonly standing: MethodStanding;
  /** How it goes on this licence, in a badge, where there is something to say. */
  readonly note?: ReactNode;
};

/** One way to add users: what it is, whether it can be used here, and where it is explained. */
export function MethodCard({ method, licenseId, standing, note }: MethodCardProps) {
  const t = useTranslations();
  const works = standing.kind === 'works';
  const name = t(`method.${method}.name`);
  return (
    <article
      className={classNames(
        'flex h-full flex-col rounded-lg border border-line p-5',
        works ? 'bg-raised shadow-raised' : 'bg-transparent',
      )}
    >
      <header className="flex items-start gap-3">
        <span
          className={classNames(
            'grid size-9 shrink-0 place-items-center rounded-md [&_svg]:size-5',
            works ? 'bg-accent-soft text-accent-ink' : 'bg-pressed text-muted',
          )}
        >
          <MethodIcon method={method} />
        </span>
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1.5 pt-1.5">
          <h4 className="font-semibold text-base leading-6">{name}</h4>
          <MethodBadges standing={standing} />
          {works && note}
        </div>
      </header>
      <p className="mt-3 text-muted text-sm">{t(`method.${method}.summary`)}</p>
      <div className="mt-2 flex flex-col gap-1 empty:hidden">
        <MethodReasons method={method} standing={standing} />
      </div>
      <footer className="mt-auto flex flex-wrap items-center justify-between gap-3 pt-4">
        {works && <MethodAction method={method} licenseId={licenseId} />}
        <Link
          to="/licenses/$licenseId/add/$method/help"
          params={{ licenseId, method }}
          aria-label={t('methodLink.helpFor', { method: name })}
          className={`text-sm ${textLinkClasses}`}
        >
          {t('methodLink.help')}
        </Link>
      </footer>
    </article>
  );
}

/** The way into a method that works here. */
export function MethodAction({ method, licenseId }: Pick<MethodCardProps, 'method' | 'licenseId'>) {
  const t = useTranslations('method');
  const params = { licenseId };
  if (
    method === 'email' ||
    method === 'csv' ||
    method === 'ou' ||
    method === 'classroom' ||
    method === 'domain' ||
    method === 'assignment'
  ) {
    return (
      <Link
        to={`/licenses/$licenseId/add/${method}`}
        params={params}
        className={buttonClasses({ variant: 'primary' })}
      >
        {t(`${method}.action`)}
      </Link>
    );
  }
  if (method === 'link') {
    return (
      <Link to="/licenses/$licenseId/add/link" params={params} className={buttonClasses()}>
        {t('link.action')}
      </Link>
    );
  }
  if (method === 'key') {
    return (
      <Link to="/licenses/$licenseId" params={params} hash="key" className={buttonClasses()}>
        {t('key.action')}
      </Link>
    );
  }
  return null;
}
