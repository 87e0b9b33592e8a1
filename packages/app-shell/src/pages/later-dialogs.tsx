import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { useDeferred } from '@rollcall/client/ui/use-deferred.ts';
import { useIdle } from '@rollcall/client/ui/use-idle.ts';
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';
import type { AppDialogs } from './app-dialogs.tsx';

const loadDialogs = () => import('./app-dialogs.tsx');

/** The dialogs, loaded after the page, or with the first one that is asked for. */
export function LaterDialogs(props: ComponentProps<typeof AppDialogs>) {
  const t = useTranslations('later');
  const idle = useIdle();
  const asked = props.dialog !== null || props.locked !== null || props.waiting.length > 0;
  const { part, failed } = useDeferred(loadDialogs, idle || asked);
  if (part) return <part.AppDialogs {...props} />;
  if (!failed || !asked) return null;
  return (
    <div className="fixed inset-x-4 bottom-4 z-40 mx-auto max-w-md shadow-overlay">
      <Notice
        tone="warning"
        role="alert"
        title={t('title')}
        onDismiss={props.onClose}
        actions={
          <Button size="small" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        }
      >
        {t('detail')}
      </Notice>
    </div>
  );
}
