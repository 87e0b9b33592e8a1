import type { DomainErrorCode, DomainErrorShape } from '@rollcall/core/errors.ts';
import { TRPCClientError } from '@trpc/client';

/**
 * The codes that this version has words for. Complete by type. A list of its own, because the schemas of core/errors.ts
 * would bring their library into what every page loads first.
 */
const known: Readonly<Record<DomainErrorCode, true>> = {
  NOT_SIGNED_IN: true,
  SIGN_IN_AGAIN: true,
  NOT_FOUND: true,
  INVALID_INPUT: true,
  TOO_LARGE: true,
  TOO_MANY_ADDRESSES: true,
  FILE_NOT_READABLE: true,
  METHOD_NOT_AVAILABLE: true,
  LICENSE_NOT_ACTIVE: true,
  SEATS_EXHAUSTED: true,
  CHANGED_MEANWHILE: true,
  INVITE_CLOSED: true,
  REMINDED_RECENTLY: true,
  WRONG_STATUS: true,
  WRONG_RUN_STATE: true,
  RUN_NOT_POSSIBLE: true,
  SYNC_FAILED: true,
  KEY_NOT_ACCEPTED: true,
  LINK_NOT_ACCEPTED: true,
  CODE_NOT_ACCEPTED: true,
  CODE_EXPIRED: true,
  ADDRESS_TAKEN: true,
  THROTTLED: true,
  REQUEST_REUSED: true,
  FEATURE_LOCKED: true,
  NEEDS_ACCOUNT: true,
  LAST_DOMAIN_ADMIN: true,
  DOMAIN_NOT_ACCEPTED: true,
  DOMAIN_IS_VERIFIED: true,
  MAIL_NOT_SET_UP: true,
  UNAVAILABLE: true,
  INTERNAL: true,
};

/** The refusal in a failed call; null when the failure is none: the network, or a server that cannot be understood. */
export function refusalOf(error: unknown): DomainErrorShape | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null && 'refusal' in data && isRefusal(data.refusal)
    ? data.refusal
    : null;
}

function isRefusal(raw: unknown): raw is DomainErrorShape {
  if (typeof raw !== 'object' || raw === null || !('code' in raw) || !('details' in raw)) return false;
  const { code, details } = raw;
  return (
    typeof code === 'string' && Object.hasOwn(known, code) && typeof details === 'object' && details !== null
  );
}

/**
 * Whether trying the same call again may help: nothing was refused, or the database was out of reach. Until then nobody
 * knows whether the call had its effect.
 */
export function mayHelpToRetry(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === null || refusal.code === 'UNAVAILABLE';
}
