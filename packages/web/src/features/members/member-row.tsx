import { classNames } from '@rollcall/client/ui/class-names.ts';
import { StatusBadge } from '@rollcall/client/ui/status-badge.tsx';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { DeclineReason } from './decline-reason.tsx';
import type { MemberIntent } from './member-intent.ts';
import { MemberMenu } from './member-menu.tsx';
import { useMemberDays } from './use-member-days.ts';

type MemberRowProps = {
  readonly row: MemberView;
  readonly index: number;
  readonly measure: (element: HTMLElement | null) => void;
  /** Whether there is room for all columns. */
  readonly wide: boolean;
  readonly changed: boolean;
  readonly onIntent: (intent: MemberIntent) => void;
};

const cell = 'truncate px-4 py-2';

/** One person in the table. Drawn again only when that person changes. */
export const MemberRow = memo(function MemberRow(props: MemberRowProps) {
  const { row, index, measure, wide, changed, onIntent } = props;
  const t = useTranslations();
  const { added, shown } = useMemberDays(row);
  return (
    <tr
      ref={measure}
      data-index={index}
      data-member={row.id}
      aria-rowindex={index + 2}
      className={classNames(
        'h-12 border-line border-t transition-colors duration-700 hover:bg-hover',
        changed && 'bg-accent-soft',
      )}
    >
      <th scope="row" className={`${cell} text-left font-medium`} title={row.email}>
        <bdi>{row.email}</bdi>
        <DeclineReason row={row} className="line-clamp-2 whitespace-normal" />
      </th>
      <td className={cell} title={row.name ?? undefined}>
        {row.name === null ? <Nothing said={t('users.noName')} /> : <bdi>{row.name}</bdi>}
      </td>
      <td className={cell}>{t(`userType.${row.userType}`)}</td>
      <td className="px-4 py-2">
        <StatusBadge status={row.status} />
      </td>
      {wide && (
        <td className={cell} title={row.addedBy}>
          <bdi>{row.addedBy}</bdi>
        </td>
      )}
      <td className={`${cell} text-muted tabular-nums`}>{added}</td>
      {wide && (
        <td className={`${cell} text-muted tabular-nums`}>
          {shown ?? <Nothing said={t('users.shownNotNeeded')} />}
        </td>
      )}
      <td className="py-1 pr-2 text-right">
        <MemberMenu row={row} onIntent={onIntent} />
      </td>
    </tr>
  );
});

/** A dash for the eye, the reason for the ear. */
function Nothing({ said }: { readonly said: string }) {
  return (
    <span className="text-muted">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{said}</span>
    </span>
  );
}
