import { returnPath } from '@rollcall/core/identity/sign-in.ts';
import { type LicenseId, licenseId, personId, requestId } from '@rollcall/core/ids.ts';
import { type SyncSource, syncSource } from '@rollcall/core/sync/sync-source.ts';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { type IssuerClient, newCallbackChecks } from '../integrations/openid/issuer-client.ts';
import { openText, sealText } from './sealed-text.ts';

/** Where every issuer sends the browser back to, on each of our origins. */
export const callbackPath = '/auth/callback';

/** For how long somebody may stay at the issuer. In seconds. */
export const handshakeLifeS = 600;

const common = {
  issuer: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
};

const handshakeSchema = z.discriminatedUnion('purpose', [
  z.strictObject({ ...common, purpose: z.literal('sign_in'), returnTo: returnPath }),
  z.strictObject({
    ...common,
    purpose: z.literal('connect'),
    personId,
    licenseId,
    source: syncSource,
    timeZone: z.string(),
    requestId,
  }),
]);

/**
 * What has to come back together with an issuer's answer: kept by the browser that began, sealed, so that no other
 * browser can finish it and nobody can say what it is for but us.
 */
export type Handshake = z.infer<typeof handshakeSchema>;
export type ConnectHandshake = Extract<Handshake, { purpose: 'connect' }>;
export type SignInHandshake = Extract<Handshake, { purpose: 'sign_in' }>;

type Checks = keyof typeof common;
type Unchecked = Omit<SignInHandshake, Checks> | Omit<ConnectHandshake, Checks>;

export interface BegunHandshake {
  readonly url: string;
  /** For the browser to keep for `handshakeLifeS`. */
  readonly sealed: string;
}

/** Begins the way over an issuer's pages. Throws IssuerFailure where the issuer cannot be asked how. */
export async function beginHandshake(
  app: Pick<AppContext, 'env'>,
  issuer: IssuerClient,
  request: { readonly origin: string; readonly scopes: readonly string[]; extra?: Record<string, string> },
  what: Unchecked,
): Promise<BegunHandshake> {
  const fresh = newCallbackChecks();
  const checks = {
    ...fresh,
    state: what.purpose === 'connect' ? connectState(what, fresh.state) : fresh.state,
  };
  const url = await issuer.authorizationUrl({
    ...request,
    ...checks,
    redirectUri: `${request.origin}${callbackPath}`,
  });
  const handshake = { ...what, ...checks, issuer: issuer.key };
  return { url: url.href, sealed: sealText(app, 'handshake', handshake, handshakeLifeS) };
}

/** The handshake that a browser kept, if it is this answer's and not too old. */
export function openHandshake(
  app: Pick<AppContext, 'env'>,
  sealed: string | null,
  state: string,
): Handshake | null {
  const handshake = sealed === null ? null : openText(app, 'handshake', handshakeSchema, sealed);
  return handshake?.state === state ? handshake : null;
}

/** Says which page a connection was begun on, for when the browser does not have the rest any more. */
function connectState(what: Pick<ConnectHandshake, 'licenseId' | 'source'>, random: string): string {
  return ['connect', what.licenseId, what.source, random].join('.');
}

/** The page that a `state` says it was begun on: a hint from outside, good for showing a page of ours and nothing else. */
export function pageOfState(state: string): { licenseId: LicenseId; source: SyncSource } | null {
  const [purpose, license, source] = state.split('.');
  const page = z.object({ licenseId, source: syncSource }).safeParse({ licenseId: license, source });
  return purpose === 'connect' && page.success ? page.data : null;
}
