import type { MemberView } from '@rollcall/core/members/contract.ts';
import { useFormatter, useTranslations } from 'use-intl';

/** When the person was added and first saw the invitation, as days. `shown` is null where no invitation was needed. */
export function useMemberDays(row: MemberView): { readonly added: string; readonly shown: string | null } {
  const t = useTranslations('users');
  const { dateTime } = useFormatter();
  const added = dateTime(new Date(row.addedAt), { dateStyle: 'medium' });
  // A day without a time has no time zone: moved into another one it would become the day before.
  const shown =
    row.shownOn === null ? null : dateTime(new Date(row.shownOn), { dateStyle: 'medium', timeZone: 'UTC' });
  return { added, shown: shown ?? (row.status === 'accepted' ? null : t('notYet')) };
}
