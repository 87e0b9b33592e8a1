import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from './class-names.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

type SortDirection = 'ascending' | 'descending';

type TableHeaderCellProps = Omit<ComponentProps<'th'>, 'onClick'> & {
  /** How the table is sorted by this column; undefined: it is not. Shown when `onSort` is given. */
  sorted?: SortDirection | undefined;
  onSort?: () => void;
  numeric?: boolean;
  children?: ReactNode;
};

export function TableHeaderCell({
  sorted,
  onSort,
  numeric,
  className,
  children,
  ...rest
}: TableHeaderCellProps) {
  const t = useTranslations('ui.sort');
  const Arrow = sorted === 'ascending' ? ArrowUp : sorted === 'descending' ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      {...rest}
      aria-sort={onSort ? (sorted ?? 'none') : undefined}
      className={classNames(
        'h-10 bg-sunken/60 px-4 font-medium text-muted text-xs whitespace-nowrap',
        numeric && 'text-right',
        className,
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className={classNames(
            '-mx-1.5 inline-flex h-7 items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-ink',
            sorted && 'text-ink',
          )}
        >
          {children}
          <Arrow aria-hidden="true" className={classNames('size-3.5', !sorted && 'opacity-60')} />
          {sorted && <VisuallyHidden>{t(sorted)}</VisuallyHidden>}
        </button>
      ) : (
        children
      )}
    </th>
  );
}
