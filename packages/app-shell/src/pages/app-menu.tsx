import { useAccount } from '@rollcall/client/account/account.ts';
import {
  type AccountDialog,
  AccountMenuHead,
  AccountMenuItems,
  SignOutMenuItem,
} from '@rollcall/client/account/account-menu.tsx';
import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@rollcall/client/ui/menu.tsx';
import { ThemeMenuChoices } from '@rollcall/client/ui/theme-menu-choices.tsx';
import { BadgeCheck, KeyRound, LayoutDashboard, MailOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';

/** What the menu opens. */
export type AppDialog = AccountDialog | 'invites' | 'key' | 'licenses';

type AppMenuProps = {
  readonly trigger: ReactElement;
  readonly inviteCount: number;
  /** Somebody pressed the button while the menu was being loaded. */
  readonly startOpen: boolean;
  readonly onOpen: (dialog: AppDialog) => void;
};

/** The menu at the top right. */
export function AppMenu({ trigger, inviteCount, startOpen, onOpen }: AppMenuProps) {
  const t = useTranslations('menu');
  const { isAdmin } = useAccount();
  return (
    <Menu label={t('open')} trigger={trigger} defaultOpen={startOpen}>
      <AccountMenuHead />
      <MenuSeparator />
      <MenuItem
        icon={<MailOpen aria-hidden="true" />}
        trailing={inviteCount > 0 ? <Badge tone="accent">{inviteCount}</Badge> : undefined}
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
