import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { refusalOf } from '../api/refusal.ts';
import { Notice } from '../ui/notice.tsx';
import { durationText, useErrorText } from '../words/error-text.ts';

/** What went wrong with the last call, above the button that tries again. Nothing when nothing did. */
export function CallFailure({ error }: { readonly error: unknown }) {
  const errorText = useErrorText();
  if (!error) return null;
  const refusal = refusalOf(error);
  if (refusal?.code === 'THROTTLED') {
    return <Throttled key={String(refusal.details.retryAfterS)} seconds={refusal.details.retryAfterS} />;
  }
  return (
    <Notice tone="error" role="alert">
      {errorText(error)}
    </Notice>
  );
}

/** Counts down to when it may be tried again. A screen reader hears the beginning and the end, not each second. */
function Throttled({ seconds }: { readonly seconds: number }) {
  const t = useTranslations('account.wait');
  const durations = useTranslations('refusal');
  const [until] = useState(() => Date.now() + seconds * 1000);
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 1000);
    return () => clearInterval(timer);
  }, [until]);
  if (left === 0) {
    return (
      <Notice tone="info" role="status">
        {t('over')}
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title={t('title')}>
      <span aria-hidden="true">{t('text', { time: durationText(durations, left) })}</span>
      <span role="alert" className="sr-only">
        {t('text', { time: durationText(durations, seconds) })}
      </span>
    </Notice>
  );
}
