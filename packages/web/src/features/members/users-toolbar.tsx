import { Button } from '@rollcall/client/ui/button.tsx';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import { Select } from '@rollcall/client/ui/select.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { type MemberStatus, memberStatus } from '@rollcall/core/members/status.ts';
import { Download, ListFilter } from 'lucide-react';
import { lazy, memo, Suspense, useId, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { statusTotals } from '../../lib/status-totals.ts';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { ListQuery } from '../../live/list-order.ts';
import { ColumnButton } from './column-button.tsx';
import { exportAddress } from './export-address.ts';
import { KeptOut } from './kept-out.tsx';
import { SearchBox } from './search-box.tsx';
import { SortSelect } from './sort-select.tsx';
import type { useColumns } from './use-columns.ts';
import type { LiveList } from './use-live-rows.ts';
import { UsersCount } from './users-count.tsx';

const FilterFields = lazy(async () => ({ default: (await import('./filter-fields.tsx')).FilterFields }));

type UsersToolbarProps = {
  readonly licenseId: LicenseId;
  readonly query: ListQuery;
  readonly onQuery: (query: ListQuery) => void;
  readonly total: LiveList['total'];
  readonly columns: ReturnType<typeof useColumns>;
};

/** Who is shown: the search, the statuses with how many there are of each, all other filters, and how many match. */
export const UsersToolbar = memo(function UsersToolbar(props: UsersToolbarProps) {
  const { licenseId, query, onQuery, total, columns } = props;
  const t = useTranslations('users');
  const [filters, setFilters] = useState(false);
  const fieldsId = useId();
  const change = (fields: Partial<ListQuery['filter']>) =>
    onQuery({ ...query, filter: { ...query.filter, ...fields } });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2.5">
        <SearchBox value={query.filter.search} onSearch={(search) => change({ search })} />
        <StatusChoice query={query} onStatuses={(statuses) => change({ statuses })} />
        <SortSelect query={query} onQuery={onQuery} />
        <div className="ml-auto flex gap-2 max-md:w-full max-md:*:flex-1">
          <Button
            icon={<ListFilter aria-hidden="true" />}
            aria-expanded={filters}
            aria-controls={fieldsId}
            onClick={() => setFilters(!filters)}
          >
            {t('filters')}
          </Button>
          <ColumnButton columns={columns} />
          <a href={exportAddress(licenseId, query)} download className={buttonClasses()}>
            <Download aria-hidden="true" />
            {t('export')}
          </a>
        </div>
      </div>
      <div id={fieldsId} hidden={!filters}>
        {filters && (
          <Suspense>
            <FilterFields filter={query.filter} onChange={change} />
          </Suspense>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <UsersCount query={query} total={total} />
        <KeptOut licenseId={licenseId} />
      </div>
    </div>
  );
});

type StatusChoiceProps = {
  readonly query: ListQuery;
  readonly onStatuses: (statuses: MemberStatus[]) => void;
};

function StatusChoice({ query, onStatuses }: StatusChoiceProps) {
  const t = useTranslations('users');
  const named = useTranslations('ui.status');
  const { license } = useLicenseFeed();
  const totals = statusTotals(license.counts);
  const everybody = totals.accepted + totals.invited + totals.rejected;
  const { statuses } = query.filter;
  const value = statuses.length === 0 ? 'all' : statuses.length === 1 ? statuses[0] : undefined;
  const options = (['accepted', 'invited', 'rejected'] as const).map((status) => ({
    value: status,
    label: named(status),
    count: totals[status],
  }));
  const all = { value: 'all' as const, label: t('all'), count: everybody };
  const pick = (picked: MemberStatus | 'all') =>
    onStatuses(memberStatus.options.filter((one) => one === picked));
  return (
    <>
      <RadioGroup
        legend={t('filter')}
        hideLegend
        className="max-md:hidden"
        appearance="segmented"
        value={value}
        onChange={pick}
        options={[all, ...options].map((one) => ({
          value: one.value,
          label: <Counted label={one.label} count={one.count} />,
        }))}
      />
      <Select<MemberStatus | 'all'>
        label={t('filter')}
        hideLabel
        className="flex-1 md:hidden"
        value={value ?? 'all'}
        onChange={pick}
        options={[all, ...options].map((one) => ({
          value: one.value,
          label: t('withCount', { label: one.label, count: one.count }),
        }))}
      />
    </>
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
