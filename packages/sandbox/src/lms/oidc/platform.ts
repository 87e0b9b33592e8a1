import {
  type ClientMetadata,
  type Configuration,
  errors,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import { createAdapter } from '../../oidc/adapter.ts';
import { ensureSetting } from '../../store/settings.ts';
import type { Store } from '../../store/store.ts';
import { bendIdToken } from '../forge.ts';
import { fetchLocal } from '../local-fetch.ts';
import { ltiClaims, messageTypes, platformConfiguration, rosterScope, toolConfiguration } from '../lti.ts';
import { findLaunch, type Launch } from '../store/launches.ts';
import { schoolUrls } from '../urls.ts';
import { platformKeys } from './keys.ts';
import { launchClaims } from './launch-claims.ts';
import { checkRegistration, newClientId, recordRegistration, toolPolicy } from './registration.ts';

export interface PlatformOptions {
  readonly store: Store;
  /** The sandbox's own. */
  readonly origin: string;
  readonly slug: string;
}

const nameClaims = ['name', 'given_name', 'family_name', 'email', 'locale'];
const hourS = 3_600;

/** What oidc-provider keeps of a system, beside that of other issuers. */
export function platformAdapter(store: Store, slug: string) {
  return createAdapter(store, `lms-${slug}`);
}

/**
 * The OpenID provider of one learning management system, as the 1EdTech Security Framework wants it: implicit flow to
 * registered tools, tokens for services against assertions that the tool signs, registration by one-time token.
 */
export function createPlatform(options: PlatformOptions): Provider {
  const { slug, origin } = options;
  const provider = new Provider(schoolUrls(origin, slug).home, configure(options));
  allowPlainHttp(provider);
  provider.use(async (ctx, next) => {
    // A launch says itself who comes: nothing is remembered in the browser, in whose frame cookies may be blocked.
    delete ctx.req.headers.cookie;
    await next();
    ctx.remove('set-cookie');
    const context = ctx as KoaContextWithOIDC;
    if (context.oidc?.route === 'registration' && ctx.status === 201)
      await finishRegistration(options, context);
    if (context.oidc?.route === 'authorization') bendAnswer(options, context);
  });
  return provider;
}

/** What was registered becomes a tool of the system; its token is used up. */
async function finishRegistration({ store, slug }: PlatformOptions, ctx: KoaContextWithOIDC): Promise<void> {
  await ctx.oidc.entities.InitialAccessToken?.destroy();
  const body = ctx.body as ClientMetadata;
  const told = recordRegistration(store, slug, body);
  ctx.body = { ...body, [toolConfiguration]: { ...(body[toolConfiguration] as object), ...told } };
}

/** Puts a bent ID token into the place of the good one, where the launch was asked for with a variant. */
function bendAnswer({ store, slug, origin }: PlatformOptions, ctx: KoaContextWithOIDC): void {
  const launch = launchOf(store, slug, ctx);
  if (launch === undefined || launch.variant === null || typeof ctx.body !== 'string') return;
  const bent = bendIdToken(store, origin, launch, String(ctx.oidc.params?.nonce));
  ctx.body = ctx.body.replace(/(name="id_token" value=")[^"]*/, `$1${bent}`);
}

function configure({ store, origin, slug }: PlatformOptions): Configuration {
  return {
    adapter: platformAdapter(store, slug),
    jwks: { keys: [...platformKeys(store, slug)] },
    cookies: { keys: [ensureSetting(store, `cookie-key:lms-${slug}`, () => crypto.randomUUID())] },
    scopes: ['openid', rosterScope],
    claims: { openid: ['sub', ...nameClaims, ...Object.values(ltiClaims)] },
    conformIdTokenClaims: false,
    responseTypes: ['id_token'],
    clientAuthMethods: ['private_key_jwt'],
    clockTolerance: 60,
    routes: {
      authorization: '/oidc/auth',
      token: '/oidc/token',
      jwks: '/oidc/jwks',
      registration: '/oidc/register',
      userinfo: '/oidc/userinfo',
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: { enabled: false },
      clientCredentials: { enabled: true },
      registration: {
        enabled: true,
        initialAccessToken: true,
        issueRegistrationAccessToken: false,
        idFactory: newClientId,
        policies: { [toolPolicy]: checkRegistration },
      },
    },
    extraClientMetadata: { properties: [toolConfiguration] },
    extraParams: {
      lti_message_hint: (ctx, hint) => bringPerson(store, slug, ctx, hint),
    },
    findAccount: (ctx, id) => ({
      accountId: id,
      claims: () => ({ ...claimsOf(store, origin, slug, ctx), sub: id }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        accountId: oidc.account?.accountId,
        clientId: oidc.client?.clientId,
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    discovery: {
      claims_supported: ['iss', 'sub', ...nameClaims],
      [platformConfiguration]: {
        product_family_code: 'rollcall-sandbox',
        version: '1',
        messages_supported: messageTypes.map((type) => ({ type })),
        variables: [],
      },
    },
    // The library's own fetch refuses addresses of this machine, and a tool under test has no other.
    fetch: fetchLocal,
    ttl: { IdToken: 300, ClientCredentials: hourS, InitialAccessToken: hourS, Session: 60, Grant: 60 },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `The launch stopped.\n\n${out.error}: ${out.error_description ?? ''}\n`;
    },
  };
}

/** The launch that a request for an ID token is about. */
function launchOf(store: Store, slug: string, ctx: KoaContextWithOIDC): Launch | undefined {
  const hint = ctx.oidc.params?.lti_message_hint;
  return typeof hint === 'string' ? findLaunch(store, slug, hint) : undefined;
}

/** Signs in whom the hints name: the system knows who pressed the link. @throws errors.LoginRequired */
function bringPerson(store: Store, slug: string, ctx: KoaContextWithOIDC, hint: unknown): void {
  if (hint === undefined) throw new errors.LoginRequired('lti_message_hint is missing');
  const launch = launchOf(store, slug, ctx);
  const { oidc } = ctx;
  if (launch === undefined) throw new errors.LoginRequired('lti_message_hint names no launch');
  if (launch.clientId !== oidc.client?.clientId) throw new errors.LoginRequired('another tool’s launch');
  if (launch.personId !== oidc.params?.login_hint)
    throw new errors.LoginRequired('login_hint does not match');
  oidc.session?.loginAccount({ accountId: launch.personId, loginTs: Math.floor(Date.now() / 1_000) });
}

function claimsOf(store: Store, origin: string, slug: string, ctx: KoaContextWithOIDC): object {
  const launch = launchOf(store, slug, ctx);
  return launch === undefined ? {} : launchClaims(store, origin, launch);
}

interface MetadataSchema {
  invalidate(message: string, code?: string): void;
}

/** Tools under test are served without TLS; the library asks for it, and tells how not to. */
function allowPlainHttp(provider: Provider): void {
  const { Schema } = provider.Client as unknown as { Schema: { prototype: MetadataSchema } };
  const { invalidate } = Schema.prototype;
  Schema.prototype.invalidate = function (this: MetadataSchema, text, code) {
    if (code === 'implicit-force-https' || code === 'implicit-forbid-localhost') return;
    if (text === 'initiate_login_uri must be a https uri') return;
    invalidate.call(this, text, code);
  };
}
