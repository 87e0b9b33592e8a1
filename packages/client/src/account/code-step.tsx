import { type ChangeEvent, type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { refusalOf } from '../api/refusal.ts';
import { Button } from '../ui/button.tsx';
import { useAnnounce } from '../ui/live-announcer.tsx';
import { Notice } from '../ui/notice.tsx';
import { CallFailure } from './call-failure.tsx';
import { CodeField } from './code-field.tsx';

type CodeStepProps = {
  readonly withHeading?: boolean;
  /** In the place of the heading and of what says where the code went. */
  readonly intro?: ReactNode;
  readonly email: string;
  /** The code itself, where the demo has no mail. */
  readonly demoCode: string | null;
  readonly confirming: boolean;
  readonly error: unknown;
  readonly resendError: unknown;
  readonly resending: boolean;
  readonly confirmLabel?: string;
  readonly otherLabel?: string;
  readonly onConfirm: (code: string) => void;
  readonly onResend: () => Promise<void>;
  readonly onOtherAddress: () => void;
};

const digits = 6;

/** Asks for the code that was sent. The sixth digit confirms by itself, once per code. */
export function CodeStep(props: CodeStepProps) {
  const { email, demoCode, confirming, error, resendError, resending, onConfirm, onResend, onOtherAddress } =
    props;
  const t = useTranslations('account.code');
  const announce = useAnnounce();
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState(false);
  const [resent, setResent] = useState(false);
  const refusal = refusalOf(error);
  const spent =
    refusal?.code === 'CODE_EXPIRED' ||
    (refusal?.code === 'CODE_NOT_ACCEPTED' && refusal.details.triesLeft === 0);

  useEffect(() => {
    // What is typed next replaces the wrong code.
    if (error) input.current?.select();
  }, [error]);

  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const next = event.target.value.replace(/\D/g, '').slice(0, digits);
    setCode(next);
    setProblem(false);
    if (next.length === digits && next !== code && !spent && !confirming) onConfirm(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confirming) return;
    setProblem(code.length < digits);
    if (code.length === digits) onConfirm(code);
    else input.current?.focus();
  };
  const resend = async () => {
    try {
      await onResend();
    } catch {
      return;
    }
    setCode('');
    setResent(true);
    announce(t(demoCode === null ? 'resent' : 'resentDemo'));
    input.current?.focus();
  };

  const wrong = wrongCodeText(t, refusal);
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      {props.intro ?? (
        <div>
          {props.withHeading && <h1 className="font-semibold text-2xl">{t('title')}</h1>}
          <p className="mt-1.5 text-pretty text-muted">
            {t(demoCode === null ? 'sentTo' : 'shownFor', { email })}
          </p>
        </div>
      )}
      {demoCode !== null && (
        <Notice
          title={t('demoTitle')}
          actions={
            <Button
              size="small"
              onClick={() => {
                setCode(demoCode);
                onConfirm(demoCode);
              }}
            >
              {t('fill')}
            </Button>
          }
        >
          {t('demoCode', { code: demoCode })}
        </Notice>
      )}
      {resent && demoCode === null && !error && !resendError && <Notice tone="success">{t('resent')}</Notice>}
      <CodeField
        ref={input}
        label={t('label')}
        hint={t(demoCode === null ? 'hint' : 'hintDemo')}
        value={code}
        onChange={change}
        error={problem ? t('incomplete') : wrong}
      />
      {wrong === undefined && <CallFailure error={error} />}
      <CallFailure error={resendError} />
      <Button type="submit" variant="primary" size="large" fullWidth busy={confirming} disabled={spent}>
        {props.confirmLabel ?? t('confirm')}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button
          variant={spent ? 'secondary' : 'quiet'}
          size="small"
          busy={resending}
          onClick={() => void resend()}
        >
          {t('resend')}
        </Button>
        <Button variant="quiet" size="small" onClick={onOtherAddress}>
          {props.otherLabel ?? t('otherAddress')}
        </Button>
      </div>
    </form>
  );
}

function wrongCodeText(
  t: ReturnType<typeof useTranslations<'account.code'>>,
  refusal: ReturnType<typeof refusalOf>,
): string | undefined {
  if (refusal?.code === 'CODE_EXPIRED') return t('expired');
  if (refusal?.code !== 'CODE_NOT_ACCEPTED') return undefined;
  const { triesLeft } = refusal.details;
  return triesLeft === 0 ? t('noTriesLeft') : t('wrong', { triesLeft });
}
