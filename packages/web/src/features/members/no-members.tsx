import { Button } from '@rollcall/client/ui/button.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import { SearchX, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ListQuery } from '../../live/list-order.ts';
import { activeFields } from './active-fields.ts';

type NoMembersProps = {
  readonly query: ListQuery;
  readonly addUsers: ReactNode;
  readonly onQuery: (query: ListQuery) => void;
};

/** Nobody to show: because nobody was added, nobody has this status, or nobody matches; and the way out of each. */
export function NoMembers({ query, addUsers, onQuery }: NoMembersProps) {
  const t = useTranslations('users');
  const { filter } = query;
  const fields = activeFields(filter);
  const showAll = (
    <Button onClick={() => onQuery({ ...query, filter: noMemberFilter })}>{t('emptyFilter.showAll')}</Button>
  );
  if (fields.length === 0) {
    return (
      <EmptyState
        icon={<Users />}
        title={t('empty.title')}
        description={t('empty.description')}
        actions={addUsers}
      />
    );
  }
  const [status] = filter.statuses;
  if (fields.length === 1 && filter.statuses.length === 1 && status !== undefined) {
    return (
      <EmptyState
        icon={<Users />}
        title={t(`emptyFilter.${status}.title`)}
        description={t(`emptyFilter.${status}.description`)}
        actions={showAll}
      />
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title={t('noMatch.title')}
      description={t(filter.search === null ? 'noMatch.filters' : 'noMatch.search')}
      actions={
        <>
          {filter.search !== null && fields.length > 1 && (
            <Button
              onClick={() => onQuery({ ...query, filter: { ...noMemberFilter, search: filter.search } })}
            >
              {t('noMatch.everywhere')}
            </Button>
          )}
          {showAll}
        </>
      }
    />
  );
}
