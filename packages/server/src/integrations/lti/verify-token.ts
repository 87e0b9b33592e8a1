import type { LaunchProblem } from '@rollcall/core/lti/launch-problem.ts';
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import type { RegisteredPlatform } from './platform.ts';
import { KeysUnreachable, type PlatformKeys } from './platform-keys.ts';

/** The longest token: one of the longest that systems send is a tenth of it. In characters. */
export const longestToken = 64 * 1024;
/** How far the other system's clock may be off. In seconds. */
export const clockSkewS = 60;
/** How long a launch may be on its way from the system's signature to us. In seconds. */
export const launchAgeS = 600;

/**
 * What the token's header may say. Keys that it brings or names are no keys, and anything that has to be understood to
 * read it is not understood.
 */
const header = z.object({
  alg: z.literal('RS256'),
  kid: z.string().min(1).max(255),
  jwk: z.undefined().optional(),
  jku: z.undefined().optional(),
  x5u: z.undefined().optional(),
  x5c: z.undefined().optional(),
  crit: z.undefined().optional(),
});

export type VerifiedToken =
  | { readonly problem: null; readonly payload: JWTPayload }
  | { readonly problem: LaunchProblem };

export interface ExpectedToken {
  readonly platform: RegisteredPlatform;
  readonly token: string;
  /** That of the login which this browser began. */
  readonly nonce: string;
  readonly now: Date;
}

/**
 * Whether a token was signed by the registered system, for us, for this login, and lately (SPEC LAUNCH-1). Beyond what the
 * library looks at: the key's name is there, one algorithm, one audience, `azp`, an age, the nonce.
 */
export async function verifyToken(
  keys: PlatformKeys,
  { platform, token, nonce, now }: ExpectedToken,
): Promise<VerifiedToken> {
  const kid = keyNameOf(token);
  if (kid === null) return { problem: 'bad_signature' };
  try {
    const key = await keys.find(platform, kid);
    if (key === null) return { problem: 'bad_signature' };
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      issuer: platform.issuer,
      audience: platform.clientId,
      requiredClaims: ['iss', 'aud', 'exp', 'iat', 'nonce'],
      clockTolerance: clockSkewS,
      maxTokenAge: launchAgeS,
      currentDate: now,
    });
    if (!isForUsAlone(payload, platform.clientId)) return { problem: 'bad_claims' };
    if (payload.nonce !== nonce) return { problem: 'used_before' };
    return { problem: null, payload };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function keyNameOf(token: string): string | null {
  if (token.length > longestToken) return null;
  try {
    return header.parse(decodeProtectedHeader(token)).kid;
  } catch {
    return null;
  }
}

function isForUsAlone({ aud, azp }: JWTPayload, clientId: string): boolean {
  const audiences = typeof aud === 'string' ? [aud] : (aud ?? []);
  return audiences.length === 1 && (azp === undefined || azp === clientId);
}

/** Throws what is no answer about the token: a defect of ours. */
function problemOf(error: unknown): LaunchProblem {
  if (error instanceof KeysUnreachable) return 'keys_unreachable';
  if (error instanceof errors.JWTExpired) return 'too_old';
  if (error instanceof errors.JWTClaimValidationFailed) return claimProblem(error);
  if (error instanceof errors.JOSEError) return 'bad_signature';
  throw error;
}

function claimProblem({ claim, reason }: errors.JWTClaimValidationFailed): LaunchProblem {
  if (claim === 'iss') return 'bad_signature';
  const isTime = claim === 'iat' || claim === 'exp' || claim === 'nbf';
  return isTime && reason === 'check_failed' ? 'too_old' : 'bad_claims';
}
