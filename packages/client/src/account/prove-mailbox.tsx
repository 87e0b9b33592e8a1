import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../api/api.ts';
import { refusalOf } from '../api/refusal.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { CallFailure } from './call-failure.tsx';
import { CodeStep } from './code-step.tsx';

type ProveMailboxProps = {
  readonly onSignedIn: () => Promise<void>;
  readonly onOtherWay: () => void;
};

interface SentCode {
  readonly email: string;
  /** The issuer's name. */
  readonly issuer: string;
  readonly demoCode: string | null;
}

/** For who signed in elsewhere with an address of an existing account: the code that was sent there decides. */
export function ProveMailbox({ onSignedIn, onOtherWay }: ProveMailboxProps) {
  const t = useTranslations('account.prove');
  const [sent, setSent] = useState<SentCode | null>(null);
  const send = api.account.sendIdentityCode.useMutation({ onSuccess: setSent });
  const prove = api.account.proveIdentity.useMutation({ onSuccess: onSignedIn });
  const { mutate } = send;
  const begun = useRef(false);
  useEffect(() => {
    // Once per visit: each code ends the one before.
    if (begun.current) return;
    begun.current = true;
    mutate();
  }, [mutate]);

  if (sent === null) {
    return (
      <div className="flex flex-col gap-5">
        <h1 className="font-semibold text-2xl">{t('title')}</h1>
        {send.isError ? <SendFailure error={send.error} /> : <Spinner label={t('sending')} />}
        <Button variant="quiet" onClick={onOtherWay}>
          {t('back')}
        </Button>
      </div>
    );
  }
  const { email, issuer, demoCode } = sent;
  return (
    <CodeStep
      intro={
        <div>
          <h1 className="font-semibold text-2xl">{t('title')}</h1>
          <p className="mt-1.5 text-pretty text-muted">
            {t(demoCode === null ? 'explanation' : 'explanationDemo', { email, issuer })}
          </p>
        </div>
      }
      email={email}
      demoCode={demoCode}
      confirming={prove.isPending}
      error={prove.error}
      resendError={send.error}
      resending={send.isPending}
      confirmLabel={t('confirm')}
      otherLabel={t('back')}
      onConfirm={(code) => prove.mutate({ code })}
      onResend={async () => {
        await send.mutateAsync();
        prove.reset();
      }}
      onOtherAddress={onOtherWay}
    />
  );
}

/** What the browser keeps of the sign-in may be gone: only beginning again helps then. */
function SendFailure({ error }: { readonly error: unknown }) {
  const t = useTranslations('account.prove');
  if (refusalOf(error)?.code !== 'CODE_EXPIRED') return <CallFailure error={error} />;
  return (
    <Notice tone="error" role="alert">
      {t('tooLate')}
    </Notice>
  );
}
