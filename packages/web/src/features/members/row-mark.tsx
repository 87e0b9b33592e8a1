import { Badge } from '@rollcall/client/ui/badge.tsx';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { useTranslations } from 'use-intl';
import type { Mark } from '../../live/shown-rows.ts';

type RowMarkProps = { readonly row: MemberView; readonly mark: Mark };

/** Says of a row that does not belong on the list any more why it is still there. */
export function RowMark({ row, mark }: RowMarkProps) {
  const t = useTranslations();
  const said = {
    left: () => t('users.mark.left'),
    status: () => t('users.mark.now', { what: t(`ui.status.${row.status}`) }),
    userType: () => t('users.mark.now', { what: t(`userType.${row.userType}`) }),
    other: () => t('users.mark.other'),
  } as const;
  return <Badge className="ml-2 align-middle">{said[mark]()}</Badge>;
}
