import type { VerifiedLaunch } from '@rollcall/core/lti/launch.ts';
import type { LaunchProblem } from '@rollcall/core/lti/launch-problem.ts';
import { readClaims } from '@rollcall/core/lti/read-claims.ts';
import type { AppContext } from '../app-context.ts';
import type { RegisteredPlatform } from '../integrations/lti/platform.ts';
import { verifyToken } from '../integrations/lti/verify-token.ts';
import type { PlatformPlace } from '../lms/platform-place.ts';
import type { Login } from './login.ts';
import { useNonce } from './use-nonce.ts';

export interface PresentedLaunch {
  readonly place: PlatformPlace;
  readonly platform: RegisteredPlatform;
  readonly login: Login;
  readonly token: string;
  /** False where it is not known that this browser began: nothing may come of the launch, and its nonce is not used. */
  readonly isBound: boolean;
}

export type LaunchVerdict =
  | {
      readonly problem: null;
      readonly launch: VerifiedLaunch;
      /** Origins of the other system that may show our pages in a frame. */
      readonly framedBy: readonly string[];
    }
  | { readonly problem: LaunchProblem };

/**
 * Whether a launch is what it says (SPEC LAUNCH-1): token, claims, and used for the first time. Nothing has been written
 * about anybody when it is not. Which deployments and links are known is asked afterwards.
 */
export async function verifyLaunch(
  app: Pick<AppContext, 'db' | 'lti'>,
  { place, platform, login, token, isBound }: PresentedLaunch,
): Promise<LaunchVerdict> {
  const { nonce } = login;
  const verified = await verifyToken(app.lti.keys, { platform, token, nonce, now: new Date() });
  if (verified.problem !== null) return verified;
  const claims = readClaims(place.platformId, verified.payload);
  if (claims === null) return { problem: 'bad_claims' };
  if (isBound && !(await useNonce(app, place, nonce))) return { problem: 'used_before' };
  return { problem: null, launch: claims.launch, framedBy: originsOf(platform, claims.pages) };
}

/**
 * Where the frame may stand: pages that the signed token names, and the system's own. A system with an address per
 * school signs for all of them as one issuer, so the issuer alone would not do.
 */
function originsOf(platform: RegisteredPlatform, pages: readonly string[]): string[] {
  const addresses = [platform.issuer, platform.authorisationUrl, ...pages];
  return [...new Set(addresses.flatMap((address) => URL.parse(address)?.origin ?? []))].filter((origin) =>
    origin.startsWith('http'),
  );
}
