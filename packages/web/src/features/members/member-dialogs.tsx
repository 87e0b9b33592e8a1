import { ConfirmDialog } from '@rollcall/client/ui/confirm-dialog.tsx';
import type { MemberId } from '@rollcall/core/ids.ts';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useWho } from '../../lib/use-who.ts';
import { useLicenseFeed } from '../../live/license-feed.ts';
import { DeclineReason } from './decline-reason.tsx';
import { KeepOut } from './keep-out.tsx';
import type { MemberCommand } from './member-intent.ts';
import { useMemberCommand } from './use-member-command.ts';
import { useReturns } from './use-returns.ts';

type MemberDialogsProps = {
  readonly intent: MemberCommand | null;
  readonly onClose: () => void;
  /** The person has been taken off the list by this. */
  readonly onGone: (id: MemberId) => void;
  /** The list does not show what is: it has to be read again. */
  readonly onOutdated: () => void;
};

/** Carries out what was chosen for a person: a reminder at once, everything else after saying what will happen. */
export function MemberDialogs({ intent, onClose, onGone, onOutdated }: MemberDialogsProps) {
  const command = useMemberCommand({ onDone: onClose, onGone, onOutdated });
  const { run, error, isPending } = command;
  const neighbour = useRef<string | null>(null);
  const [asked, setAsked] = useState<MemberCommand | null>(null);
  const [keepsOut, setKeepsOut] = useState(false);
  if (intent !== null && intent.verb !== 'remind' && intent !== asked) {
    setAsked(intent);
    setKeepsOut(false);
  }
  const returnsBy = useReturns(asked);

  useEffect(() => {
    if (intent?.verb === 'remind') run(intent);
  }, [intent, run]);

  const open = intent !== null && intent.verb !== 'remind';
  const shownError = open ? error : null;
  // The words stay while the dialog closes.
  const words = useDialogWords(asked);
  if (asked === null || words === null) return null;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={words.title}
      description={words.text}
      confirmLabel={words.confirm}
      tone={asked.verb === 'reinvite' ? 'primary' : 'danger'}
      busy={isPending}
      onConfirm={() => {
        neighbour.current = neighbourOf(asked.row.id);
        run(asked, keepsOut && returnsBy.length > 0);
      }}
      neighbour={() => document.querySelector(`[data-member="${neighbour.current}"] button`)}
    >
      {(returnsBy.length > 0 || shownError || asked.row.declineReason !== null) && (
        <div className="flex flex-col gap-3">
          <DeclineReason row={asked.row} />
          {returnsBy.length > 0 && (
            <KeepOut returnsBy={returnsBy} checked={keepsOut} onChange={setKeepsOut} />
          )}
          <CallProblem changes title={words.failed} error={shownError} />
        </div>
      )}
    </ConfirmDialog>
  );
}

/** Who stands below a person in the list, or above the last one: there the focus goes when the row is gone. */
function neighbourOf(id: string): string | null {
  const rows = [...document.querySelectorAll('[data-member]')].map((row) => row.getAttribute('data-member'));
  const index = rows.indexOf(id);
  return rows[index + 1] ?? rows[index - 1] ?? null;
}

interface DialogWords {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly failed: string;
}

const removeText = {
  accepted: 'removeAccepted',
  invited: 'removeInvited',
  rejected: 'removeRejected',
} as const;

const reinviteText = {
  invite: 'reinviteText',
  at_once: 'reinviteTextAtOnce',
  depends_on_domain: 'reinviteTextDepends',
} as const;

/** What the dialog says: what will happen to the person, and to the seat. */
function useDialogWords(intent: MemberCommand | null): DialogWords | null {
  const t = useTranslations('member');
  const { myAdditions } = useLicenseFeed();
  const who = useWho();
  if (intent === null || intent.verb === 'remind') return null;
  const { verb, row } = intent;
  const email = who(row);
  const failed = t(`failed.${verb}`, { email });
  if (verb === 'withdraw')
    return {
      title: t('withdrawTitle', { email }),
      text: t('withdrawText'),
      confirm: t('withdrawConfirm'),
      failed,
    };
  if (verb === 'remove') {
    return {
      title: t('removeTitle', { email }),
      text: t(removeText[row.status]),
      confirm: t('removeConfirm'),
      failed,
    };
  }
  const atOnce = myAdditions === 'at_once';
  return {
    title: t(atOnce ? 'reinviteTitleAtOnce' : 'reinviteTitle', { email }),
    text: t(reinviteText[myAdditions]),
    confirm: t(atOnce ? 'reinviteConfirmAtOnce' : 'reinviteConfirm'),
    failed,
  };
}
