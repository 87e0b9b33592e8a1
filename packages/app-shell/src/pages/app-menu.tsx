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
  const { isAdmin, launch } = useAccount();
  if (launch !== null) return <LaunchedMenu trigger={trigger} startOpen={startOpen} />;
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

/** In a course's frame: no licences, keys or account, which belong to a sign-in of one's own. */
function LaunchedMenu({ trigger, startOpen }: Pick<AppMenuProps, 'trigger' | 'startOpen'>) {
  const t = useTranslations('menu');
  const account = useTranslations('account.launch');
  const { name, launch } = useAccount();
  const course = launch?.courseTitle ?? null;
  return (
    <Menu label={t('open')} trigger={trigger} defaultOpen={startOpen}>
      <div className="px-2.5 py-2 text-sm">
        {name !== '' && <p className="truncate font-medium">{name}</p>}
        {course !== null && <p className="truncate text-muted text-xs">{account('from', { course })}</p>}
      </div>
      <MenuSeparator />
      <ThemeMenuChoices />
      <MenuSeparator />
      <SignOutMenuItem label={account('close')} />
    </Menu>
  );
}
