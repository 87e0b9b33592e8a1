import { useMediaQuery } from '@rollcall/client/ui/use-media-query.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import { type MouseEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { ListQuery } from '../../live/list-order.ts';
import { BulkBar } from './bulk-bar.tsx';
import { rowAt } from './list-props.ts';
import { MemberCards } from './member-cards.tsx';
import type { MemberColumn } from './member-columns.ts';
import type { MemberIntent } from './member-intent.ts';
import { MemberTable } from './member-table.tsx';
import { NewcomersPill } from './newcomers-pill.tsx';
import { isSelected, selectedCount } from './selection.ts';
import { useAnnouncedChanges } from './use-announced-changes.ts';
import { type LiveList, positionsOf } from './use-live-rows.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useSelection } from './use-selection.ts';
import { useTallList } from './use-tall-list.ts';

type UsersListProps = {
  readonly live: LiveList;
  readonly query: ListQuery;
  readonly label: string;
  readonly columns: readonly MemberColumn[];
  readonly onQuery: (query: ListQuery) => void;
  readonly onIntent: (intent: MemberIntent) => void;
  readonly onRun: (runId: RunId) => void;
  /** The one person whose user type is to be changed. */
  readonly changesType: MemberIntent | null;
  readonly onTypeChanged: () => void;
};

const rowRem = 3.0625;
const cardRem = 9.5;

/** The rows themselves, as a table or as cards, with the keyboard, the ticks and what can be done with those ticked. */
export function UsersList(props: UsersListProps) {
  const { live, query, label, onQuery, onIntent, onRun } = props;
  const { rows, state, total } = live;
  const { log } = useLicenseFeed();
  useAnnouncedChanges(log);
  const onPhone = useMediaQuery('(width < 48rem)');
  const rowPx = Math.round((onPhone ? cardRem : rowRem) * rootFontPx());
  const count = positionsOf(state, total);
  const first = state.window?.first ?? 0;
  const shown = state.shown?.rows;
  const places = useMemo(
    () => new Map((shown ?? []).map((row, index) => [row.id as string, index])),
    [shown],
  );
  const positionOf = (id: string) => {
    const index = places.get(id);
    return index === undefined ? undefined : first + index;
  };
  const list = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState({ from: 0, to: 0 });
  const onSee = useCallback(
    (from: number, to: number) => {
      rows.see(from, to);
      setSeen({ from, to });
    },
    [rows],
  );
  const tall = useTallList({ count, rowPx, list, onSee, positionOf, idAt: (at) => rowAt(state, at)?.id });

  const rowsBetween = (from: number, to: number) =>
    (shown ?? []).slice(Math.max(0, from - first), Math.max(0, to + 1 - first));
  const { selection, tooMany, onTick, change, select } = useSelection(query, rowsBetween);
  const keys = useRowKeys({
    count,
    rowPx,
    tall,
    rowAt: (position) => rowAt(state, position),
    positionOf,
    onOpen: (row) => onIntent({ verb: 'look', row }),
    onTick,
    onBusy: (busy) => rows.setBusy(busy),
  });
  const onScreen = rowsBetween(seen.from, seen.to);
  const ticked = onScreen.filter(({ id }) => isSelected(selection, id)).length;
  const latest = useRef({ onScreen, query, onQuery, change });
  latest.current = { onScreen, query, onQuery, change };
  const onSort = useCallback((sort: ListQuery['sort']) => {
    const { query: asked, onQuery: ask } = latest.current;
    ask({ ...asked, sort, order: nextOrder(asked, sort) });
  }, []);
  const onTickScreen = useCallback((selected: boolean) => {
    latest.current.change(latest.current.onScreen, selected);
  }, []);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const row = clickedRow(event);
    const found = row === null ? undefined : rowAt(state, row);
    if (found !== undefined) onIntent({ verb: 'look', row: found });
  };
  const common = { label, count, state, selection, onIntent, onTick, list, tall, rowPx };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: rows are opened with Enter
    <div onClick={onClick} aria-busy={live.isOld} className={live.isOld ? 'cursor-progress' : undefined}>
      <NewcomersPill
        count={state.newcomers}
        onShow={() => {
          if (!rows.showNewcomers()) return;
          if (query.sort !== 'added' || query.order !== 'descending')
            onQuery({ ...query, sort: 'added', order: 'descending' });
          tall.scrollToTop();
        }}
      />
      {onPhone ? (
        <MemberCards {...common} />
      ) : (
        <MemberTable
          {...common}
          columns={props.columns}
          query={query}
          onSort={onSort}
          onTickScreen={onTickScreen}
          screenTicked={ticked === 0 ? 'none' : ticked === onScreen.length ? 'all' : 'some'}
          stop={keys.stop}
          focused={keys.focused}
          handlers={keys.handlers}
        />
      )}
      {(selectedCount(selection) > 0 || props.changesType !== null) && (
        <BulkBar
          selection={selection}
          tooMany={tooMany}
          query={query}
          total={live.matching}
          onSelect={select}
          onRun={onRun}
          changesType={props.changesType}
          onTypeChanged={props.onTypeChanged}
        />
      )}
    </div>
  );
}

/** The same column again turns the order around; another begins the way people read it. */
function nextOrder(query: ListQuery, sort: ListQuery['sort']): ListQuery['order'] {
  if (query.sort === sort) return query.order === 'ascending' ? 'descending' : 'ascending';
  return sort === 'added' ? 'descending' : 'ascending';
}

/** The position of the row that was clicked, unless something in it was meant, or its text is being marked. */
function clickedRow({ target }: MouseEvent<HTMLElement>): number | null {
  if (!(target instanceof Element) || target.closest('button, input, a, label, [role="menu"]') !== null)
    return null;
  if (window.getSelection()?.isCollapsed === false) return null;
  const row = target.closest<HTMLElement>('[data-member]');
  return row?.dataset.position === undefined ? null : Number(row.dataset.position);
}

/** Everything is sized in rem, so rows grow with the page's letters. */
function rootFontPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
