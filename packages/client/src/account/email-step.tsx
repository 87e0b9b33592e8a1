import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { refusalOf } from '../api/refusal.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useErrorText } from '../words/error-text.ts';
import { CallFailure } from './call-failure.tsx';

type EmailStepProps = {
  readonly heading?: string;
  readonly intro?: string;
  readonly email: string;
  readonly onEmail: (email: string) => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: () => void;
  readonly label?: string;
  readonly hint?: string;
  readonly sendLabel?: string;
  readonly autoFocus?: boolean;
};

/** Asks for an address and sends it a code. */
export function EmailStep(props: EmailStepProps) {
  const {
    heading,
    intro,
    email,
    onEmail,
    busy,
    error,
    onSend,
    label,
    hint,
    sendLabel,
    autoFocus = true,
  } = props;
  const t = useTranslations('account.signIn');
  const errorText = useErrorText();
  const [missing, setMissing] = useState(false);
  const badAddress = refusalOf(error)?.code === 'INVALID_INPUT';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setMissing(email.trim() === '');
    if (email.trim() !== '') onSend();
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      {heading && (
        <div>
          <h1 className="font-semibold text-2xl">{heading}</h1>
          {intro && <p className="mt-1.5 text-pretty text-muted">{intro}</p>}
        </div>
      )}
      <TextField
        label={label ?? t('email')}
        hint={hint}
        type="email"
        name="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={autoFocus}
        placeholder={t('emailPlaceholder')}
        value={email}
        onChange={(event) => onEmail(event.target.value)}
        error={missing && email.trim() === '' ? t('emailMissing') : badAddress ? errorText(error) : undefined}
      />
      {!badAddress && <CallFailure error={error} />}
      <Button type="submit" variant="primary" size="large" fullWidth busy={busy}>
        {sendLabel ?? t('send')}
      </Button>
    </form>
  );
}
