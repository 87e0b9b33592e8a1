import type { JWK } from 'oidc-provider';
import type { Forgery } from '../forgery.ts';
import { ltiClaims } from '../lti.ts';
import { newSigningKey, publicKey } from '../oidc/keys.ts';

/** What a variant can be made of: the claims of the good launch. */
export interface GoodLaunch {
  readonly claims: Readonly<Record<string, unknown>>;
  /** A deployment of another system. */
  readonly foreignDeploymentId: string;
}

export interface LaunchVariant {
  /** In words, for the page of faulty launches. */
  readonly words: string;
  bend(launch: GoodLaunch): Partial<Forgery>;
}

const nowS = (): number => Math.floor(Date.now() / 1_000);
const without = (words: string, ...names: string[]): LaunchVariant => ({
  words,
  bend: () => ({ claims: Object.fromEntries(names.map((name) => [name, undefined])) }),
});
const claiming = (words: string, claims: () => Readonly<Record<string, unknown>>): LaunchVariant => ({
  words,
  bend: () => ({ claims: claims() }),
});
const signed = (words: string, forgery: Omit<Forgery, 'nonce'>): LaunchVariant => ({
  words,
  bend: () => forgery,
});

const requiredClaims = [
  ltiClaims.messageType,
  ltiClaims.version,
  ltiClaims.deploymentId,
  ltiClaims.targetLinkUri,
  ltiClaims.resourceLink,
  ltiClaims.roles,
];

/** What a tool has to refuse: the twelve of 1EdTech's certification, then what attackers try. */
export const badLaunches = {
  no_kid: signed('no key is named (kid)', { header: { kid: undefined } }),
  wrong_kid: signed('a key is named that is not published', { header: { kid: 'no-such-key' } }),
  wrong_version: claiming('LTI version 1.1', () => ({ [ltiClaims.version]: '1.1' })),
  no_version: without('no LTI version', ltiClaims.version),
  not_lti: without('an ordinary sign-in, without anything of LTI', ...Object.values(ltiClaims)),
  claims_missing: without('required claims are missing', ...requiredClaims.slice(2)),
  bad_times: claiming('times that are not numbers', () => ({ iat: 'yesterday', exp: 'tomorrow' })),
  expired: claiming('expired an hour ago', () => ({ iat: nowS() - 3_900, exp: nowS() - 3_600 })),
  no_message_type: without('no message type', ltiClaims.messageType),
  no_roles: without('no roles', ltiClaims.roles),
  no_deployment: without('no deployment', ltiClaims.deploymentId),
  no_resource_link: without('no resource link', ltiClaims.resourceLink),
  no_sub: without('nobody in particular (no sub)', 'sub'),
  alg_none: signed('not signed at all (alg none)', { alg: 'none' }),
  public_key_as_secret: signed('HS256 with the public key as the secret', { alg: 'HS256' }),
  stranger: signed('signed with a key of a stranger', { signWith: 'stranger' }),
  other_algorithm: signed('signed by another method (PS256)', { alg: 'PS256' }),
  jku: signed('names in the header where its key is (jku)', {
    signWith: 'stranger',
    header: { jku: 'http://127.0.0.1:9/keys' },
  }),
  jwk: { words: 'brings its key in the header (jwk)', bend: () => withOwnKey(newSigningKey()) },
  crit: signed('demands what nobody knows (crit)', { header: { crit: ['exam'], exam: true } }),
  extra_audience: {
    words: 'is for another tool as well (aud)',
    bend: ({ claims }) => ({ claims: { aud: [claims.aud, 'another-tool'] } }),
  },
  other_audience: claiming('is for another tool (aud)', () => ({ aud: 'another-tool' })),
  other_party: claiming('was given to another tool (azp)', () => ({ azp: 'another-tool' })),
  future: claiming('issued ten minutes from now', () => ({ iat: nowS() + 600, exp: nowS() + 900 })),
  old: claiming('issued yesterday, good until tomorrow', () => ({
    iat: nowS() - 86_400,
    exp: nowS() + 86_400,
  })),
  other_nonce: claiming('another nonce', () => ({ nonce: 'a nonce of somebody else' })),
  no_nonce: without('no nonce', 'nonce'),
  foreign_deployment: {
    words: 'the deployment of another district',
    bend: ({ foreignDeploymentId }) => ({ claims: { [ltiClaims.deploymentId]: foreignDeploymentId } }),
  },
  unknown_issuer: claiming('an issuer that is not registered', () => ({
    iss: 'https://lms.elsewhere.example',
  })),
  wrong_types: claiming('claims of other types', () => ({
    [ltiClaims.roles]: 'Learner',
    [ltiClaims.resourceLink]: ['one'],
    sub: 7,
  })),
  long_sub: claiming('a subject that is too long', () => ({ sub: 'x'.repeat(300) })),
  huge: claiming('a megabyte of names', () => ({ name: 'x'.repeat(1_000_000) })),
} as const satisfies Readonly<Record<string, LaunchVariant>>;
export type BadLaunch = keyof typeof badLaunches;

function withOwnKey(key: JWK): Partial<Forgery> {
  return { signWith: key, header: { jwk: publicKey(key), kid: key.kid } };
}

const roleOf = (words: string, roles: (own: string[]) => string[]): LaunchVariant => ({
  words,
  bend: ({ claims }) => {
    const own = claims[ltiClaims.roles];
    return { claims: { [ltiClaims.roles]: roles(Array.isArray(own) ? own.map(String) : []) } };
  },
});
const names = ['name', 'given_name', 'family_name'];

/** What a tool has to accept, of teachers as of pupils: the nine of 1EdTech's certification. */
export const goodLaunches = {
  normal: { words: 'as every day', bend: () => ({}) },
  several_roles: roleOf('several roles', (own) => [
    ...own,
    'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Other',
    'http://purl.imsglobal.org/vocab/lis/v2/system/person#User',
  ]),
  short_role: roleOf('a role by its short word', (own) =>
    own.flatMap((role) => /membership#(\w+)$/.exec(role)?.[1] ?? []),
  ),
  unknown_role: roleOf('a role that nobody knows', () => ['http://example.org/vocab#Wizard']),
  no_role: roleOf('an empty list of roles', () => []),
  email_only: without('an address, no name', ...names),
  names_only: without('a name, no address', 'email'),
  nothing_personal: without('neither name nor address', ...names, 'email'),
  email_without_context: without(
    'an address, and no course',
    ...names,
    ltiClaims.context,
    ltiClaims.roster,
    ltiClaims.lis,
  ),
} as const satisfies Readonly<Record<string, LaunchVariant>>;
export type GoodLaunchName = keyof typeof goodLaunches;

export type LaunchVariantName = BadLaunch | GoodLaunchName;

const variants: Readonly<Record<string, LaunchVariant>> = { ...goodLaunches, ...badLaunches };

export function findVariant(name: string): LaunchVariant | undefined {
  return Object.hasOwn(variants, name) ? variants[name] : undefined;
}
