import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { usePageTitle } from '../lib/use-page-title.ts';

export function NotFoundPage() {
  const t = useTranslations('app.notFound');
  usePageTitle(t('title'));
  return (
    <Page width="broad">
      <EmptyState
        level={1}
        icon={<SearchX />}
        title={t('title')}
        description={t('description')}
        actions={
          <Link to="/" className={buttonClasses({ variant: 'primary' })}>
            {t('home')}
          </Link>
        }
      />
    </Page>
  );
}
