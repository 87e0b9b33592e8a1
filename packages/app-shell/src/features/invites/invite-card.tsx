import { Button } from '@rollcall/client/ui/button.tsx';
import type { InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { useId, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { DeclineStep } from './decline-step.tsx';
import { InviteFacts } from './invite-facts.tsx';
import { InviteProblem } from './invite-problem.tsx';
import { useInviteAnswer } from './use-invite-answer.ts';

type InviteCardProps = { readonly invite: InboxEntry; readonly alreadyLicensed: boolean };

/** One invitation in the list, answered in place. */
export function InviteCard({ invite, alreadyLicensed }: InviteCardProps) {
  const t = useTranslations('invites');
  const format = useFormatter();
  const headingId = useId();
  const answer = useInviteAnswer(invite);
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const declineButton = useRef<HTMLButtonElement>(null);
  const { licenseName: license, invitedBy, invitedAt } = invite;

  const step = (toDecline: boolean) => {
    answer.forgetError();
    setDeclining(toDecline);
    requestAnimationFrame(() => (toDecline ? field : declineButton).current?.focus());
  };

  return (
    <article aria-labelledby={headingId} className="flex flex-col gap-4 rounded-lg border border-line p-4">
      <header>
        <h3 id={headingId} className="font-semibold text-base">
          {declining ? t('declineTitle') : t('title', { invitedBy })}
        </h3>
        {invitedAt !== null && !declining && (
          <p className="text-muted text-xs">
            {t('invitedAt')}{' '}
            <time dateTime={invitedAt}>{format.dateTime(new Date(invitedAt), { dateStyle: 'long' })}</time>
          </p>
        )}
      </header>
      {declining ? (
        <DeclineStep invite={invite} reason={reason} onReason={setReason} fieldRef={field} />
      ) : (
        <InviteFacts invite={invite} alreadyLicensed={alreadyLicensed} />
      )}
      <InviteProblem invite={invite} error={answer.error} />
      {declining ? (
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => step(false)} disabled={answer.busy !== null}>
            {t('back')}
          </Button>
          <Button variant="danger" busy={answer.busy === 'decline'} onClick={() => answer.decline(reason)}>
            {t('declineConfirm')}
          </Button>
        </div>
      ) : (
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            ref={declineButton}
            aria-label={t('declineLabel', { license })}
            onClick={() => step(true)}
            disabled={answer.busy !== null}
          >
            {t('decline')}
          </Button>
          <Button
            variant="primary"
            aria-label={t('joinLabel', { license })}
            busy={answer.busy === 'join'}
            onClick={answer.join}
          >
            {t('join')}
          </Button>
        </div>
      )}
    </article>
  );
}
