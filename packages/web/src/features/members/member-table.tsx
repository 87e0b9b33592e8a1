import { TableHeaderCell } from '@rollcall/client/ui/table-header-cell.tsx';
import { useMediaQuery } from '@rollcall/client/ui/use-media-query.ts';
import type { MemberSort } from '@rollcall/core/members/contract.ts';
import { Fragment, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { MemberListProps } from './member-list-props.ts';
import { MemberRow } from './member-row.tsx';
import { MoreRows } from './more-rows.tsx';
import { useRowWindow } from './use-row-window.ts';

type MemberTableProps = MemberListProps & {
  readonly label: string;
  readonly sort: MemberSort;
  readonly onSort: (sort: MemberSort) => void;
};

const rowHeightPx = 49;

/** The user list on a wide screen. Only the rows on screen are in the document; their numbers say which they are. */
export function MemberTable(props: MemberTableProps) {
  const { rows, total, recent, label, sort, onSort, onIntent } = props;
  const t = useTranslations('users.column');
  // On a narrow table two columns give their room to the addresses.
  const wide = useMediaQuery('(width >= 64rem)');
  const columns = wide ? 8 : 6;
  const body = useRef<HTMLTableSectionElement>(null);
  const { virtualizer, top, focusHandlers } = useRowWindow({
    ...props,
    list: body,
    estimatePx: rowHeightPx,
    moreFailed: Boolean(props.moreError),
  });
  const items = virtualizer.getVirtualItems();
  const below = top + virtualizer.getTotalSize() - (items.at(-1)?.end ?? top);
  return (
    <div className="rounded-lg border border-line bg-raised shadow-raised">
      <table
        aria-label={label}
        aria-rowcount={total + 1}
        className="w-full table-fixed border-collapse text-left text-sm [overflow-anchor:none]"
      >
        <Columns wide={wide} />
        <thead>
          <tr aria-rowindex={1} className="[&>th:first-child]:rounded-tl-lg [&>th:last-child]:rounded-tr-lg">
            <TableHeaderCell
              className={head}
              sorted={sort === 'email' ? 'ascending' : undefined}
              onSort={() => onSort('email')}
            >
              {t('email')}
            </TableHeaderCell>
            <TableHeaderCell className={head}>{t('name')}</TableHeaderCell>
            <TableHeaderCell className={head}>{t('userType')}</TableHeaderCell>
            <TableHeaderCell className={head}>{t('status')}</TableHeaderCell>
            {wide && <TableHeaderCell className={head}>{t('addedBy')}</TableHeaderCell>}
            <TableHeaderCell
              className={head}
              sorted={sort === 'added' ? 'descending' : undefined}
              onSort={() => onSort('added')}
            >
              {t('added')}
            </TableHeaderCell>
            {wide && <TableHeaderCell className={head}>{t('shown')}</TableHeaderCell>}
            <TableHeaderCell className={head}>
              <span className="sr-only">{t('actions')}</span>
            </TableHeaderCell>
          </tr>
        </thead>
        <tbody ref={body} {...focusHandlers}>
          {items.map((item, index) => {
            const row = rows[item.index];
            // The row that has the focus may stand apart from those on screen.
            const gap = item.start - (items[index - 1]?.end ?? top);
            return (
              row && (
                <Fragment key={row.id}>
                  <Spacer height={gap} columns={columns} />
                  <MemberRow
                    row={row}
                    index={item.index}
                    measure={virtualizer.measureElement}
                    wide={wide}
                    changed={recent.has(row.id)}
                    onIntent={onIntent}
                  />
                </Fragment>
              )
            );
          })}
          <Spacer height={below} columns={columns} />
        </tbody>
      </table>
      <MoreRows loading={props.loadingMore} error={props.moreError} onRetry={props.onMore} />
    </div>
  );
}

/** Below the app's bar, so that what the columns are stays in sight. */
const head = 'sticky top-14 z-10 bg-sunken! shadow-[0_1px_0_var(--color-line)]';

/** Fixed widths: columns must not jump while rows come and go. */
function Columns({ wide }: { readonly wide: boolean }) {
  return (
    <colgroup>
      <col />
      <col className={wide ? 'w-[15%]' : 'w-[22%]'} />
      <col className="w-24" />
      <col className="w-30" />
      {wide && <col className="w-[14%]" />}
      <col className="w-30" />
      {wide && <col className="w-30" />}
      <col className="w-14" />
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
