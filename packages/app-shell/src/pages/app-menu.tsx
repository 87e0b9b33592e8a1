import { useAccount } from '@rollcall/client/account/account.ts';
import {
  type AccountDialog,
  AccountMenuHead,
  AccountMenuItems,
  SignOutMenuItem,
} from '@rollcall/client/account/account-menu.tsx';
import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@rollcall/client/ui/menu.tsx';
import { ThemeMenuChoices } from '@rollcall/client/ui/theme-menu-choices.tsx';
import { BadgeCheck, KeyRound, LayoutDashboard, MailOpen, MenuIcon } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** What the menu opens. */
export type AppDialog = AccountDialog | 'invites' | 'key' | 'licenses';

type AppMenuProps = { readonly inviteCount: number; readonly onOpen: (dialog: AppDialog) => void };

/** The menu at the top right. The number of open invitations stands on its button too. */
export function AppMenu({ inviteCount, onOpen }: AppMenuProps) {
  const t = useTranslations('menu');
  const { isAdmin } = useAccount();
  const count = inviteCount > 0 && <Badge tone="accent">{inviteCount}</Badge>;
  return (
    <Menu
      label={t('open')}
      trigger={
        <Button
          icon={<MenuIcon aria-hidden="true" />}
          aria-label={inviteCount > 0 ? t('openWithInvites', { count: inviteCount }) : undefined}
        >
          {t('open')}
          {count}
        </Button>
      }
    >
      <AccountMenuHead />
      <MenuSeparator />
      <MenuItem
        icon={<MailOpen aria-hidden="true" />}
        trailing={count || undefined}
        onSelect={() => onOpen('invites')}
      >
        {t('invites')}
      </MenuItem>
      <MenuItem icon={<KeyRound aria-hidden="true" />} onSelect={() => onOpen('key')}>
        {t('key')}
      </MenuItem>
      <MenuItem icon={<BadgeCheck aria-hidden="true" />} onSelect={() => onOpen('licenses')}>
        {t('licenses')}
      </MenuItem>
      {isAdmin && (
        <MenuLink>
          <a href="/admin/">
            <LayoutDashboard aria-hidden="true" />
            {t('dashboard')}
          </a>
        </MenuLink>
      )}
      <MenuSeparator />
      <AccountMenuItems onOpen={onOpen} />
      <MenuSeparator />
      <ThemeMenuChoices />
      <MenuSeparator />
      <SignOutMenuItem />
    </Menu>
  );
}
