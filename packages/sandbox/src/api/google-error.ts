/** The error bodies of Google's APIs. */
export interface GoogleErrorParts {
  readonly code: number;
  readonly message: string;
  /** Machine-readable, such as `forbidden`. */
  readonly reason: string;
  /** Of the reason; `global` unless said otherwise. */
  readonly domain?: string;
  /** Such as PERMISSION_DENIED. The Directory API leaves it out where the refusal is its own. */
  readonly status?: string;
  readonly location?: { readonly location: string; readonly locationType: string };
  readonly details?: readonly object[];
  readonly headers?: Readonly<Record<string, string>>;
}

export class GoogleError extends Error {
  override readonly name = 'GoogleError';
  readonly parts: GoogleErrorParts;
  constructor(parts: GoogleErrorParts) {
    super(parts.message);
    this.parts = parts;
  }

  body(): object {
    const { code, message, reason, domain = 'global', status, location, details } = this.parts;
    return {
      error: {
        code,
        message,
        errors: [{ message, domain, reason, ...location }],
        ...(status === undefined ? {} : { status }),
        ...(details === undefined ? {} : { details }),
      },
    };
  }
}

const signInAgain =
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid ' +
  'authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

export const unauthorized = (): GoogleError =>
  new GoogleError({
    code: 401,
    message: signInAgain,
    reason: 'authError',
    status: 'UNAUTHENTICATED',
    location: { location: 'Authorization', locationType: 'header' },
    headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
  });

export const insufficientScopes = (service: string, wanted: readonly string[]): GoogleError =>
  new GoogleError({
    code: 403,
    message: 'Request had insufficient authentication scopes.',
    reason: 'insufficientPermissions',
    status: 'PERMISSION_DENIED',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
        domain: 'googleapis.com',
        metadata: { service },
      },
    ],
    headers: {
      'www-authenticate': `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${wanted.join(' ')}"`,
    },
  });

/** The Directory API's no to whoever is not an administrator of that workspace. */
export const notAuthorized = (): GoogleError =>
  new GoogleError({ code: 403, message: 'Not Authorized to access this resource/api', reason: 'forbidden' });

export const invalidInput = (what: string): GoogleError =>
  new GoogleError({ code: 400, message: `Invalid Input: ${what}`, reason: 'invalid' });

export const directoryNotFound = (message: string): GoogleError =>
  new GoogleError({ code: 404, message, reason: 'notFound' });

export const classroomDenied = (): GoogleError =>
  new GoogleError({
    code: 403,
    message: 'The caller does not have permission',
    reason: 'forbidden',
    status: 'PERMISSION_DENIED',
  });

export const classroomNotFound = (): GoogleError =>
  new GoogleError({
    code: 404,
    message: 'Requested entity was not found.',
    reason: 'notFound',
    status: 'NOT_FOUND',
  });

export const invalidArgument = (message: string): GoogleError =>
  new GoogleError({ code: 400, message, reason: 'badRequest', status: 'INVALID_ARGUMENT' });
