import { Select } from '@rollcall/client/ui/select.tsx';
import { useTranslations } from 'use-intl';
import type { ListQuery } from '../../live/list-order.ts';

const orders = [
  'added descending',
  'added ascending',
  'email ascending',
  'email descending',
  'name ascending',
  'name descending',
] as const;
type Order = (typeof orders)[number];

const names: Readonly<Record<Order, 'newest' | 'oldest' | 'email' | 'emailBack' | 'name' | 'nameBack'>> = {
  'added descending': 'newest',
  'added ascending': 'oldest',
  'email ascending': 'email',
  'email descending': 'emailBack',
  'name ascending': 'name',
  'name descending': 'nameBack',
};

type SortSelectProps = { readonly query: ListQuery; readonly onQuery: (query: ListQuery) => void };

/** The order on a phone, where the table has no heads to press. */
export function SortSelect({ query, onQuery }: SortSelectProps) {
  const t = useTranslations('users');
  return (
    <Select<Order>
      label={t('sort')}
      hideLabel
      className="flex-1 md:hidden"
      value={`${query.sort} ${query.order}`}
      onChange={(picked) => {
        const [sort, order] = picked.split(' ') as [ListQuery['sort'], ListQuery['order']];
        onQuery({ ...query, sort, order });
      }}
      options={orders.map((value) => ({ value, label: t(`order.${names[value]}`) }))}
    />
  );
}
