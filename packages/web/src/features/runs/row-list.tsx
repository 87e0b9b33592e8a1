import { Spinner } from '@rollcall/client/ui/spinner.tsx';
import { isAddressReason } from '@rollcall/client/words/address-reason.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { RunRow } from '@rollcall/core/runs/contract.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { groupOf } from './outcome-groups.ts';
import { groupLook } from './outcome-look.tsx';
import type { RowTense } from './use-run-rows.ts';

type RowListProps = {
  readonly label: string;
  readonly tense: RowTense;
  readonly rows: readonly RunRow[];
  /** How many there are in all, read or not. */
  readonly total: number;
  readonly byLine: boolean;
  /** What people are added as whose row does not say it. */
  readonly addedAs: UserType | null;
  readonly loadingMore: boolean;
  /** Called near the end of what is read, while there is more. */
  readonly onMore: (() => void) | null;
};

const rowHeightPx = 41;
/** So many rows before the end of what is read, more is asked for. */
const askAhead = 60;

/** A long list of people in a box of its own. Only the rows in sight are in the document; their numbers say which. */
export function RowList({ label, tense, rows, total, byLine, addedAs, loadingMore, onMore }: RowListProps) {
  const t = useTranslations('run.rows');
  const box = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeightPx,
    overscan: 10,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - askAhead) onMore?.();
  }, [last, rows.length, onMore]);
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section
      ref={box}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has only a keyboard scrolls it
      tabIndex={0}
      className="relative max-h-96 overflow-y-auto border-line border-t focus-visible:-outline-offset-2"
    >
      <table
        aria-label={label}
        aria-rowcount={total + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-left text-sm [overflow-anchor:none] max-sm:block"
      >
        <thead className="text-muted text-xs max-sm:sr-only">
          <tr aria-rowindex={1}>
            <th scope="col" className={`w-18 pr-3 pl-5 ${head}`}>
              {t(byLine ? 'line' : 'row')}
            </th>
            <th scope="col" className={`w-[32%] px-3 ${head}`}>
              {t('person')}
            </th>
            <th scope="col" className={`px-3 ${head}`}>
              {t('name')}
            </th>
            <th scope="col" className={`w-24 px-3 ${head}`}>
              {t('userType')}
            </th>
            <th scope="col" className={`w-[30%] pr-5 pl-3 ${head}`}>
              {t(tense === 'plan' ? 'outcomePlan' : 'outcomeDone')}
            </th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          <Spacer height={above} />
          {items.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <Row
                  key={row.row}
                  row={row}
                  tense={tense}
                  index={item.index}
                  addedAs={addedAs}
                  measure={virtualizer.measureElement}
                />
              )
            );
          })}
          <Spacer height={below} />
        </tbody>
      </table>
      {loadingMore && (
        <p role="status" className="flex justify-center py-2 text-muted">
          <Spinner label={t('loading')} />
        </p>
      )}
    </section>
  );
}

const head = 'sticky top-0 z-10 h-9 border-line border-b bg-sunken font-medium whitespace-nowrap';
const cell = 'align-top sm:border-line sm:border-b sm:py-2.5';
const inner = `sm:px-3 ${cell}`;

type RowProps = {
  readonly row: RunRow;
  readonly tense: RowTense;
  readonly index: number;
  readonly addedAs: UserType | null;
  readonly measure: (element: HTMLTableRowElement | null) => void;
};

function Row({ row, tense, index, addedAs, measure }: RowProps) {
  const t = useTranslations();
  const group = groupOf(row.outcome);
  const look = groupLook[group];
  const userType = row.userType ?? (group === 'added' || group === 'invited' ? addedAs : null);
  const said = t(`runOutcome.${tense}.${row.outcome}`);
  const why = isAddressReason(row.reason) ? t(`lineReason.${row.reason}`) : null;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className="max-sm:grid max-sm:grid-cols-[4.5rem_minmax(0,1fr)] max-sm:border-line max-sm:border-b max-sm:py-2.5 max-sm:pr-4"
    >
      <td className={`pl-5 text-muted tabular-nums sm:pr-3 ${cell}`}>{row.line ?? row.row}</td>
      <th scope="row" className={`wrap-anywhere font-medium ${inner}`}>
        {row.text === '' ? (
          // A file can have an empty line; whoever is on the list without an address has a name at best.
          <i className="font-normal text-muted">
            {t(row.line === null ? 'users.noEmail' : 'run.rows.emptyText')}
          </i>
        ) : (
          <bdi>{row.text}</bdi>
        )}
      </th>
      <td className={`wrap-anywhere text-muted max-sm:col-start-2 max-sm:empty:hidden ${inner}`}>
        {row.name}
      </td>
      <td className={`text-muted max-sm:col-start-2 max-sm:empty:hidden ${inner}`}>
        {userType !== null && t(`userType.${userType}`)}
      </td>
      <td className={`max-sm:col-start-2 sm:pr-5 sm:pl-3 ${cell}`}>
        <span className="flex items-start gap-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
          <span className={look.text}>{look.icon}</span>
          <span>{why === null ? said : `${said}. ${why}`}</span>
        </span>
      </td>
    </tr>
  );
}

/** Stands for the rows that are not in the document. */
function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row takes no focus
    <tr aria-hidden="true" className="max-sm:block" style={{ height }}>
      <td colSpan={5} className="p-0" />
    </tr>
  );
}
