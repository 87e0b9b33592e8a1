import type { PersonId, SessionId } from '@rollcall/core/ids.ts';

/** Who is signed in, as a request or a socket carries it. Rights are not part of it: they are read when used. */
export interface SignedIn {
  readonly personId: PersonId;
  readonly sessionId: SessionId;
  readonly name: string;
  /** When the person signed in: dashboard procedures ask for a fresh one. */
  readonly signedInAt: Date;
  /** The absolute end of the session. */
  readonly endsAt: Date;
}

/** How a session came about. */
export type SessionSource = 'code' | 'demo' | 'oidc';

const hourMs = 60 * 60 * 1000;
/** Without use a session ends after this time. */
export const sessionIdleMs = 14 * 24 * hourMs;
/** However much it is used, a session ends after this time. */
export const sessionAbsoluteMs = 30 * 24 * hourMs;
/** Dashboard procedures ask for a sign-in younger than this. */
export const adminSignInMs = 12 * hourMs;
