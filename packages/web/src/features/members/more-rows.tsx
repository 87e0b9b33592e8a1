import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Spinner } from '@rollcall/client/ui/spinner.tsx';
import { useErrorText } from '@rollcall/client/words/error-text.ts';
import { useTranslations } from 'use-intl';

type MoreRowsProps = { readonly loading: boolean; readonly error: unknown; readonly onRetry: () => void };

/** The foot of a list that goes on: on its way, or what went wrong. */
export function MoreRows({ loading, error, onRetry }: MoreRowsProps) {
  const t = useTranslations('users');
  const retry = useTranslations('ui')('retry');
  const errorText = useErrorText();
  if (error && !loading) {
    return (
      <Notice
        tone="error"
        role="alert"
        className="m-3"
        title={t('nextFailed')}
        actions={
          <Button size="small" onClick={onRetry}>
            {retry}
          </Button>
        }
      >
        {errorText(error)}
      </Notice>
    );
  }
  if (!loading) return null;
  return (
    <p className="flex items-center justify-center gap-2 border-line border-t py-3 text-muted text-sm">
      <Spinner decorative />
      {t('loadingMore')}
    </p>
  );
}
