import { z } from 'zod';
import { isReturnPath } from './return-path.ts';

/**
 * How a sign-in with another issuer ended where it did not end with a session. The browser comes back to the page that
 * was asked for with it as a query (`signInEndingQuery`); whoever is not signed in is told there.
 */
export const signInEnding = z.enum([
  /** The address belongs to an account already: a code sent to it decides (SPEC B03). */
  'prove_mailbox',
  /** Whoever was asked said no. */
  'denied',
  /** It took too long, was begun in another browser, or this address was opened twice. */
  'expired',
  /** The issuer does not answer. */
  'unreachable',
  /** The issuer's answer cannot be believed. */
  'not_accepted',
  'too_often',
]);
export type SignInEnding = z.infer<typeof signInEnding>;

/** Where to go after signing in. */
export const returnPath = z.string().refine(isReturnPath, 'not_a_path');

const issuerKey = z.string().max(30);

/** Issuers that people can sign in with, in the order in which they are offered. */
export const signInOptions = z.strictObject({
  issuers: z.array(z.strictObject({ key: issuerKey, label: z.string() })),
});

export const beginSignInInput = z.strictObject({ issuer: issuerKey, returnTo: returnPath });
/** Where the browser goes to sign in. */
export const beginSignInResult = z.strictObject({ url: z.url() });

/** What somebody who came back with `prove_mailbox` has to prove. `demoCode` as for signing in with a code. */
export const identityCodeSent = z.strictObject({
  /** The address, as the issuer spells it. */
  email: z.string(),
  /** The issuer's name. */
  issuer: z.string(),
  demoCode: z.string().nullable(),
});
