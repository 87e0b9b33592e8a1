import { classNames } from '@rollcall/client/ui/class-names.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { useTranslations } from 'use-intl';

type DeclineReasonProps = { readonly row: MemberView; readonly className?: string };

/** What the person gave as the reason when declining. Nothing for whoever gave none or did not decline. */
export function DeclineReason({ row, className }: DeclineReasonProps) {
  const t = useTranslations('member');
  if (row.status !== 'rejected' || row.declineReason === null) return null;
  return (
    <span
      title={row.declineReason}
      className={classNames('block font-normal text-muted text-xs [overflow-wrap:anywhere]', className)}
    >
      {t('declineReason')} <bdi>{row.declineReason}</bdi>
    </span>
  );
}
