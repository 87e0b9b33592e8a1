/** Where a fault can be set. */
export const faultEndpoints = [
  'users',
  'orgunits',
  'domains',
  'customers',
  'courses',
  'teachers',
  'students',
  'profiles',
  'token',
] as const;
export type FaultEndpoint = (typeof faultEndpoints)[number];

/** What goes wrong, and how it is named on the page. */
export const faultKinds = {
  unauthorized: '401: the access token is not accepted',
  token_revoked: '401, and the whole grant is revoked from here on',
  rate_limit: '403 rateLimitExceeded',
  user_rate_limit: '403 userRateLimitExceeded',
  quota: '403 quotaExceeded',
  too_many: '429 with Retry-After',
  gone: '410',
  server_error: '500',
  unavailable: '503',
  hang: 'never answers',
  reset: 'the connection is reset',
  truncated: 'JSON that ends half-way',
  empty_body: '200 with nothing in it',
  empty_list: '200 that says there is nobody, and no further page',
  repeated_page: 'the page before once more, instead of this one',
  same_token: 'the next page token is the one that was sent',
} as const;
export type FaultKind = keyof typeof faultKinds;

/** What goes wrong with lists only; a single unit, person or token has no page. */
export const pageFaultKinds = ['empty_list', 'repeated_page', 'same_token'] as const;
export type PageFaultKind = (typeof pageFaultKinds)[number];

export function isPageFault(kind: FaultKind): kind is PageFaultKind {
  return pageFaultKinds.some((known) => known === kind);
}

/** Which requests it hits; all that are given must apply. */
export interface FaultWhen {
  /** So many requests, then it is over. */
  readonly next?: number | undefined;
  /** Pages from this number on; the first is 1. What is not paged is page 1. */
  readonly fromPage?: number | undefined;
  /** From 0 to 1, drawn by the seed. */
  readonly probability?: number | undefined;
  readonly seed?: number | undefined;
}

export interface Fault {
  /** The workspace's primary domain, or `*` for all. */
  readonly workspace: string;
  readonly endpoint: FaultEndpoint;
  readonly kind: FaultKind;
  readonly when: FaultWhen;
  /** With `too_many`: seconds to wait. */
  readonly retryAfterS?: number | undefined;
}

/** What is known of a fault once it is set: its number, and how often it has struck. */
export interface Struck {
  readonly id: number;
  readonly struck: number;
}

export type SetFault = Fault & Struck;
