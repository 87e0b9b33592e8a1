import { Button } from '@rollcall/client/ui/button.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import { Bug } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** A defect of the page itself. Reloading also helps where a new version has replaced the page's files. */
export function CrashPage() {
  const t = useTranslations('app.crashed');
  return (
    <Page width="broad">
      <EmptyState
        level={1}
        icon={<Bug />}
        title={t('title')}
        description={t('description')}
        actions={
          <Button variant="primary" onClick={() => window.location.reload()}>
            {t('reload')}
          </Button>
        }
      />
    </Page>
  );
}
