import type { DistrictId, LicenseId, PersonId, PlatformId, SessionId } from '@rollcall/core/ids.ts';

/** Who is signed in, as a request or a socket carries it. Rights are not part of it: they are read when used. */
export interface SignedIn {
  readonly personId: PersonId;
  readonly sessionId: SessionId;
  readonly name: string;
  /** When the person signed in: dashboard procedures ask for a fresh one. */
  readonly signedInAt: Date;
  /** The absolute end of the session. */
  readonly endsAt: Date;
  /** What was launched, of a session that began so: it opens that and nothing else (SPEC E04). Null of a sign-in. */
  readonly launch: LaunchScope | null;
}

/** Who was launched. */
export type LaunchedSession = SignedIn & { readonly launch: LaunchScope };

/** Whose launch a session is of, and where it may be shown. */
export interface LaunchScope {
  readonly districtId: DistrictId;
  readonly licenseId: LicenseId;
  readonly platformId: PlatformId;
  /** Origins of the other system that may show our pages in a frame. */
  readonly framedBy: readonly string[];
}

/** How a session came about. */
export type SessionSource = 'code' | 'demo' | 'oidc' | 'lti';

const hourMs = 60 * 60 * 1000;
/** Without use a session ends after this time. */
export const sessionIdleMs = 14 * 24 * hourMs;
/** However much it is used, a session ends after this time. */
export const sessionAbsoluteMs = 30 * 24 * hourMs;
/** A launch is good for a day at school; the next one is a click in the course. */
export const launchSessionMs = 12 * hourMs;
/** Dashboard procedures ask for a sign-in younger than this. */
export const adminSignInMs = 12 * hourMs;
