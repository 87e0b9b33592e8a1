import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Card, CardBody } from '../ui/card.tsx';
import { Logo } from '../ui/logo.tsx';
import { Notice } from '../ui/notice.tsx';
import { ThemeToggle } from '../ui/theme-toggle.tsx';
import { IssuerButtons } from './issuer-buttons.tsx';
import { ProveMailbox } from './prove-mailbox.tsx';
import { takeSignInEnding } from './sign-in-ending.ts';
import { SignInForm } from './sign-in-form.tsx';

type SignInPageProps = {
  /** `ended`: there was a session in this page before. */
  readonly reason: 'first' | 'ended';
  readonly onSignedIn: () => Promise<void>;
};

/** The whole page for who is not signed in. The address stays: afterwards the page that was asked for appears. */
export function SignInPage({ reason, onSignedIn }: SignInPageProps) {
  const t = useTranslations('account');
  const [ending, setEnding] = useState(takeSignInEnding);
  return (
    <div className="flex min-h-dvh flex-col">
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-6 px-4 py-10 outline-none"
      >
        <div className="flex items-center justify-center gap-3 font-semibold text-xl tracking-tight">
          <Logo className="size-10" />
          {t('brand')}
        </div>
        <Card>
          <CardBody className="flex flex-col gap-5 pt-6 sm:pt-7">
            {ending === 'prove_mailbox' ? (
              <ProveMailbox onSignedIn={onSignedIn} onOtherWay={() => setEnding(null)} />
            ) : (
              <>
                {ending && (
                  <Notice tone="warning" role="alert" title={t(`ending.${ending}.title`)}>
                    {t(`ending.${ending}.text`)}
                  </Notice>
                )}
                <SignInForm
                  intro={reason === 'ended' ? t('signIn.introEnded') : t('signIn.intro')}
                  heading={t('signIn.title')}
                  otherWays={<IssuerButtons />}
                  onSignedIn={onSignedIn}
                />
              </>
            )}
          </CardBody>
        </Card>
      </main>
      <footer className="flex justify-center pb-8">
        <ThemeToggle compact />
      </footer>
    </div>
  );
}
