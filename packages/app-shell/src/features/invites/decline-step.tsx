import { TextArea } from '@rollcall/client/ui/text-area.tsx';
import type { InboxEntry } from '@rollcall/core/inbox/contract.ts';
import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';

/** The longest reason the server takes. In characters. */
const reasonLimit = 500;

type DeclineStepProps = {
  readonly invite: InboxEntry;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
};

/** The second step of declining: what it means, and a reason for who wants to give one. */
export function DeclineStep({ invite, reason, onReason, fieldRef }: DeclineStepProps) {
  const t = useTranslations('invites');
  return (
    <div className="flex flex-col gap-4">
      <p className="text-pretty text-sm">{t('declineLead', { invitedBy: invite.invitedBy })}</p>
      <TextArea
        ref={fieldRef}
        label={t('reason')}
        hint={t('reasonHint', { district: invite.districtName })}
        optional
        rows={3}
        maxLength={reasonLimit}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
      />
    </div>
  );
}
