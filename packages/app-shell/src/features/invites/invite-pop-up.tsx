import { Button } from '@rollcall/client/ui/button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import type { MemberId } from '@rollcall/core/ids.ts';
import type { InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { DeclineStep } from './decline-step.tsx';
import { InviteFacts } from './invite-facts.tsx';
import { InviteProblem } from './invite-problem.tsx';
import { nextInvite } from './invite-queue.ts';
import { isTyping } from './is-typing.ts';
import { useInviteAnswer } from './use-invite-answer.ts';

type InvitePopUpProps = {
  /** Those that want to be on the screen, in their order. */
  readonly waiting: readonly InboxEntry[];
  /** Another task is in front: the pop-up waits until it is done. */
  readonly held: boolean;
  /** Something is under way that a dialog in front would disturb. */
  readonly busyElsewhere: boolean;
  readonly alreadyLicensed: boolean;
  readonly onDismiss: (memberId: MemberId) => void;
};

/**
 * The invitation that comes by itself. While somebody types or records it stands beside the page and leaves the
 * focus alone; else it comes in front. Several invitations come one after another.
 */
export function InvitePopUp(props: InvitePopUpProps) {
  const { waiting, held, busyElsewhere, alreadyLicensed, onDismiss } = props;
  const [shownId, setShownId] = useState<MemberId | null>(null);
  const [beside, setBeside] = useState(false);
  const invite = held ? null : nextInvite(waiting, shownId);
  if ((invite?.memberId ?? null) !== shownId) {
    // How it stands is settled when it comes up; it does not jump when the typing pauses.
    if (shownId === null) setBeside(busyElsewhere || isTyping(document.activeElement));
    setShownId(invite?.memberId ?? null);
  }
  if (invite === null || invite.memberId !== shownId) return null;
  return (
    <PopUp
      key={invite.memberId}
      invite={invite}
      place={waiting.indexOf(invite) + 1}
      count={waiting.length}
      beside={beside}
      alreadyLicensed={alreadyLicensed}
      onDismiss={() => onDismiss(invite.memberId)}
    />
  );
}

type PopUpProps = {
  readonly invite: InboxEntry;
  readonly place: number;
  readonly count: number;
  readonly beside: boolean;
  readonly alreadyLicensed: boolean;
  readonly onDismiss: () => void;
};

function PopUp({ invite, place, count, beside, alreadyLicensed, onDismiss }: PopUpProps) {
  const t = useTranslations('invites');
  const announce = useAnnounce();
  const answer = useInviteAnswer(invite);
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const first = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { invitedBy, licenseName: license } = invite;

  useEffect(() => {
    if (beside) announce(t('arrived', { invitedBy, license }));
  }, [announce, beside, invitedBy, license, t]);

  const step = (toDecline: boolean) => {
    answer.forgetError();
    setDeclining(toDecline);
    requestAnimationFrame(() => (toDecline ? field : first).current?.focus());
  };

  return (
    <Dialog
      open
      beside={beside}
      outsideCloses={false}
      size="small"
      initialFocus={first}
      // A key pressed for the page must not answer: the focus starts on the words, not on a button.
      onOpenChange={(next) => {
        if (!next && answer.busy === null) onDismiss();
      }}
      title={declining ? t('declineTitle') : t('title', { invitedBy })}
      description={declining ? license : t('lead', { license })}
      footer={
        declining ? (
          <>
            <Button onClick={() => step(false)} disabled={answer.busy !== null}>
              {t('back')}
            </Button>
            <Button variant="danger" busy={answer.busy === 'decline'} onClick={() => answer.decline(reason)}>
              {t('declineConfirm')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => step(true)} disabled={answer.busy !== null}>
              {t('decline')}
            </Button>
            <Button variant="primary" busy={answer.busy === 'join'} onClick={answer.join}>
              {t('join')}
            </Button>
          </>
        )
      }
    >
      <div ref={first} tabIndex={-1} className="flex flex-col gap-4 outline-none">
        {count > 1 && <p className="font-medium text-muted text-xs">{t('queue', { place, count })}</p>}
        {declining ? (
          <DeclineStep invite={invite} reason={reason} onReason={setReason} fieldRef={field} />
        ) : (
          <InviteFacts invite={invite} alreadyLicensed={alreadyLicensed} />
        )}
        <InviteProblem invite={invite} error={answer.error} />
        {!declining && <p className="text-pretty text-muted text-sm">{t('later')}</p>}
      </div>
    </Dialog>
  );
}
