import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { useTranslations } from 'use-intl';

type CopyValuesProps = {
  readonly values: readonly { readonly term: string; readonly value: string }[];
};

/** Values to be carried over to another system, each with a button that copies it. */
export function CopyValues({ values }: CopyValuesProps) {
  const t = useTranslations('lms.byHand');
  return (
    <dl className="divide-y divide-line rounded-md border border-line bg-sunken text-sm">
      {values.map(({ term, value }) => (
        <div key={term} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-2">
          <dt className="text-muted max-sm:col-span-2 sm:col-start-1">{term}</dt>
          <dd className="min-w-0 font-mono text-xs wrap-anywhere sm:col-start-1">{value}</dd>
          <dd className="sm:row-span-2 sm:row-start-1 sm:col-start-2">
            <CopyButton iconOnly value={value} label={t('copy', { what: term })} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
