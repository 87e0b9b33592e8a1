import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { AppContext } from '../../app-context.ts';
import { redeemCode } from '../../identity/codes.ts';
import { mailboxIssuer, signInWithIdentity } from '../../identity/sign-in-with-identity.ts';

/** Whoever enters the code has read the mailbox: that is the identity. Returns the new session's token. */
export async function signInWithCode(
  app: AppContext,
  mailbox: { readonly email: CanonicalEmail; readonly shown: string },
  code: string,
  userAgent: string,
): Promise<string> {
  await redeemCode(app.db, app.env, mailbox.email, { purpose: 'sign_in', person: null }, code);
  const result = await signInWithIdentity(app, {
    issuer: mailboxIssuer,
    subject: mailbox.email,
    name: nameFromAddress(mailbox.email),
    email: mailbox.email,
    emailShown: mailbox.shown,
    emailVerified: true,
  });
  if (result.kind !== 'person') throw new Error('A proved mailbox was asked to prove itself');
  return app.sessions.start(result.personId, 'code', userAgent);
}

/** A first name for a new account: `ana.ruiz@…` becomes `Ana Ruiz`. */
function nameFromAddress(email: CanonicalEmail): string {
  const words = email
    .slice(0, email.lastIndexOf('@'))
    .split(/[._+-]+/)
    .filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return name === '' ? email : name.slice(0, 200);
}
