import type { FaultWhen, Struck } from '../../faults/fault.ts';

/** Where a fault of a learning management system can be set. */
export const lmsFaultEndpoints = ['jwks', 'roster', 'token', 'configuration', 'registration'] as const;
export type LmsFaultEndpoint = (typeof lmsFaultEndpoints)[number];

/** What goes wrong, and how it is named on the page. */
export const lmsFaultKinds = {
  slow: 'answers late',
  hang: 'never answers',
  reset: 'the connection is reset',
  unauthorized: '401',
  forbidden: '403',
  too_many: '429 with Retry-After',
  server_error: '500',
  moved: '302 to another address',
  truncated: 'JSON that ends half-way',
  not_json: '200 with a sign-in page instead of JSON',
  empty: '200 that says there is nothing: no key, nobody',
  many_keys: 'a thousand other keys before the right ones (keys only)',
  other_keys: 'other keys than those that sign (keys only)',
  foreign_next: 'the next page is at another host (rosters only)',
  same_next: 'the next page is the same page (rosters only)',
} as const;
export type LmsFaultKind = keyof typeof lmsFaultKinds;

export interface LmsFault {
  /** The system's slug, or `*` for all. */
  readonly workspace: string;
  readonly endpoint: LmsFaultEndpoint;
  readonly kind: LmsFaultKind;
  readonly when: FaultWhen;
  /** With `slow`: how late; 3,000 where nothing is said. */
  readonly delayMs?: number | undefined;
  /** With `too_many`: seconds to wait; 1 where nothing is said. */
  readonly retryAfterS?: number | undefined;
}

export type SetLmsFault = LmsFault & Struck;

const statuses: Partial<Record<LmsFaultKind, number>> = {
  unauthorized: 401,
  forbidden: 403,
  too_many: 429,
  server_error: 500,
  moved: 302,
};

/** The status of a fault that is a refusal. */
export function statusOfFault(kind: LmsFaultKind): number | undefined {
  return statuses[kind];
}
