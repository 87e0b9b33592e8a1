import { TableHeaderCell } from '@rollcall/client/ui/table-header-cell.tsx';
import type { MemberSort } from '@rollcall/core/members/contract.ts';
import { type ComponentProps, Fragment, memo } from 'react';
import { useTranslations } from 'use-intl';
import type { ListQuery } from '../../live/list-order.ts';
import { drawnPositions } from './drawn-positions.ts';
import { type ListProps, rowAt, type ScrollProps } from './list-props.ts';
import { columnLooks, type MemberColumn } from './member-columns.ts';
import { MemberRow } from './member-row.tsx';
import { PendingRow } from './pending-row.tsx';
import { isSelected } from './selection.ts';
import { TickBox } from './tick-box.tsx';

type MemberTableProps = ListProps &
  ScrollProps & {
    readonly rowPx: number;
    readonly columns: readonly MemberColumn[];
    readonly query: Pick<ListQuery, 'sort' | 'order'>;
    readonly onSort: (sort: MemberSort) => void;
    readonly onTickScreen: (selected: boolean) => void;
    readonly screenTicked: 'all' | 'some' | 'none';
    /** The row that Tab goes to, and the one that is drawn because it has the focus. */
    readonly stop: number;
    readonly focused: number | null;
    readonly handlers: Pick<ComponentProps<'tbody'>, 'onKeyDown' | 'onFocus' | 'onBlur'>;
  };

/** The user list on a wide screen. Only the rows on screen are in the document; their numbers say which they are. */
export function MemberTable(props: MemberTableProps) {
  const { label, count, state, selection, columns, tall, rowPx, list, stop, focused } = props;
  const all = columns.length + 3;
  const positions = drawnPositions(tall.from, tall.to, focused);
  let drawnTo = tall.offsetPx;
  const rows = positions.map((position) => {
    const gap = position * rowPx - drawnTo;
    drawnTo = (position + 1) * rowPx;
    const row = rowAt(state, position);
    return (
      <Fragment key={row?.id ?? `at ${position}`}>
        <Spacer height={gap} columns={all} />
        {row === undefined ? (
          <PendingRow position={position} columns={columns.length} isStop={position === stop} />
        ) : (
          <MemberRow
            row={row}
            position={position}
            columns={columns}
            selected={isSelected(selection, row.id)}
            mark={state.shown?.stayed.get(row.id)?.mark}
            isStop={position === stop}
            onIntent={props.onIntent}
            onTick={props.onTick}
          />
        )}
      </Fragment>
    );
  });
  return (
    <div className="rounded-lg border border-line bg-raised shadow-raised">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrows move through its rows
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-multiselectable
        className="w-full table-fixed border-collapse text-left text-sm [overflow-anchor:none]"
      >
        <Columns columns={columns} />
        <Head
          columns={columns}
          query={props.query}
          onSort={props.onSort}
          onTickScreen={props.onTickScreen}
          screenTicked={props.screenTicked}
        />
        <tbody ref={list as ComponentProps<'tbody'>['ref']} {...props.handlers}>
          {rows}
          <Spacer height={tall.heightPx + tall.offsetPx - drawnTo} columns={all} />
        </tbody>
      </table>
    </div>
  );
}

/** Below the app's bar, so that what the columns are stays in sight. */
const head = 'sticky top-14 z-10 bg-sunken! shadow-[0_1px_0_var(--color-line)]';

type HeadProps = Pick<MemberTableProps, 'columns' | 'query' | 'onSort' | 'onTickScreen' | 'screenTicked'>;

const Head = memo(function Head({ columns, query, onSort, onTickScreen, screenTicked }: HeadProps) {
  const t = useTranslations('users');
  const sorted = (sort: MemberSort | undefined) => (sort === query.sort ? query.order : undefined);
  return (
    <thead>
      <tr aria-rowindex={1} className="[&>th:first-child]:rounded-tl-lg [&>th:last-child]:rounded-tr-lg">
        <TableHeaderCell className={`${head} px-0! pl-2!`}>
          <TickBox
            label={t('select.screen')}
            checked={screenTicked === 'all'}
            mixed={screenTicked === 'some'}
            onTick={onTickScreen}
          />
        </TableHeaderCell>
        <TableHeaderCell className={`${head} px-2!`} sorted={sorted('email')} onSort={() => onSort('email')}>
          {t('column.email')}
        </TableHeaderCell>
        {columns.map((column) => {
          const { sort } = columnLooks[column];
          return (
            <TableHeaderCell
              key={column}
              className={`${head} px-3!`}
              sorted={sorted(sort)}
              {...(sort && { onSort: () => onSort(sort) })}
            >
              {t(`column.${column}`)}
            </TableHeaderCell>
          );
        })}
        <TableHeaderCell className={head}>
          <span className="sr-only">{t('column.actions')}</span>
        </TableHeaderCell>
      </tr>
    </thead>
  );
});

/** Fixed widths: columns must not jump while rows come and go. */
function Columns({ columns }: { readonly columns: readonly MemberColumn[] }) {
  return (
    <colgroup>
      <col className="w-11" />
      <col />
      {columns.map((column) => (
        <col key={column} className={columnLooks[column].width} />
      ))}
      <col className="w-12" />
    </colgroup>
  );
}

/** Stands for the rows that are not in the document. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row takes no focus
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
