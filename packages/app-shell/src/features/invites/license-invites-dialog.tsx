import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { SkeletonText } from '@rollcall/client/ui/skeleton.tsx';
import type { InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { MailOpen, WifiOff } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { InviteCard } from './invite-card.tsx';

type LicenseInvitesDialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Null until they are known. */
  readonly invites: readonly InboxEntry[] | null;
  /** There is no connection, so nothing can be said about invites that are not known yet. */
  readonly offline: boolean;
  readonly alreadyLicensed: boolean;
};

/** All invitations that wait for an answer, also those whose pop-up was closed. */
export function LicenseInvitesDialog(props: LicenseInvitesDialogProps) {
  const { open, onClose, invites, offline, alreadyLicensed } = props;
  const t = useTranslations('invites');
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('listTitle')}
      description={t('listDescription')}
    >
      {invites === null ? (
        <Unknown offline={offline} />
      ) : invites.length === 0 ? (
        <EmptyState level={3} icon={<MailOpen />} title={t('empty')} description={t('emptyDetail')} />
      ) : (
        <ul aria-label={t('list')} className="flex flex-col gap-4">
          {invites.map((invite) => (
            <li key={invite.memberId}>
              <InviteCard invite={invite} alreadyLicensed={alreadyLicensed} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Unknown({ offline }: { readonly offline: boolean }) {
  const t = useTranslations('invites');
  if (offline) {
    return (
      <EmptyState
        level={3}
        icon={<WifiOff />}
        title={t('unreachable')}
        description={t('unreachableDetail')}
      />
    );
  }
  return (
    <div role="status">
      <span className="sr-only">{t('loading')}</span>
      <SkeletonText lines={4} />
    </div>
  );
}
