import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../api/api.ts';
import { refusalOf } from '../api/refusal.ts';
import { setSignInNeed, useSignInNeed } from '../api/sign-in-need.ts';
import { isLaunched } from '../page/is-launched.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useDeferred } from '../ui/use-deferred.ts';
import { useErrorText } from '../words/error-text.ts';
import { AccountContext } from './account.ts';
import { LaunchEndedPage } from './launch-ended-page.tsx';

/** Most visits find somebody signed in already: the forms are loaded for who is not. */
const loadPage = () => import('./sign-in-page.tsx');
const loadDialog = () => import('./sign-in-again-dialog.tsx');

/**
 * Shows its children to who is signed in, and the sign-in to everybody else, at the address they asked for. A
 * session that ends takes the children away; one that is only too old for the dashboard is renewed in a dialog over
 * them, so that nothing half-typed is lost. Another person gets children of their own.
 */
export function RequireSignIn({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient();
  const utils = api.useUtils();
  const me = api.account.me.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY });
  const need = useSignInNeed();
  const [wasSignedIn, setWasSignedIn] = useState(false);
  if (me.data && !wasSignedIn) setWasSignedIn(true);

  const page = useDeferred(loadPage, me.data === null && !isLaunched());
  const dialog = useDeferred(loadDialog, need === 'too_old');

  useEffect(() => {
    if (need !== 'signed_out') return;
    // The token may merely have been replaced: whether the session has ended, only the server knows.
    setSignInNeed('none');
    void utils.account.me.invalidate();
  }, [need, utils]);

  const signedIn = async () => {
    setSignInNeed('none');
    const before = me.data?.personId;
    const now = await utils.client.account.me.query();
    if (before !== undefined && now?.personId !== before) {
      // Another person: nothing of the one before may be seen, not even until it is read anew.
      await queryClient.resetQueries();
      return;
    }
    queryClient.removeQueries({ type: 'inactive' });
    await utils.invalidate();
  };

  if (me.data) {
    return (
      <AccountContext key={me.data.personId} value={me.data}>
        {children}
        {dialog.part && (
          <dialog.part.SignInAgainDialog
            open={need === 'too_old'}
            email={me.data.emails[0] ?? ''}
            onSignedIn={signedIn}
            onClose={() => setSignInNeed('none')}
          />
        )}
      </AccountContext>
    );
  }
  // Nobody signs in inside a course's frame: the way in is the course.
  if (isLaunched() && me.data === null && !me.isError) return <LaunchEndedPage />;
  if (page.part && me.data === null && !me.isError) {
    return <page.part.SignInPage reason={wasSignedIn ? 'ended' : 'first'} onSignedIn={signedIn} />;
  }
  return (
    <Checking
      failed={me.isError || page.failed}
      error={me.error}
      retrying={me.isFetching}
      onRetry={() => void me.refetch()}
    />
  );
}

type CheckingProps = {
  readonly failed: boolean;
  readonly error: unknown;
  readonly retrying: boolean;
  readonly onRetry: () => void;
};

function Checking({ failed, error, retrying, onRetry }: CheckingProps) {
  const t = useTranslations('account');
  const errorText = useErrorText();
  const refusal = refusalOf(error);
  return (
    <main id="content" tabIndex={-1} className="grid min-h-dvh place-items-center p-4">
      <h1 className="sr-only">{t('brand')}</h1>
      {failed ? (
        <ErrorState
          title={t('checkFailed.title')}
          description={refusal ? errorText(error) : t('checkFailed.description')}
          correlationId={refusal?.code === 'INTERNAL' ? refusal.details.correlationId : undefined}
          retrying={retrying}
          onRetry={onRetry}
        />
      ) : (
        <span className="text-2xl text-muted">
          <Spinner label={t('checking')} />
        </span>
      )}
    </main>
  );
}
