import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { emailInput } from '@rollcall/core/emails.ts';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { openText, sealText } from './sealed-text.ts';
import type { PresentedIdentity } from './sign-in-with-identity.ts';

/** How long somebody may take to prove the mailbox. In seconds. */
export const pendingIdentityLifeS = 1_800;

const pendingSchema = z.strictObject({
  label: z.string(),
  issuer: z.string(),
  subject: z.string(),
  name: z.string(),
  email: emailInput,
  emailVerified: z.boolean(),
});

/** An identity that brought the address of an existing account, and has not proved that the mailbox is its own. */
export interface PendingIdentity {
  readonly identity: PresentedIdentity & { readonly email: CanonicalEmail };
  /** The issuer's name. */
  readonly label: string;
}

/** For the browser to keep, sealed, until the code is entered in that same browser. */
export function sealPendingIdentity(app: Pick<AppContext, 'env'>, pending: PendingIdentity): string {
  const { email, emailShown, ...identity } = pending.identity;
  const value = { ...identity, email: emailShown, label: pending.label };
  return sealText(app, 'identity', value, pendingIdentityLifeS);
}

/** Null where the browser keeps none, or not any more. */
export function openPendingIdentity(
  app: Pick<AppContext, 'env'>,
  sealed: string | null,
): PendingIdentity | null {
  const value = sealed === null ? null : openText(app, 'identity', pendingSchema, sealed);
  if (value === null) return null;
  const { label, email, ...identity } = value;
  return { label, identity: { ...identity, email: email.email, emailShown: email.shown } };
}

/** To what a code for a pending identity is bound: entered for another identity it is wrong. */
export function bindingOf({ identity }: PendingIdentity): string {
  return JSON.stringify([identity.issuer, identity.subject]);
}
