import { Button } from '@rollcall/client/ui/button.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Spinner } from '@rollcall/client/ui/spinner.tsx';
import { useDeferred } from '@rollcall/client/ui/use-deferred.ts';
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';
import type { JoinPage } from './join-page.tsx';

const loadPage = () => import('./join-page.tsx');

/** The page of a license link, loaded only where one was opened. */
export function LaterJoinPage(props: ComponentProps<typeof JoinPage>) {
  const t = useTranslations();
  const { part, failed } = useDeferred(loadPage, true);
  if (part) return <part.JoinPage {...props} />;
  return (
    <main id="content" tabIndex={-1} className="grid min-h-dvh place-items-center p-4 outline-none">
      {failed ? (
        <EmptyState
          level={1}
          title={t('later.title')}
          description={t('later.detail')}
          actions={<Button onClick={() => location.reload()}>{t('later.reload')}</Button>}
        />
      ) : (
        <span className="text-2xl text-muted">
          <Spinner label={t('link.loading')} />
        </span>
      )}
    </main>
  );
}
