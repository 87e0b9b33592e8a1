import { useAccount } from '@rollcall/client/account/account.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { FullFeature } from '@rollcall/core/features/feature.ts';
import { KeyRound, MailOpen, MessageCircleQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

type UnlockDialogProps = {
  /** The feature that was asked for; null when the dialog is closed. */
  readonly feature: FullFeature | null;
  /** It was unlocked while the dialog stood open. */
  readonly unlocked: boolean;
  /** Whose admins have switched it off, by district; empty where it needs a licence. */
  readonly switchedOffBy: readonly string[];
  readonly inviteCount: number;
  readonly onOpenInvites: () => void;
  readonly onEnterKey: () => void;
  readonly onClose: () => void;
};

/** Why something is not there, and the ways to have it. */
export function UnlockDialog(props: UnlockDialogProps) {
  const { feature, unlocked, switchedOffBy, inviteCount, onOpenInvites, onEnterKey, onClose } = props;
  const t = useTranslations('unlock');
  const { list } = useFormatter();
  const { emails, launch } = useAccount();
  const names = useTranslations('document.full');
  const off = switchedOffBy.length > 0;
  if (feature !== null && unlocked) {
    return (
      <Dialog open onOpenChange={onClose} size="small" title={names(feature)}>
        <Notice tone="success" role="status">
          {t('unlocked')}
        </Notice>
      </Dialog>
    );
  }
  const ask = (
    <Way icon={<MessageCircleQuestionMark />} title={t(off ? 'offAsk' : 'wayAsk')}>
      <p className="text-muted text-sm">{t(off ? 'offAskDetail' : 'wayAskDetail')}</p>
      <p className="mt-2 flex flex-wrap items-center gap-2 text-sm">
        <strong className="break-all font-medium">{emails[0]}</strong>
        <CopyButton value={emails[0] ?? ''} label={t('copyAddress')} iconOnly />
      </p>
    </Way>
  );
  const title = feature === null ? '' : t(`${off ? 'offTitle' : 'lockedTitle'}.${feature}`);
  if (launch !== null) return <AskTeacher open={feature !== null} title={title} onClose={onClose} />;
  return (
    <Dialog
      open={feature !== null}
      onOpenChange={(next) => !next && onClose()}
      size="small"
      title={title}
      description={off ? t('offLead', { districts: list(switchedOffBy) }) : t('lockedLead')}
    >
      <ul className="flex flex-col gap-5">
        {off && ask}
        {(!off || inviteCount > 0) && (
          <Way icon={<MailOpen />} title={t('wayInvite')}>
            {inviteCount > 0 ? (
              <Button variant="primary" size="small" className="mt-2" onClick={onOpenInvites}>
                {t('invites', { count: inviteCount })}
              </Button>
            ) : (
              <p className="text-muted text-sm">{t('wayInviteNone')}</p>
            )}
          </Way>
        )}
        <Way icon={<KeyRound />} title={t(off ? 'offOther' : 'wayKey')}>
          <p className="text-muted text-sm">{t(off ? 'offOtherDetail' : 'wayKeyDetail')}</p>
          <Button size="small" className="mt-2" onClick={onEnterKey}>
            {t('key')}
          </Button>
        </Way>
        {!off && ask}
      </ul>
    </Dialog>
  );
}

type AskTeacherProps = { readonly open: boolean; readonly title: string; readonly onClose: () => void };

/** In a course's frame there is one way: who teaches it sees who has a seat, and there is nothing to sign in to. */
function AskTeacher({ open, title, onClose }: AskTeacherProps) {
  const t = useTranslations('unlock');
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} size="small" title={title}>
      <ul>
        <Way icon={<MessageCircleQuestionMark />} title={t('launchedAsk')}>
          <p className="text-muted text-sm">{t('launchedAskDetail')}</p>
        </Way>
      </ul>
    </Dialog>
  );
}

type WayProps = { readonly icon: ReactNode; readonly title: string; readonly children: ReactNode };

function Way({ icon, title, children }: WayProps) {
  return (
    <li className="flex items-start gap-3">
      <span
        aria-hidden="true"
        className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-ink [&_svg]:size-4.5"
      >
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className="font-medium text-sm">{title}</h3>
        {children}
      </div>
    </li>
  );
}
