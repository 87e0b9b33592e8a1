import { type ReactNode, useState } from 'react';
import { api } from '../api/api.ts';
import { CodeStep } from './code-step.tsx';
import { EmailStep } from './email-step.tsx';

type SignInFormProps = {
  readonly heading?: string;
  readonly intro?: string;
  /** The address to start from. */
  readonly email?: string;
  /** Other ways to sign in, below the address. */
  readonly otherWays?: ReactNode;
  readonly onSignedIn: () => Promise<void>;
};

interface SentCode {
  readonly email: string;
  /** The code itself, where the demo has no mail. */
  readonly demoCode: string | null;
}

/** Address, then code: signed in. Going back keeps the address. */
export function SignInForm({ heading, intro, email: first = '', otherWays, onSignedIn }: SignInFormProps) {
  const [email, setEmail] = useState(first);
  const [sent, setSent] = useState<SentCode | null>(null);
  const requestCode = api.account.requestCode.useMutation();
  // Pending until the page knows who is signed in, so that the button does not come to rest in between.
  const signIn = api.account.signIn.useMutation({ onSuccess: onSignedIn });

  const send = async (to: string) => {
    const { demoCode } = await requestCode.mutateAsync({ email: to });
    setSent({ email: to, demoCode });
    signIn.reset();
  };

  if (sent === null) {
    return (
      <>
        <EmailStep
          {...(heading && { heading })}
          {...(intro && { intro })}
          email={email}
          onEmail={setEmail}
          busy={requestCode.isPending}
          error={requestCode.error}
          onSend={() => void send(email.trim()).catch(() => {})}
        />
        {otherWays}
      </>
    );
  }
  return (
    <CodeStep
      {...(heading && { withHeading: true })}
      email={sent.email}
      demoCode={sent.demoCode}
      confirming={signIn.isPending}
      error={signIn.error}
      resendError={requestCode.error}
      resending={requestCode.isPending}
      onConfirm={(code) => signIn.mutate({ email: sent.email, code })}
      onResend={() => send(sent.email)}
      onOtherAddress={() => {
        setSent(null);
        requestCode.reset();
      }}
    />
  );
}
