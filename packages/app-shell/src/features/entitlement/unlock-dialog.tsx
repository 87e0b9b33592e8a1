import { useAccount } from '@rollcall/client/account/account.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { KeyRound, MailOpen, MessageCircleQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { FullFeature } from './entitlement.ts';

type UnlockDialogProps = {
  /** The feature that was asked for; null when the dialog is closed. */
  readonly feature: FullFeature | null;
  /** It was unlocked while the dialog stood open. */
  readonly unlocked: boolean;
  readonly inviteCount: number;
  readonly onOpenInvites: () => void;
  readonly onEnterKey: () => void;
  readonly onClose: () => void;
};

/** Why something is locked, and the three ways out. */
export function UnlockDialog(props: UnlockDialogProps) {
  const { feature, unlocked, inviteCount, onOpenInvites, onEnterKey, onClose } = props;
  const t = useTranslations('unlock');
  const { emails } = useAccount();
  return (
    <Dialog
      open={feature !== null}
      onOpenChange={(next) => !next && onClose()}
      size="small"
      title={feature === null ? '' : t(`lockedTitle.${feature}`)}
      description={t('lockedLead')}
    >
      {unlocked && (
        <Notice tone="success" role="status" className="mb-4">
          {t('unlocked')}
        </Notice>
      )}
      <ul className="flex flex-col gap-5">
        <Way icon={<MailOpen />} title={t('wayInvite')}>
          {inviteCount > 0 ? (
            <Button variant="primary" size="small" className="mt-2" onClick={onOpenInvites}>
              {t('invites', { count: inviteCount })}
            </Button>
          ) : (
            <p className="text-muted text-sm">{t('wayInviteNone')}</p>
          )}
        </Way>
        <Way icon={<KeyRound />} title={t('wayKey')}>
          <p className="text-muted text-sm">{t('wayKeyDetail')}</p>
          <Button size="small" className="mt-2" onClick={onEnterKey}>
            {t('key')}
          </Button>
        </Way>
        <Way icon={<MessageCircleQuestionMark />} title={t('wayAsk')}>
          <p className="text-muted text-sm">{t('wayAskDetail')}</p>
          <p className="mt-2 flex flex-wrap items-center gap-2 text-sm">
            <strong className="break-all font-medium">{emails[0]}</strong>
            <CopyButton value={emails[0] ?? ''} label={t('copyAddress')} iconOnly />
          </p>
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
