import { type Account, type Configuration, interactionPolicy, Provider } from 'oidc-provider';
import { sandboxClientId, sandboxClientSecret } from '../client-credentials.ts';
import { ensureSetting } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import type { Accounts } from './accounts.ts';
import { createAdapter } from './adapter.ts';
import { scopeWords } from './scopes.ts';
import { ensureSigningKey } from './signing-key.ts';

export type IssuerName = 'google' | 'other-idp';

export interface IssuerOptions {
  readonly name: IssuerName;
  /** The sandbox's own origin. */
  readonly url: string;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly isAllowedRedirect: (uri: string) => boolean;
  /** Seconds; read at each token, so that it can be changed. */
  readonly accessTokenLifeS: () => number;
}

export interface Issuer {
  readonly name: IssuerName;
  readonly url: string;
  readonly provider: Provider;
  readonly accounts: Accounts;
}

const day = 86_400;
const grantLifeS = 10 * 365 * day;

/** One OpenID Connect issuer at `<url>/<name>`, which knows one client: Rollcall. */
export function createIssuer(options: IssuerOptions): Issuer {
  const { name, accounts } = options;
  const url = `${options.url}/${name}`;
  const offlineCodes = new Set<string>();
  const provider = new Provider(url, configure(options, offlineCodes));
  // Google gives a refresh token to who asks with a parameter, and only when the person was asked for consent.
  provider.on('authorization_code.saved', (code) => {
    const oidc = Provider.ctx?.oidc;
    if (oidc?.params?.access_type === 'offline' && oidc.result?.asked === true) offlineCodes.add(code.jti);
  });
  provider.Client.prototype.redirectUriAllowed = options.isAllowedRedirect;
  return { name, url, provider, accounts };
}

/** How it differs from the standard's plainest: as Google does. */
function configure(options: IssuerOptions, offlineCodes: Set<string>): Configuration {
  const { name, store, accounts } = options;
  return {
    adapter: createAdapter(store, name),
    jwks: { keys: [ensureSigningKey(store, name)] },
    cookies: {
      keys: [ensureSetting(store, `cookie-key:${name}`, () => crypto.randomUUID())],
      names: { session: `${name}_session`, interaction: `${name}_step`, resume: `${name}_resume` },
    },
    clients: [
      {
        client_id: sandboxClientId,
        client_secret: sandboxClientSecret,
        redirect_uris: ['http://localhost/'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    scopes: ['offline_access', ...Object.keys(scopeWords)],
    claims: claimsByScope,
    // Google puts what it knows of the person into the ID token; so does this.
    conformIdTokenClaims: false,
    // Google's own parameters, beside those of the standard.
    extraParams: ['access_type', 'include_granted_scopes', 'hd', 'approval_prompt'],
    pkce: { required: () => false },
    routes: {
      authorization: '/auth',
      token: '/token',
      revocation: '/revoke',
      userinfo: '/userinfo',
      jwks: '/certs',
    },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: { enabled: false },
    },
    interactions: {
      url: (_ctx, interaction) => `/sign-in/${name}/${interaction.uid}`,
      policy: promptsOfGoogle(),
    },
    findAccount: (_ctx, id) => findAccount(accounts, id),
    loadExistingGrant: async (ctx) => {
      const id = ctx.oidc.result?.consent?.grantId;
      return id === undefined ? undefined : ctx.oidc.provider.Grant.find(id);
    },
    expiresWithSession: () => false,
    rotateRefreshToken: false,
    issueRefreshToken: (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') &&
      (code.scopes.has('offline_access') || offlineCodes.delete(code.jti)),
    revokeGrantPolicy: () => true,
    ttl: {
      AccessToken: () => options.accessTokenLifeS(),
      AuthorizationCode: 600,
      IdToken: 3_600,
      Interaction: 3_600,
      Grant: grantLifeS,
      RefreshToken: grantLifeS,
      Session: day,
    },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `The sign-in stopped.\n\n${out.error}: ${out.error_description ?? ''}\n`;
    },
  };
}

/** Who was suspended cannot refresh either: a token that was good is an invalid grant. */
function findAccount(accounts: Accounts, id: string): Account | undefined {
  const account = accounts.find(id);
  if (account === undefined || account.barred !== undefined) return undefined;
  return { accountId: id, claims: () => accounts.claims(id) };
}

const email = ['email', 'email_verified'];
const profile = ['name', 'given_name', 'family_name'];
const claimsByScope = {
  openid: ['sub', 'hd'],
  email,
  profile,
  'https://www.googleapis.com/auth/userinfo.email': email,
  'https://www.googleapis.com/auth/userinfo.profile': profile,
};

/** Beside those of the standard: `select_account`, which costs nothing as the choice is always offered. */
function promptsOfGoogle(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}
