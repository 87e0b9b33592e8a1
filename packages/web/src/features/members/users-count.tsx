import { useTranslations } from 'use-intl';
import type { ListQuery } from '../../live/list-order.ts';
import { activeFields } from './active-fields.ts';
import type { LiveList } from './use-live-rows.ts';

type UsersCountProps = { readonly query: ListQuery; readonly total: LiveList['total'] };

/** How many people there are, or how many match. Says so when there are perhaps more. */
export function UsersCount({ query, total }: UsersCountProps) {
  const t = useTranslations('users.count');
  if (total === null) return <p className="h-5 text-muted text-sm">{t('counting')}</p>;
  const { count, isExact } = total;
  const isFiltered = activeFields(query.filter).length > 0;
  const words = isExact ? (isFiltered ? 'match' : 'people') : 'atLeast';
  return (
    <p role="status" className="text-muted text-sm tabular-nums">
      {t(words, { count })}
    </p>
  );
}
