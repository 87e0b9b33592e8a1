import { classNames } from '@rollcall/client/ui/class-names.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { useWho } from '../../lib/use-who.ts';
import type { Mark } from '../../live/shown-rows.ts';
import { DeclineReason } from './decline-reason.tsx';
import { MemberCell } from './member-cell.tsx';
import type { MemberColumn } from './member-columns.ts';
import type { MemberIntent } from './member-intent.ts';
import { MemberMenu } from './member-menu.tsx';
import { RowMark } from './row-mark.tsx';
import { TickBox } from './tick-box.tsx';
import { useFlash } from './use-flash.ts';

export type MemberRowProps = {
  readonly row: MemberView;
  readonly position: number;
  readonly columns: readonly MemberColumn[];
  readonly selected: boolean;
  /** Why it is still here, when it is not on the list any more. */
  readonly mark: Mark | undefined;
  /** The one row of the table that Tab goes to. */
  readonly isStop: boolean;
  readonly onIntent: (intent: MemberIntent) => void;
  readonly onTick: (row: MemberView, position: number, range: boolean) => void;
};

/** One person in the table. Drawn again only when that person changes. */
export const MemberRow = memo(function MemberRow(props: MemberRowProps) {
  const { row, position, columns, selected, mark, isStop, onIntent, onTick } = props;
  const t = useTranslations('users');
  const who = useWho();
  return (
    <tr
      data-member={row.id}
      data-position={position}
      aria-rowindex={position + 2}
      aria-selected={selected}
      tabIndex={isStop ? 0 : -1}
      className={classNames(
        'h-12.25 border-line border-t -outline-offset-2 hover:bg-hover',
        selected && 'bg-accent-soft',
        mark !== undefined && 'bg-sunken text-muted',
        useFlash(row.seq),
      )}
    >
      <td className="py-0 pr-0 pl-2">
        <TickBox
          label={t('select.one', { email: who(row) })}
          checked={selected}
          onTick={(_, range) => onTick(row, position, range)}
        />
      </td>
      <th scope="row" className="truncate px-2 py-1 text-left font-medium" title={who(row)}>
        <bdi className={mark === 'left' ? 'line-through' : undefined}>
          {row.email || (row.name ?? t('noName'))}
        </bdi>
        {mark !== undefined && <RowMark row={row} mark={mark} />}
        {row.email === '' && (
          <span className="block truncate font-normal text-muted text-xs">{t('noEmail')}</span>
        )}
        <DeclineReason row={row} className="truncate" />
      </th>
      {columns.map((column) => (
        <MemberCell key={column} row={row} column={column} />
      ))}
      <td className="py-0 pr-2 text-right">
        {mark !== 'left' && <MemberMenu row={row} onIntent={onIntent} />}
      </td>
    </tr>
  );
});
