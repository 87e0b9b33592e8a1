import { api } from '@rollcall/client/api/api.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { useId } from 'react';
import { useTranslations } from 'use-intl';

type RunReturnsProps = {
  readonly run: RunView;
  readonly keepsOut: boolean;
  readonly onKeepsOut: (keepsOut: boolean) => void;
};

/**
 * How many of those who are taken off come back, or can come back, and by what; and the way to prevent it, as part of the
 * same run. Nothing where nobody can.
 */
export function RunReturns({ run, keepsOut, onKeepsOut }: RunReturnsProps) {
  const t = useTranslations('run.plan');
  const id = useId();
  const { licenseId, id: runId } = run;
  const returns = api.run.returns.useQuery({ licenseId, runId }, { staleTime: 0 });
  const people = returns.data?.people ?? [];
  if (people.length === 0) return null;
  return (
    <div className="my-2">
      <p>{t('returns')}</p>
      <ul className="mt-0.5 list-disc pl-5 tabular-nums">
        {people.map(
          ({ kind, count }) =>
            kind !== 'email' && kind !== 'csv' && <li key={kind}>{t(`returnsBy.${kind}`, { count })}</li>,
        )}
      </ul>
      <label htmlFor={id} className="mt-3 flex cursor-pointer items-start gap-2.5">
        <input
          id={id}
          type="checkbox"
          checked={keepsOut}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onKeepsOut(event.target.checked)}
          className="mt-0.5 size-4.5 shrink-0 accent-accent"
        />
        <span className="font-semibold">{t('keepOut')}</span>
      </label>
      <p id={`${id}-hint`} className="mt-0.5 ml-7 text-muted">
        {t('keepOutHint')}
      </p>
    </div>
  );
}
