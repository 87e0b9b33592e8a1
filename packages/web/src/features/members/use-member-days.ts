import type { MailOutcome } from '@rollcall/core/mail/contract.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { useFormatter, useTranslations } from 'use-intl';

interface MemberDays {
  readonly added: string;
  /** Null where no invitation was needed. */
  readonly shown: string | null;
  /** Null where the district does not know. */
  readonly lastActive: string | null;
  /** What became of the latest mail; null where there was none. */
  readonly mail: { readonly state: MailOutcome; readonly day: string } | null;
}

/** When the person was added, first saw the invitation and last used the app, as days. */
export function useMemberDays(row: MemberView): MemberDays {
  const t = useTranslations('users');
  const { dateTime } = useFormatter();
  const added = dateTime(new Date(row.addedAt), { dateStyle: 'medium' });
  // A day without a time has no time zone: moved into another one it would become the day before.
  const asDay = (day: string | null) =>
    day === null ? null : dateTime(new Date(day), { dateStyle: 'medium', timeZone: 'UTC' });
  return {
    added,
    shown: asDay(row.shownOn) ?? (row.status === 'accepted' ? null : t('notYet')),
    lastActive: asDay(row.lastActiveOn),
    mail: row.mail === null ? null : { state: row.mail.state, day: asDay(row.mail.on) ?? '' },
  };
}
