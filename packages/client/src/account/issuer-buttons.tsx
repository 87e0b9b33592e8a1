import { useTranslations } from 'use-intl';
import { api } from '../api/api.ts';
import { Button } from '../ui/button.tsx';
import { CallFailure } from './call-failure.tsx';
import { placeToReturnTo } from './sign-in-ending.ts';

/** A button for each issuer that people can sign in with; nothing where there is none. */
export function IssuerButtons() {
  const t = useTranslations('account.signIn');
  const options = api.account.signInOptions.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY });
  const begin = api.account.beginSignIn.useMutation({
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const issuers = options.data?.issuers ?? [];
  if (issuers.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-center gap-3 text-muted text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </p>
      {issuers.map(({ key, label }) => (
        <Button
          key={key}
          size="large"
          fullWidth
          // Until the browser has left: the page stands for a moment longer.
          busy={begin.variables?.issuer === key && (begin.isPending || begin.isSuccess)}
          onClick={() => begin.mutate({ issuer: key, returnTo: placeToReturnTo() })}
        >
          {t('with', { issuer: label })}
        </Button>
      ))}
      <CallFailure error={begin.error} />
    </div>
  );
}
