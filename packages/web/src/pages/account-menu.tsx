import {
  type AccountDialog,
  AccountDialogs,
  AccountMenuHead,
  AccountMenuItems,
  SignOutMenuItem,
} from '@rollcall/client/account/account-menu.tsx';
import { Menu, MenuSeparator } from '@rollcall/client/ui/menu.tsx';
import { ThemeMenuChoices } from '@rollcall/client/ui/theme-menu-choices.tsx';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { AccountButton } from './account-button.tsx';

/** The person's own affairs: addresses, sessions, theme, signing out. */
export function AccountMenu() {
  const t = useTranslations('app');
  const [dialog, setDialog] = useState<AccountDialog | null>(null);
  return (
    <>
      <Menu label={t('accountMenu')} trigger={<AccountButton />}>
        <AccountMenuHead />
        <MenuSeparator />
        <AccountMenuItems onOpen={setDialog} />
        <MenuSeparator />
        <ThemeMenuChoices />
        <MenuSeparator />
        <SignOutMenuItem />
      </Menu>
      <AccountDialogs open={dialog} onClose={() => setDialog(null)} />
    </>
  );
}
