import { DomainError, type DomainErrorCode, type DomainErrorShape } from '@rollcall/core/errors.ts';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';

/** The HTTP status of each refusal, by tRPC's names. Complete over the codes by type. */
export const httpCodeOf: Readonly<Record<DomainErrorCode, TRPCError['code']>> = {
  NOT_SIGNED_IN: 'UNAUTHORIZED',
  SIGN_IN_AGAIN: 'UNAUTHORIZED',
  NOT_FOUND: 'NOT_FOUND',
  INVALID_INPUT: 'BAD_REQUEST',
  TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  TOO_MANY_ADDRESSES: 'BAD_REQUEST',
  FILE_NOT_READABLE: 'BAD_REQUEST',
  METHOD_NOT_AVAILABLE: 'CONFLICT',
  LICENSE_NOT_ACTIVE: 'CONFLICT',
  SEATS_EXHAUSTED: 'CONFLICT',
  CHANGED_MEANWHILE: 'CONFLICT',
  INVITE_CLOSED: 'CONFLICT',
  REMINDED_RECENTLY: 'CONFLICT',
  WRONG_STATUS: 'CONFLICT',
  WRONG_RUN_STATE: 'CONFLICT',
  RUN_NOT_POSSIBLE: 'CONFLICT',
  SYNC_FAILED: 'CONFLICT',
  KEY_NOT_ACCEPTED: 'BAD_REQUEST',
  LINK_NOT_ACCEPTED: 'BAD_REQUEST',
  CODE_NOT_ACCEPTED: 'BAD_REQUEST',
  CODE_EXPIRED: 'BAD_REQUEST',
  ADDRESS_TAKEN: 'CONFLICT',
  THROTTLED: 'TOO_MANY_REQUESTS',
  REQUEST_REUSED: 'CONFLICT',
  FEATURE_LOCKED: 'FORBIDDEN',
  NEEDS_ACCOUNT: 'FORBIDDEN',
  LAST_DOMAIN_ADMIN: 'CONFLICT',
  DOMAIN_NOT_ACCEPTED: 'CONFLICT',
  DOMAIN_IS_VERIFIED: 'CONFLICT',
  MAIL_NOT_SET_UP: 'CONFLICT',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
};

/**
 * SQLSTATE classes and codes, and socket errors, that mean "not now". A stream that closed too
 * early is a caller who went away before the answer was written: nobody reads it, and it is no defect.
 */
const unavailable =
  /^(08|53|57P0|57014|55P03|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE)/;

/** What the API's own frame refuses before any procedure is reached: not JSON, the wrong verb, no such procedure. */
const frameRefusals: Partial<Readonly<Record<TRPCError['code'], DomainErrorShape>>> = {
  PARSE_ERROR: invalidRequest('not_json'),
  BAD_REQUEST: invalidRequest('bad_request'),
  UNSUPPORTED_MEDIA_TYPE: invalidRequest('json_only'),
  METHOD_NOT_SUPPORTED: invalidRequest('wrong_method'),
  NOT_FOUND: { code: 'NOT_FOUND', details: { noun: 'page' } },
};

/** Input that is wrong as a whole; `message` is a code for whoever wrote the client. */
export function invalidRequest(message: string): DomainErrorShape {
  return { code: 'INVALID_INPUT', details: { issues: [{ path: '', message }] } };
}

/**
 * What the caller is told of an error: the one mapper. A refusal is itself; bad input names its fields and never
 * repeats their values; a database out of reach is UNAVAILABLE; everything else is INTERNAL with a correlation id.
 * Only input makes INVALID_INPUT: a schema that our own output or data fails is a defect.
 */
export function refusalOf(error: unknown, correlationId: string): DomainErrorShape {
  if (error instanceof DomainError) return { code: error.code, details: error.details } as DomainErrorShape;
  if (error instanceof TRPCError) return refusalOfCall(error, correlationId);
  if (isUnavailable(error)) return { code: 'UNAVAILABLE', details: {} };
  return { code: 'INTERNAL', details: { correlationId } };
}

/** Whether the error says "not now": the same may work in a moment. */
export function isUnavailable(error: unknown): boolean {
  return unavailable.test(codeOf(error));
}

function refusalOfCall(error: TRPCError, correlationId: string): DomainErrorShape {
  const { cause } = error;
  if (cause instanceof DomainError) return refusalOf(cause, correlationId);
  if (error.code === 'BAD_REQUEST' && cause instanceof ZodError) {
    const issues = cause.issues.map((issue) => ({ path: issue.path.join('.'), message: messageOf(issue) }));
    return { code: 'INVALID_INPUT', details: { issues: issues.slice(0, 20) } };
  }
  return frameRefusals[error.code] ?? refusalOf(cause, correlationId);
}

/** A refusal as an error that the API answers with: the status of its code, and nothing of what caused it. */
export function callError(refusal: DomainErrorShape): TRPCError {
  const cause = new DomainError<DomainErrorCode>(refusal.code, refusal.details);
  return new TRPCError({ code: httpCodeOf[refusal.code], cause });
}

/** Our own refinements carry a code as their message; zod's English may quote the input, so its code is used. */
function messageOf(issue: ZodError['issues'][number]): string {
  return issue.code === 'custom' ? issue.message : issue.code;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  ) {
    return 'ETIMEDOUT';
  }
  return '';
}
