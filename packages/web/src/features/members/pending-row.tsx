import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { memo } from 'react';
import { useTranslations } from 'use-intl';

const widths = ['w-56', 'w-64', 'w-48', 'w-60', 'w-52', 'w-44'] as const;

type PendingRowProps = { readonly position: number; readonly columns: number; readonly isStop: boolean };

/** The place of somebody who is still on the way. */
export const PendingRow = memo(function PendingRow({ position, columns, isStop }: PendingRowProps) {
  const t = useTranslations('users');
  return (
    <tr
      data-position={position}
      aria-rowindex={position + 2}
      tabIndex={isStop ? 0 : -1}
      className="h-12.25 border-line border-t -outline-offset-2"
    >
      <td />
      <th scope="row" className="px-2">
        <span className="sr-only">{t('pending')}</span>
        <Skeleton className={`${widths[position % widths.length]} max-w-[80%]`} />
      </th>
      <td colSpan={columns + 1} className="px-3">
        <Skeleton className="w-1/3" />
      </td>
    </tr>
  );
});
