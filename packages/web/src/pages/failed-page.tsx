import { reloadIfServed } from '@rollcall/client/page/reload-for-new-version.ts';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { CloudOff } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { PartNotLoaded } from '../lib/page-part.ts';
import { CrashPage } from './crash-page.tsx';

/** How often a page that could not be loaded is asked for again. In ms. */
const againMs = 2_000;

/** What stands in a page's place when it broke, or is not there yet. */
export function FailedPage({ error }: ErrorComponentProps) {
  return error instanceof PartNotLoaded ? <WaitingPage /> : <CrashPage />;
}

/** A page whose code is out of reach. It opens by itself as soon as it can be loaded. */
function WaitingPage() {
  const t = useTranslations('app.waiting');
  useEffect(() => {
    const tryAgain = () => void reloadIfServed();
    const timer = setInterval(tryAgain, againMs);
    window.addEventListener('online', tryAgain);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', tryAgain);
    };
  }, []);
  return (
    <Page width="broad">
      <div role="status">
        <EmptyState level={2} icon={<CloudOff />} title={t('title')} description={t('description')} />
      </div>
    </Page>
  );
}
