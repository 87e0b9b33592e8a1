import { classNames } from '@rollcall/client/ui/class-names.ts';
import { StatusBadge } from '@rollcall/client/ui/status-badge.tsx';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { MailX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { mailFailed } from './mail-failed.ts';
import type { MemberColumn } from './member-columns.ts';
import { useMemberDays } from './use-member-days.ts';

const cell = 'truncate px-3 py-2';
const day = `${cell} text-muted tabular-nums`;

/** One cell of a person's row. */
export function MemberCell({ row, column }: { readonly row: MemberView; readonly column: MemberColumn }) {
  return cells[column](row);
}

const cells: Readonly<Record<MemberColumn, (row: MemberView) => ReactNode>> = {
  name: (row) => <NameCell row={row} />,
  userType: (row) => <UserTypeCell row={row} />,
  status: (row) => <StatusCell row={row} />,
  sources: (row) => <SourcesCell row={row} />,
  addedBy: (row) => <AddedByCell row={row} />,
  added: (row) => <AddedCell row={row} />,
  shown: (row) => <ShownCell row={row} />,
  lastActive: (row) => <LastActiveCell row={row} />,
  mail: (row) => <MailCell row={row} />,
};

type CellProps = { readonly row: MemberView };

function NameCell({ row }: CellProps) {
  const t = useTranslations('users');
  return (
    <td className={cell} title={row.name ?? undefined}>
      {row.name === null ? <Nothing said={t('noName')} /> : <bdi>{row.name}</bdi>}
    </td>
  );
}

function StatusCell({ row }: CellProps) {
  const t = useTranslations('users');
  return (
    <td className="px-3 py-2">
      <span className="flex items-center gap-1">
        <StatusBadge status={row.status} />
        {row.mail !== null && mailFailed(row.mail.state) && (
          <span title={t('mailProblem')} className="text-negative-ink">
            <MailX aria-hidden="true" className="size-4" />
            <span className="sr-only">{t('mailProblem')}</span>
          </span>
        )}
      </span>
    </td>
  );
}

function UserTypeCell({ row }: CellProps) {
  const t = useTranslations('userType');
  return <td className={cell}>{t(row.userType)}</td>;
}

function SourcesCell({ row }: CellProps) {
  const t = useTranslations('users.source');
  const said = row.sources.map((kind) => t(kind)).join(', ');
  return (
    <td className={cell} title={said}>
      {said}
    </td>
  );
}

function AddedByCell({ row: { addedBy } }: CellProps) {
  const t = useTranslations('users');
  const said = addedBy === '' ? t('byItself') : addedBy;
  return (
    <td className={cell} title={said}>
      <bdi>{said}</bdi>
    </td>
  );
}

function AddedCell({ row }: CellProps) {
  return <td className={day}>{useMemberDays(row).added}</td>;
}

function ShownCell({ row }: CellProps) {
  const t = useTranslations('users');
  return <td className={day}>{useMemberDays(row).shown ?? <Nothing said={t('shownNotNeeded')} />}</td>;
}

function LastActiveCell({ row }: CellProps) {
  const t = useTranslations('users');
  return (
    <td className={day}>{useMemberDays(row).lastActive ?? <Nothing said={t('lastActiveUnknown')} />}</td>
  );
}

function MailCell({ row }: CellProps) {
  const t = useTranslations('users.mail');
  const { mail } = useMemberDays(row);
  if (mail === null) {
    return (
      <td className={cell}>
        <Nothing said={t('none')} />
      </td>
    );
  }
  const said = t(mail.state, { day: mail.day });
  return (
    <td
      className={classNames(cell, mailFailed(mail.state) ? 'text-negative-ink' : 'text-muted')}
      title={said}
    >
      {said}
    </td>
  );
}

/** A dash for the eye, the reason for the ear. */
function Nothing({ said }: { readonly said: string }) {
  return (
    <span className="text-muted">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{said}</span>
    </span>
  );
}
