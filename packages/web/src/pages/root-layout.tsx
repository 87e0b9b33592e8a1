import { AppBar } from '@rollcall/client/ui/app-bar.tsx';
import { Logo } from '@rollcall/client/ui/logo.tsx';
import { Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { useFocusOnNavigation } from '../lib/use-focus-on-navigation.ts';
import { AccountButton } from './account-button.tsx';
import { ConnectionState } from './connection-state.tsx';
import { DomainsLink } from './domains-link.tsx';

// Menus and dialogs come after the first paint; until then the button stands where it will be.
const AccountMenu = lazy(async () => ({ default: (await import('./account-menu.tsx')).AccountMenu }));

/** The bar over every page, and the page. */
export function RootLayout() {
  const t = useTranslations('app');
  useFocusOnNavigation();
  return (
    <>
      <AppBar
        width="broad"
        brand={
          <Link to="/" aria-label={t('home')} className="flex items-center gap-2.5 rounded-sm">
            <Logo />
            <span className="max-[26rem]:sr-only">{t('name')}</span>
          </Link>
        }
        end={
          <>
            <DomainsLink />
            <ConnectionState />
            <Suspense fallback={<AccountButton />}>
              <AccountMenu />
            </Suspense>
          </>
        }
      />
      <Outlet />
    </>
  );
}
