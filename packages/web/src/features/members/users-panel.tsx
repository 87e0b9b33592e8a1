import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { ReadFailure } from '../../lib/read-failure.tsx';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { ListQuery } from '../../live/list-order.ts';
import { FailureText, RetryButton } from './failure-parts.tsx';
import { FilterChips } from './filter-chips.tsx';
import { isCommand, type MemberCommand, type MemberIntent } from './member-intent.ts';
import { NoMembers } from './no-members.tsx';
import { useColumns } from './use-columns.ts';
import { positionsOf, useLiveRows } from './use-live-rows.ts';
import { UsersList } from './users-list.tsx';
import { UsersLoading } from './users-loading.tsx';
import { UsersToolbar } from './users-toolbar.tsx';

const MemberDialogs = lazy(async () => ({ default: (await import('./member-dialogs.tsx')).MemberDialogs }));
const PersonPanel = lazy(async () => ({ default: (await import('./person-panel.tsx')).PersonPanel }));
const TypeFinder = lazy(async () => ({ default: (await import('./type-finder.tsx')).TypeFinder }));

type UsersPanelProps = {
  readonly query: ListQuery;
  readonly onQuery: (query: ListQuery) => void;
  /** A change of many people has been planned: show the plan. */
  readonly onRun: (runId: RunId) => void;
  /** What an empty licence offers to do. */
  readonly addUsers: ReactNode;
  /** What else is known of a person, for their panel. */
  readonly moreOf: (row: MemberView) => ReactNode;
};

/** Everybody on the licence: search, filters, order, live rows, and what can be done with one or with many. */
export function UsersPanel({ query, onQuery, onRun, addUsers, moreOf }: UsersPanelProps) {
  const t = useTranslations('users');
  const { license } = useLicenseFeed();
  const live = useLiveRows(query);
  const { rows, state, total } = live;
  const [looksAt, setLooksAt] = useState<MemberIntent | null>(null);
  const [command, setCommand] = useState<MemberCommand | null>(null);
  const [changesType, setChangesType] = useState<MemberIntent | null>(null);
  const onIntent = useCallback((intent: MemberIntent) => {
    if (isCommand(intent)) setCommand(intent);
    else if (intent.verb === 'look') setLooksAt(intent);
    else setChangesType(intent);
  }, []);
  const columns = useColumns();
  const failure = state.failure;
  const isEmpty = state.window !== null && positionsOf(state, total) === 0;
  return (
    <div className="flex flex-col gap-4">
      <Suspense>
        <TypeFinder licenseId={license.id} onRun={onRun} onQuery={onQuery} />
      </Suspense>
      <UsersToolbar
        licenseId={license.id}
        query={query}
        onQuery={onQuery}
        total={live.matching}
        columns={columns}
      />
      <FilterChips query={query} onQuery={onQuery} />
      <CallProblem title={t('outOfDate')} error={failure?.kind === 'anew' ? failure.error : null} />
      {state.window === null && failure !== null ? (
        <ReadFailure
          title={t('failed')}
          error={failure.error}
          retrying={state.reading}
          onRetry={() => rows.readAnew()}
        />
      ) : state.window === null ? (
        <UsersLoading />
      ) : isEmpty ? (
        <NoMembers query={query} addUsers={addUsers} onQuery={onQuery} />
      ) : (
        <UsersList
          key={license.id}
          live={live}
          query={query}
          columns={columns.columns}
          label={t('list', { license: license.name })}
          onQuery={onQuery}
          onIntent={onIntent}
          onRun={onRun}
          changesType={changesType}
          onTypeChanged={() => setChangesType(null)}
        />
      )}
      {state.window !== null && failure !== null && failure.kind !== 'anew' && (
        <Notice
          tone="error"
          role="alert"
          title={t('nextFailed')}
          actions={<RetryButton onClick={() => rows.readAnew()} />}
        >
          <FailureText error={failure.error} />
        </Notice>
      )}
      <Suspense>
        {command !== null && (
          <MemberDialogs
            intent={command}
            onClose={() => setCommand(null)}
            onGone={(id) => rows.dismiss(id)}
            onOutdated={() => rows.readAnew()}
          />
        )}
        {looksAt !== null && (
          <PersonPanel
            row={looksAt.row}
            moreOf={moreOf}
            onIntent={onIntent}
            onClose={() => setLooksAt(null)}
          />
        )}
      </Suspense>
    </div>
  );
}
