import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Button } from '@rollcall/client/ui/button.tsx';
import { useDeferred } from '@rollcall/client/ui/use-deferred.ts';
import { useIdle } from '@rollcall/client/ui/use-idle.ts';
import { MenuIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AppDialog } from './app-menu.tsx';

type MenuButtonProps = { readonly inviteCount: number; readonly onOpen: (dialog: AppDialog) => void };

const loadMenu = () => import('./app-menu.tsx');

/** The button of the menu, with the number of open invitations. What it opens is loaded after the page. */
export function MenuButton({ inviteCount, onOpen }: MenuButtonProps) {
  const t = useTranslations('menu');
  const idle = useIdle();
  const [pressed, setPressed] = useState(false);
  const menu = useDeferred(loadMenu, idle || pressed);
  const early = useRef<HTMLButtonElement>(null);
  const content = (
    <>
      {t('open')}{' '}
      {inviteCount > 0 && (
        <Badge tone="accent">
          {inviteCount} <span className="sr-only">{t('invitesOpen', { count: inviteCount })}</span>
        </Badge>
      )}
    </>
  );
  const icon = <MenuIcon aria-hidden="true" />;
  if (menu.part === null) {
    return (
      <Button
        ref={early}
        icon={icon}
        aria-haspopup="menu"
        aria-expanded={false}
        busy={pressed}
        // The press, not the click: the other button may take its place before the finger is up.
        onPointerDown={() => setPressed(true)}
        onClick={() => setPressed(true)}
      >
        {content}
      </Button>
    );
  }
  return (
    <menu.part.AppMenu
      inviteCount={inviteCount}
      startOpen={pressed}
      onOpen={onOpen}
      // It takes the place of the button that was there before it, and its focus.
      trigger={
        <Button icon={icon} autoFocus={early.current !== null && early.current === document.activeElement}>
          {content}
        </Button>
      }
    />
  );
}
