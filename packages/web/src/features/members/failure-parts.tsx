import { Button } from '@rollcall/client/ui/button.tsx';
import { useErrorText } from '@rollcall/client/words/error-text.ts';
import { useTranslations } from 'use-intl';

/** Tries again what failed. */
export function RetryButton({ onClick }: { readonly onClick: () => void }) {
  const t = useTranslations('ui');
  return (
    <Button size="small" onClick={onClick}>
      {t('retry')}
    </Button>
  );
}

/** Why it failed, in a sentence. */
export function FailureText({ error }: { readonly error: unknown }) {
  return useErrorText()(error);
}
