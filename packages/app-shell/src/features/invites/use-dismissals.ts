import { api } from '@rollcall/client/api/api.ts';
import { mayHelpToRetry } from '@rollcall/client/api/refusal.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

/**
 * The pop-ups closed in this window. They are gone at once; the server remembers it for every device. Without a
 * connection the call waits for it. Once the inbox agrees, the window's own memory is let go, so that a reminder
 * brings the pop-up back.
 */
export function useDismissals(inbox: Inbox | null): {
  readonly closed: ReadonlySet<MemberId>;
  dismiss(memberId: MemberId): void;
} {
  const t = useTranslations('invites');
  const [closed, setClosed] = useState<ReadonlySet<MemberId>>(new Set());
  const { mutate } = api.invite.dismiss.useMutation({
    // Nobody waits for it: it may.
    networkMode: 'online',
    retry: (count, error) => count < 4 && mayHelpToRetry(error),
    onError: (error) => {
      // An invite that is gone or was answered needs no closing.
      if (mayHelpToRetry(error))
        showToast.warning({ title: t('dismissFailed'), description: t('dismissFailedDetail') });
    },
  });

  const agreed = [...closed].filter(
    (id) => inbox !== null && !inbox.entries.some((entry) => entry.memberId === id && entry.popUp),
  );
  if (agreed.length > 0) setClosed(new Set([...closed].filter((id) => !agreed.includes(id))));

  return {
    closed,
    dismiss: (memberId) => {
      setClosed(new Set([...closed, memberId]));
      mutate({ memberId, requestId: newRequestId() });
    },
  };
}
