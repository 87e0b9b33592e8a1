import { AppBar } from '@rollcall/client/ui/app-bar.tsx';
import { Logo } from '@rollcall/client/ui/logo.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import { PageHeader } from '@rollcall/client/ui/page-header.tsx';
import { ThemeToggle } from '@rollcall/client/ui/theme-toggle.tsx';
import { useTranslations } from 'use-intl';

export function App() {
  const t = useTranslations('app');
  return (
    <>
      <AppBar
        brand={
          <>
            <Logo />
            {t('name')}
          </>
        }
        end={<ThemeToggle compact />}
      />
      <Page>
        <PageHeader title={t('name')} description={t('tagline')} />
      </Page>
    </>
  );
}
