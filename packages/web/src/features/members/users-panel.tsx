import { useMediaQuery } from '@rollcall/client/ui/use-media-query.ts';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { statusTotals } from '../../lib/status-totals.ts';
import { useLicenseFeed } from '../../live/license-feed.ts';
import { MemberCards } from './member-cards.tsx';
import { MemberDialogs } from './member-dialogs.tsx';
import { MemberFilters } from './member-filters.tsx';
import type { MemberIntent } from './member-intent.ts';
import { MemberTable } from './member-table.tsx';
import { NoMembers } from './no-members.tsx';
import { useAnnouncedChanges } from './use-announced-changes.ts';
import { useMemberList } from './use-member-list.ts';
import { useRecentChanges } from './use-recent-changes.ts';
import type { UsersChoice } from './users-choice.ts';
import { UsersLoading } from './users-loading.tsx';

type UsersPanelProps = {
  readonly choice: UsersChoice;
  readonly onChoice: (choice: UsersChoice) => void;
  /** What an empty licence offers to do. */
  readonly addUsers: ReactNode;
};

/** Everybody on the licence: filter, order, live rows, and what can be done with each. */
export function UsersPanel({ choice, onChoice, addUsers }: UsersPanelProps) {
  const t = useTranslations('users');
  const { license, log } = useLicenseFeed();
  const { status, sort } = choice;
  const query = useMemo(() => ({ filter: { status }, sort }), [status, sort]);
  const lastSeen = useRef(0);
  const { reading, rows } = useMemberList(query, lastSeen);
  const recent = useRecentChanges(log);
  useAnnouncedChanges(log);
  const [intent, setIntent] = useState<MemberIntent | null>(null);
  const onPhone = useMediaQuery('(width < 48rem)');

  const totals = statusTotals(license.counts);
  const everybody = totals.accepted + totals.invited + totals.rejected;
  const list = {
    rows,
    total: status === null ? everybody : totals[status],
    recent,
    lastSeen,
    hasMore: reading.hasNextPage,
    loadingMore: reading.isFetchingNextPage,
    onMore: () => void reading.fetchNextPage(),
    moreError: reading.isFetchNextPageError ? reading.error : null,
    onIntent: setIntent,
  };
  return (
    <div className="flex flex-col gap-4">
      <MemberFilters choice={choice} onChoice={onChoice} totals={totals} everybody={everybody} />
      <CallProblem title={t('outOfDate')} error={reading.isRefetchError ? reading.error : null} />
      {reading.isPending ? (
        <UsersLoading />
      ) : reading.isLoadingError ? (
        <QueryFailure
          title={t('failed')}
          error={reading.error}
          retrying={reading.isFetching}
          onRetry={() => void reading.refetch()}
        />
      ) : rows.length === 0 && !reading.hasNextPage ? (
        <NoMembers
          status={status}
          addUsers={addUsers}
          onShowAll={() => onChoice({ ...choice, status: null })}
        />
      ) : onPhone ? (
        <MemberCards {...list} />
      ) : (
        <MemberTable
          {...list}
          sort={sort}
          onSort={(next) => onChoice({ ...choice, sort: next })}
          label={t('list', { license: license.name })}
        />
      )}
      <MemberDialogs intent={intent} onClose={() => setIntent(null)} />
    </div>
  );
}
