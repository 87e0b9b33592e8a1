import type { DomainErrorCode, DomainErrorDetails, DomainErrorShape } from '@rollcall/core/errors.ts';
import { useCallback } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { refusalOf } from '../api/refusal.ts';
import { isAddressReason } from './address-reason.ts';

type Translate = ReturnType<typeof useTranslations<'refusal'>>;
type Format = ReturnType<typeof useFormatter>;

/** The words of each refusal. Complete over the codes by type: a new code does not compile until it has words. */
const texts: {
  readonly [Code in DomainErrorCode]: (
    t: Translate,
    details: DomainErrorDetails<Code>,
    format: Format,
  ) => string;
} = {
  NOT_SIGNED_IN: (t) => t('NOT_SIGNED_IN'),
  SIGN_IN_AGAIN: (t) => t('SIGN_IN_AGAIN'),
  NOT_FOUND: (t, { noun }) => t(`notFound.${noun}`),
  INVALID_INPUT: (t, { issues }) => addressText(t, issues) ?? t('INVALID_INPUT'),
  TOO_LARGE: (t, { limitBytes }) => t('TOO_LARGE', { limitMegabytes: Math.floor(limitBytes / 2 ** 20) }),
  TOO_MANY_ADDRESSES: (t, details) => t('TOO_MANY_ADDRESSES', details),
  FILE_NOT_READABLE: (t, { problem, line }) => t(`fileNotReadable.${problem}`, { line: line ?? 0 }),
  METHOD_NOT_AVAILABLE: (t) => t('METHOD_NOT_AVAILABLE'),
  LICENSE_NOT_ACTIVE: (t, { phase }) => t(`licenseNotActive.${phase}`),
  SEATS_EXHAUSTED: (t, { pool }) => t(`seatsExhausted.${pool}`),
  CHANGED_MEANWHILE: (t) => t('CHANGED_MEANWHILE'),
  INVITE_CLOSED: (t, { now }) => t(`inviteClosed.${now}`),
  REMINDED_RECENTLY: (t, { againAt }, format) =>
    t('REMINDED_RECENTLY', {
      time: format.dateTime(new Date(againAt), { dateStyle: 'medium', timeStyle: 'short' }),
    }),
  WRONG_STATUS: (t, { status }) => t(`wrongStatus.${status}`),
  WRONG_RUN_STATE: (t, { state }) => t(`wrongRunState.${state}`),
  RUN_NOT_POSSIBLE: (t, { reason }) => t(`runNotPossible.${reason}`),
  SYNC_FAILED: (t, { problem }) => t(`syncFailed.${problem}`),
  KEY_NOT_ACCEPTED: (t) => t('KEY_NOT_ACCEPTED'),
  LINK_NOT_ACCEPTED: (t, { reason }) => t(`linkNotAccepted.${reason}`),
  CODE_NOT_ACCEPTED: (t) => t('CODE_NOT_ACCEPTED'),
  CODE_EXPIRED: (t) => t('CODE_EXPIRED'),
  ADDRESS_TAKEN: (t) => t('ADDRESS_TAKEN'),
  THROTTLED: (t, { retryAfterS }) => t('THROTTLED', { time: durationText(t, retryAfterS) }),
  REQUEST_REUSED: (t) => t('REQUEST_REUSED'),
  NEEDS_ACCOUNT: (t) => t('NEEDS_ACCOUNT'),
  FEATURE_LOCKED: (t, { reason }) => t(`featureLocked.${reason}`),
  LAST_DOMAIN_ADMIN: (t) => t('LAST_DOMAIN_ADMIN'),
  DOMAIN_NOT_ACCEPTED: (t, { reason }) => t(`domainNotAccepted.${reason}`),
  DOMAIN_IS_VERIFIED: (t) => t('DOMAIN_IS_VERIFIED'),
  MAIL_NOT_SET_UP: (t) => t('MAIL_NOT_SET_UP'),
  UNAVAILABLE: (t) => t('UNAVAILABLE'),
  INTERNAL: (t, details) => t('INTERNAL', details),
};

/** A wait in words: seconds up to a minute and a half, then whole minutes, rounded up. */
export function durationText(t: Translate, seconds: number): string {
  if (seconds <= 90) return t('duration.seconds', { count: Math.max(1, Math.ceil(seconds)) });
  return t('duration.minutes', { count: Math.ceil(seconds / 60) });
}

function addressText(t: Translate, issues: DomainErrorDetails<'INVALID_INPUT'>['issues']): string | null {
  const problem = issues.map(({ message }) => message).find(isAddressReason);
  return problem === undefined ? null : t(`address.${problem}`);
}

/** Puts a refusal into words; null, a failure without one, is a server that could not be reached. */
export function useRefusalText(): (refusal: DomainErrorShape | null) => string {
  const t = useTranslations('refusal');
  const format = useFormatter();
  return useCallback(
    (refusal) => {
      if (refusal === null) return t('unreachable');
      const text = texts[refusal.code] as (t: Translate, details: unknown, format: Format) => string;
      return text(t, refusal.details, format);
    },
    [t, format],
  );
}

/** Puts whatever a failed call threw into words. */
export function useErrorText(): (error: unknown) => string {
  const refusalText = useRefusalText();
  return useCallback((error) => refusalText(refusalOf(error)), [refusalText]);
}
