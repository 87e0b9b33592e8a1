import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import { Select } from '@rollcall/client/ui/select.tsx';
import type { MemberSort } from '@rollcall/core/members/contract.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { useFormatter, useTranslations } from 'use-intl';
import type { UsersChoice } from './users-choice.ts';

type MemberFiltersProps = {
  readonly choice: UsersChoice;
  readonly onChoice: (choice: UsersChoice) => void;
  readonly totals: Readonly<Record<MemberStatus, number>>;
  readonly everybody: number;
};

const statuses: readonly MemberStatus[] = ['accepted', 'invited', 'rejected'];

/** Who is shown, with how many there are of each, and in which order. */
export function MemberFilters({ choice, onChoice, totals, everybody }: MemberFiltersProps) {
  const t = useTranslations('users');
  const named = useTranslations('ui.status');
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <RadioGroup
        legend={t('filter')}
        hideLegend
        className="max-md:hidden"
        appearance="segmented"
        value={choice.status ?? 'all'}
        onChange={(picked) => onChoice({ ...choice, status: picked === 'all' ? null : picked })}
        options={[
          { value: 'all' as const, label: <Counted label={t('all')} count={everybody} /> },
          ...statuses.map((value) => ({
            value,
            label: <Counted label={named(value)} count={totals[value]} />,
          })),
        ]}
      />
      <Select<MemberStatus | 'all'>
        label={t('filter')}
        hideLabel
        className="flex-1 md:hidden"
        value={choice.status ?? 'all'}
        onChange={(picked) => onChoice({ ...choice, status: picked === 'all' ? null : picked })}
        options={[
          { value: 'all', label: t('withCount', { label: t('all'), count: everybody }) },
          ...statuses.map((value) => ({
            value,
            label: t('withCount', { label: named(value), count: totals[value] }),
          })),
        ]}
      />
      <Select<MemberSort>
        label={t('sort')}
        hideLabel
        className="flex-1 md:hidden"
        value={choice.sort}
        onChange={(sort) => onChoice({ ...choice, sort })}
        options={[
          { value: 'added', label: t('sortAdded') },
          { value: 'email', label: t('sortEmail') },
        ]}
      />
    </div>
  );
}

function Counted({ label, count }: { readonly label: string; readonly count: number }) {
  const { number } = useFormatter();
  return (
    <>
      {label} <span className="font-normal text-muted tabular-nums">{number(count)}</span>
    </>
  );
}
