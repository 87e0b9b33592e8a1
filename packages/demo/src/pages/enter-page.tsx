import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { ErrorState } from '@rollcall/client/ui/error-state.tsx';
import { Logo } from '@rollcall/client/ui/logo.tsx';
import { Spinner } from '@rollcall/client/ui/spinner.tsx';
import { useErrorText } from '@rollcall/client/words/error-text.ts';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { pathWithin, startAddress } from '../demo-address.ts';

/**
 * Signs in as the person whose address this is, by a call of this page to its own origin, and goes on: to what the
 * address asks for, if it is there for the person, or to what they have first.
 */
export function EnterPage({ label }: { readonly label: string }) {
  const t = useTranslations('enter');
  const errorText = useErrorText();
  const { mutate, error, isPending, isSuccess } = api.demo.signIn.useMutation({
    onSuccess: ({ opens }) => location.replace(pathWithin(opens, location.search)),
  });
  useEffect(() => mutate(), [mutate]);
  const unknown = refusalOf(error)?.code === 'NOT_FOUND';
  return (
    <main id="content" tabIndex={-1} className="grid min-h-dvh place-items-center p-4 outline-none">
      {error && !isPending && !isSuccess ? (
        <div>
          <ErrorState
            level={1}
            title={t(unknown ? 'unknownTitle' : 'failedTitle')}
            description={unknown ? t('unknownDetail') : errorText(error)}
            {...(!unknown && { onRetry: () => mutate() })}
          />
          <p className="text-center">
            <a href={startAddress(location)} className={buttonClasses()}>
              {t('toStart')}
            </a>
          </p>
        </div>
      ) : (
        <div role="status" className="flex flex-col items-center gap-4 text-center">
          <Logo className="size-14" />
          <h1 className="flex items-center gap-3 font-semibold text-xl">
            <Spinner decorative />
            {t('title')}
          </h1>
          <p className="text-muted">{t('detail', { label })}</p>
        </div>
      )}
    </main>
  );
}
