import { useAccount } from '@rollcall/client/account/account.ts';
import { CallFailure } from '@rollcall/client/account/call-failure.tsx';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { useTranslations } from 'use-intl';

type InviteProblemProps = { readonly invite: InboxEntry; readonly error: unknown };

/** Why an answer was not taken, and what to do. The buttons stay: trying again repeats the same answer. */
export function InviteProblem({ invite, error }: InviteProblemProps) {
  const t = useTranslations('invites');
  const { emails } = useAccount();
  const refusal = refusalOf(error);
  if (!error) return null;
  const text =
    refusal?.code === 'NOT_FOUND'
      ? t('gone', { email: emails[0] ?? '' })
      : refusal?.code === 'INVITE_CLOSED'
        ? t(refusal.details.now === 'accepted' ? 'closedAccepted' : 'closedRejected')
        : refusal?.code === 'LICENSE_NOT_ACTIVE'
          ? t('notActive', { invitedBy: invite.invitedBy })
          : null;
  if (text === null) return <CallFailure error={error} />;
  return (
    <Notice tone="warning" role="alert">
      {text}
    </Notice>
  );
}
