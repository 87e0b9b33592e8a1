import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { retryAfterMs } from '../retry-after.ts';

export type IssuerProblem =
  /** Whoever was asked for consent said no. */
  | 'denied'
  /** What was presented to the issuer is worth nothing any more. */
  | 'ended'
  /** What the issuer answered cannot be believed, or it does not accept us. */
  | 'not_accepted'
  /** The answer was cut short, or is none. */
  | 'garbled'
  /** It does not answer, or answers with failures of its own. */
  | 'unreachable';

/** Why an issuer gave nothing. Holds nothing of what it answered: that is about people, and may be a token. */
export class IssuerFailure extends Error {
  readonly problem: IssuerProblem;
  /** How long the issuer asked to be left alone; null where it did not say. In ms. */
  readonly retryAfterMs: number | null;

  constructor(problem: IssuerProblem, wait: number | null = null) {
    super(`An issuer of sign-ins gave nothing: ${problem}`);
    this.name = 'IssuerFailure';
    this.problem = problem;
    this.retryAfterMs = wait;
  }
}

/** What openid-client threw, as one of the few things that it means. */
export function issuerFailureOf(error: unknown): IssuerFailure {
  if (error instanceof IssuerFailure) return error;
  if (error instanceof AuthorizationResponseError)
    return new IssuerFailure(error.error === 'access_denied' ? 'denied' : 'not_accepted');
  if (error instanceof ResponseBodyError) return answeredFailure(error);
  // What fetch fails with when there is no answer, or not all of it.
  if (error instanceof TypeError && !('code' in error)) return new IssuerFailure('unreachable');
  if (!(error instanceof ClientError)) return new IssuerFailure('not_accepted');
  const response = error.cause;
  if (response instanceof Response && isOver(response.status))
    return new IssuerFailure('unreachable', retryAfterMs(response.headers.get('retry-after')));
  return new IssuerFailure(problemOfCode[error.code ?? ''] ?? 'not_accepted');
}

const problemOfCode: Readonly<Record<string, IssuerProblem>> = {
  OAUTH_TIMEOUT: 'unreachable',
  OAUTH_ABORT: 'unreachable',
  OAUTH_PARSE_ERROR: 'garbled',
  OAUTH_RESPONSE_IS_NOT_JSON: 'garbled',
  OAUTH_INVALID_RESPONSE: 'garbled',
};

function answeredFailure(error: ResponseBodyError): IssuerFailure {
  if (isOver(error.status))
    return new IssuerFailure('unreachable', retryAfterMs(error.response.headers.get('retry-after')));
  return new IssuerFailure(error.error === 'invalid_grant' ? 'ended' : 'not_accepted');
}

function isOver(status: number): boolean {
  return status >= 500 || status === 429;
}
