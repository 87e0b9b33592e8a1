import { type DeploymentMethod, deploymentMethod } from '@rollcall/core/licenses/deployment-methods.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { MethodCard } from './method-card.tsx';
import { type MethodFacts, type MethodStanding, methodStanding } from './method-standing.ts';

/** How methods go on a licence, each as a badge on its card. */
type MethodNotes = Readonly<Partial<Record<DeploymentMethod, ReactNode>>>;

type MethodListProps = {
  readonly license: LicenseView;
  readonly facts: MethodFacts;
  readonly notes: MethodNotes;
};

/** All ways to add users: those that work first, then those that are missing here, then those that do not fit. */
export function MethodList({ license, facts, notes }: MethodListProps) {
  const t = useTranslations();
  const methods = deploymentMethod.options.map((method) => ({
    method,
    standing: methodStanding(method, license.type, facts),
  }));
  const of = (kind: MethodStanding['kind']) => methods.filter(({ standing }) => standing.kind === kind);
  return (
    <div className="flex flex-col gap-8">
      <Group title={t('addUsers.works')} license={license} methods={of('works')} notes={notes} />
      <Group
        title={t('addUsers.notSetUp')}
        hint={t('addUsers.notSetUpHint')}
        license={license}
        methods={of('not_set_up')}
      />
      <Group
        title={t('addUsers.notAvailable')}
        hint={t('addUsers.notAvailableHint')}
        license={license}
        methods={of('not_available')}
      />
    </div>
  );
}

type GroupProps = {
  readonly title: string;
  readonly hint?: string;
  readonly license: LicenseView;
  readonly methods: readonly { readonly method: DeploymentMethod; readonly standing: MethodStanding }[];
  readonly notes?: MethodNotes;
};

function Group({ title, hint, license, methods, notes = {} }: GroupProps) {
  if (methods.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="font-semibold text-base">{title}</h3>
      {hint && <p className="mt-0.5 text-muted text-sm">{hint}</p>}
      <ul className="mt-3 grid grid-cols-1 gap-4 md:grid-cols-2 xl:grid-cols-3">
        {methods.map(({ method, standing }) => (
          <li key={method}>
            <MethodCard method={method} licenseId={license.id} standing={standing} note={notes[method]} />
          </li>
        ))}
      </ul>
    </section>
  );
}
