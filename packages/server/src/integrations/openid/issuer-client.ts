import * as openid from 'openid-client';
import { z } from 'zod';
import type { AddressTrust } from '../../env/issuer-variables.ts';
import type { IssuerSettings } from '../../env.ts';
import { type OutboundFetch, outboundTimeoutMs } from '../../outbound/outbound.ts';
import { IssuerFailure, issuerFailureOf } from './issuer-failure.ts';

/** How long an issuer's own description is used before it is read again. In ms. */
const descriptionMs = 3_600_000;

/** What a browser takes along to the issuer. */
export interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Parameters of the issuer's own. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** What must be true of what comes back. */
export interface CallbackChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What must be true of what comes back, made anew for each way. */
export function newCallbackChecks(): CallbackChecks {
  return {
    state: openid.randomState(),
    nonce: openid.randomNonce(),
    verifier: openid.randomPKCECodeVerifier(),
  };
}

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().max(320).optional().catch(undefined),
  /** Kept as it came: only a literal true counts. */
  email_verified: z.unknown().optional(),
  name: z.string().optional().catch(undefined),
  hd: z.string().min(1).max(253).optional().catch(undefined),
});
/** What an issuer says about an account, as far as it is of use. */
export type IssuerClaims = z.infer<typeof claimsSchema>;

export interface AccessToken {
  readonly accessToken: string;
  /** In seconds. */
  readonly expiresInS: number;
  /** A refresh token in the place of the one that was used; null: that one stays. */
  readonly refreshToken: string | null;
}

export interface IssuedTokens extends AccessToken {
  readonly claims: IssuerClaims;
  /** What was allowed, which may be less than what was asked for. */
  readonly scopes: readonly string[];
  /** After this time the refresh token is worth nothing; null where the issuer does not say. In seconds. */
  readonly refreshExpiresInS: number | null;
}

/** One issuer of OpenID Connect, as its client. Everything throws IssuerFailure. */
export interface IssuerClient {
  readonly key: string;
  readonly label: string;
  readonly issuer: string;
  readonly domains: AddressTrust;
  authorizationUrl(request: AuthorizationRequest): Promise<URL>;
  /** Turns the address that the browser came back to into tokens, of which every word is checked. */
  exchange(callback: URL, checks: CallbackChecks): Promise<IssuedTokens>;
  refresh(refreshToken: string): Promise<AccessToken>;
  /** Gives back the authorisation that a token belongs to. */
  revoke(token: string): Promise<void>;
}

export function createIssuerClient(settings: IssuerSettings, outbound: OutboundFetch): IssuerClient {
  const configuration = describedIssuer(settings, outbound);
  const attempt = async <Result>(run: (known: openid.Configuration) => Promise<Result>): Promise<Result> => {
    try {
      return await run(await configuration());
    } catch (error) {
      throw issuerFailureOf(error);
    }
  };
  return {
    key: settings.key,
    label: settings.label,
    issuer: settings.issuer,
    domains: settings.domains,
    authorizationUrl: (request) =>
      attempt(async (known) =>
        openid.buildAuthorizationUrl(known, {
          redirect_uri: request.redirectUri,
          scope: request.scopes.join(' '),
          state: request.state,
          nonce: request.nonce,
          code_challenge: await openid.calculatePKCECodeChallenge(request.verifier),
          code_challenge_method: 'S256',
          ...request.extra,
        }),
      ),
    exchange: (callback, { state, nonce, verifier }) =>
      attempt(async (known) => {
        const tokens = await openid.authorizationCodeGrant(known, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        return {
          ...accessTokenOf(tokens),
          claims: await readClaims(known, tokens),
          scopes: (tokens.scope ?? '').split(' ').filter((scope) => scope !== ''),
          refreshExpiresInS: positive(tokens.refresh_token_expires_in),
        };
      }),
    refresh: (refreshToken) =>
      attempt(async (known) => accessTokenOf(await openid.refreshTokenGrant(known, refreshToken))),
    revoke: (token) => attempt((known) => openid.tokenRevocation(known, token)),
  };
}

/** The issuer as it describes itself, read when first needed. A failure is not kept. */
function describedIssuer(
  settings: IssuerSettings,
  outbound: OutboundFetch,
): () => Promise<openid.Configuration> {
  let known: { readonly until: number; readonly configuration: Promise<openid.Configuration> } | null = null;
  return () => {
    if (known !== null && known.until > Date.now()) return known.configuration;
    const configuration = describe(settings, outbound);
    const entry = { until: Date.now() + descriptionMs, configuration };
    known = entry;
    configuration.catch(() => {
      if (known === entry) known = null;
    });
    return configuration;
  };
}

async function describe(settings: IssuerSettings, outbound: OutboundFetch): Promise<openid.Configuration> {
  const server = new URL(settings.issuer);
  const insecure = server.protocol === 'http:' ? [openid.allowInsecureRequests] : [];
  return openid.discovery(server, settings.clientId, settings.clientSecret.reveal(), undefined, {
    // The signature is checked too, though the token comes straight from the issuer.
    execute: [...insecure, openid.enableNonRepudiationChecks],
    timeout: outboundTimeoutMs / 1_000,
    [openid.customFetch]: (url, { body, ...options }) =>
      // A form, or nothing: this library sends no other bodies as we use it.
      outbound(url, { ...options, body: body instanceof URLSearchParams ? body : null }),
  });
}

type TokenAnswer = Awaited<ReturnType<typeof openid.refreshTokenGrant>>;

function accessTokenOf(tokens: TokenAnswer): AccessToken {
  return {
    accessToken: tokens.access_token,
    expiresInS: tokens.expiresIn() ?? 0,
    refreshToken: tokens.refresh_token ?? null,
  };
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}

/** Issuers may keep the address out of the ID token: then it is asked for, and must be about the same account. */
async function readClaims(known: openid.Configuration, tokens: TokenAnswer): Promise<IssuerClaims> {
  const claims = claimsSchema.safeParse(tokens.claims());
  if (!claims.success) throw new IssuerFailure('not_accepted');
  if (claims.data.email !== undefined || known.serverMetadata().userinfo_endpoint === undefined)
    return claims.data;
  const more = claimsSchema.safeParse(
    await openid.fetchUserInfo(known, tokens.access_token, claims.data.sub),
  );
  if (!more.success) throw new IssuerFailure('not_accepted');
  return { ...more.data, hd: claims.data.hd ?? more.data.hd };
}
