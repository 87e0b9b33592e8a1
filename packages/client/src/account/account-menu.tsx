import { LogOut, Mail, MonitorSmartphone } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Avatar } from '../ui/avatar.tsx';
import { MenuItem } from '../ui/menu.tsx';
import { useAccount } from './account.ts';
import { AddressesDialog } from './addresses-dialog.tsx';
import { SessionsDialog } from './sessions-dialog.tsx';
import { useSignOut } from './sign-out.ts';

/** The dialogs of one's own account that a menu opens. */
export type AccountDialog = 'addresses' | 'sessions';

/** Who is signed in, as the head of a menu. */
export function AccountMenuHead() {
  const t = useTranslations('account.menu');
  const { name, emails } = useAccount();
  return (
    <div className="flex items-center gap-3 px-2.5 py-2">
      <Avatar name={name} />
      <p className="min-w-0 text-sm">
        <span className="sr-only">{t('signedInAs')} </span>
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-muted text-xs">{emails[0]}</span>
      </p>
    </div>
  );
}

/** The items of one's own account. Show `AccountDialogs` outside the menu, which is gone once one is chosen. */
export function AccountMenuItems({ onOpen }: { readonly onOpen: (dialog: AccountDialog) => void }) {
  const t = useTranslations('account.menu');
  return (
    <>
      <MenuItem icon={<Mail aria-hidden="true" />} onSelect={() => onOpen('addresses')}>
        {t('addresses')}
      </MenuItem>
      <MenuItem icon={<MonitorSmartphone aria-hidden="true" />} onSelect={() => onOpen('sessions')}>
        {t('sessions')}
      </MenuItem>
    </>
  );
}

export function SignOutMenuItem({ label }: { readonly label?: string }) {
  const t = useTranslations('account.menu');
  const signOut = useSignOut();
  return (
    <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={signOut}>
      {label ?? t('signOut')}
    </MenuItem>
  );
}

type AccountDialogsProps = { readonly open: AccountDialog | null; readonly onClose: () => void };

export function AccountDialogs({ open, onClose }: AccountDialogsProps) {
  return (
    <>
      <AddressesDialog open={open === 'addresses'} onClose={onClose} />
      <SessionsDialog open={open === 'sessions'} onClose={onClose} />
    </>
  );
}
