import { canonicalDomain } from '@rollcall/core/emails.ts';
import { z } from 'zod';

const loopback = /^(?:127\.0\.0\.1|(?:[a-z0-9-]+\.)*localhost)$/;

/** Whether a URL leads to this machine. */
export function isLoopback(url: URL): boolean {
  return loopback.test(url.hostname);
}

/**
 * Where we ask ourselves: https, so that whoever answers holds the name's certificate, whatever DNS says (SPEC D03). A
 * stand-in on this machine needs none; that it may be asked at all is checked with the demo's switch.
 */
const outboundUrl = z
  .url({ protocol: /^https?$/ })
  .transform((value) => new URL(value))
  .refine((url) => url.protocol === 'https:' || isLoopback(url), 'must be https')
  .refine((url) => url.username === '' && url.search === '' && url.hash === '', 'must be a plain address')
  .transform((url) => url.href);

/** An issuer as its discovery document names it, to the letter: with a slash at its end or without. */
const issuerUrl = z.string().refine((value) => outboundUrl.safeParse(value).success, 'must be https');

/** For whose addresses an issuer's word counts: everybody's, nobody's, those of some domains, or by Google's own rule. */
export type AddressTrust = 'google' | '*' | readonly string[];

const domain = z.string().transform((value, context) => {
  const known = canonicalDomain(value);
  if (known !== null) return known;
  context.addIssue({ code: 'custom', message: 'must be domains such as school.example' });
  return z.NEVER;
});

const signInIssuer = z.strictObject({
  /** Names the issuer in our own requests; stays as it is for as long as anybody signs in with it. */
  key: z.string().regex(/^[a-z0-9-]{1,30}$/),
  /** What the button says. */
  label: z.string().min(1).max(60),
  issuer: issuerUrl,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Other hosts at which the issuer has its endpoints. */
  hosts: z.array(z.hostname()).max(10).default([]),
  /** Unless it is said, its word about addresses counts for nothing: it could claim anybody's (SPEC SIGNIN-5). */
  domains: z.union([z.literal('*'), z.array(domain).max(1_000)]).default([]),
});

export const googleIssuerKey = 'google';

/** Issuers of OpenID Connect beside Google, as JSON. */
export const signInIssuers = z
  .string()
  .transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(signInIssuer).max(10))
  .refine(
    (issuers) => new Set([googleIssuerKey, ...issuers.map(({ key }) => key)]).size === issuers.length + 1,
    'must have keys of their own, and none of them is "google"',
  );

const googleIssuer = 'https://accounts.google.com';

export const googleVariables = {
  /** Both or neither: without them nobody signs in with Google, and nothing of Google's is followed. */
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GOOGLE_ISSUER: issuerUrl.default(googleIssuer),
  /** One root in the place of those of the Directory and Classroom APIs: for a stand-in. */
  GOOGLE_API_ROOT: outboundUrl.optional(),
};

/** Where an issuer has endpoints beside its own host: known of Google, whose discovery document names these. */
export function otherHostsOf(issuer: string): string[] {
  if (issuer !== googleIssuer) return [];
  return ['oauth2.googleapis.com', 'www.googleapis.com', 'openidconnect.googleapis.com'];
}
