import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../api/api.ts';
import { refusalOf } from '../api/refusal.ts';
import { useAnnounce } from '../ui/live-announcer.tsx';
import { Notice } from '../ui/notice.tsx';
import { CodeStep } from './code-step.tsx';
import { EmailStep } from './email-step.tsx';

/** Proves another address with a code, after which it belongs to the signed-in person. */
export function AddAddressForm() {
  const t = useTranslations('account');
  const utils = api.useUtils();
  const announce = useAnnounce();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState<{ email: string; demoCode: string | null } | null>(null);
  const [added, setAdded] = useState<string | null>(null);
  const requestCode = api.account.requestAddressCode.useMutation();
  const add = api.account.addAddress.useMutation({
    onSuccess: async (_ok, input) => {
      await utils.account.me.invalidate();
      setAdded(String(input.email));
      setSent(null);
      setEmail('');
      announce(t('addresses.added', { email: String(input.email) }));
    },
  });

  const send = async (to: string) => {
    setAdded(null);
    const { demoCode } = await requestCode.mutateAsync({ email: to });
    setSent({ email: to, demoCode });
    add.reset();
  };

  const taken = refusalOf(add.error)?.code === 'ADDRESS_TAKEN';
  if (sent !== null && !taken) {
    return (
      <CodeStep
        email={sent.email}
        demoCode={sent.demoCode}
        confirming={add.isPending}
        error={add.error}
        resendError={requestCode.error}
        resending={requestCode.isPending}
        confirmLabel={t('code.confirmAddress')}
        onConfirm={(code) => add.mutate({ email: sent.email, code })}
        onResend={() => send(sent.email)}
        onOtherAddress={() => {
          setSent(null);
          requestCode.reset();
        }}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {added && (
        <Notice tone="success" title={t('addresses.added', { email: added })}>
          {t('addresses.addedDetail')}
        </Notice>
      )}
      {taken && (
        <Notice tone="error" role="alert" title={t('addresses.taken')}>
          {t('addresses.takenDetail')}
        </Notice>
      )}
      <EmailStep
        label={t('addresses.addTitle')}
        hint={t('addresses.addHint')}
        sendLabel={t('addresses.send')}
        autoFocus={false}
        email={email}
        onEmail={setEmail}
        busy={requestCode.isPending}
        error={requestCode.error}
        onSend={() => void send(email.trim()).catch(() => {})}
      />
    </div>
  );
}
