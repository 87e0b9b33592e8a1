import { canonicalEmail } from '@rollcall/core/emails.ts';
import type { AppContext } from '../app-context.ts';
import { mailboxIssuer, signInWithIdentity } from '../identity/sign-in-with-identity.ts';
import type { DemoPerson } from './people.ts';

/** One click instead of a code: the mailbox of a demo person counts as read. Returns the session's token. */
export async function signInDemoPerson(
  app: AppContext,
  person: DemoPerson,
  userAgent: string,
): Promise<string> {
  const address = canonicalEmail(person.email);
  if (!address.ok) throw new Error(`The demo's address of ${person.label} is not one`);
  const result = await signInWithIdentity(app, {
    issuer: mailboxIssuer,
    subject: address.email,
    name: person.name,
    email: address.email,
    emailShown: address.shown,
    emailVerified: true,
  });
  if (result.kind !== 'person') throw new Error('A demo mailbox was asked to prove itself');
  return app.sessions.start(result.personId, 'demo', userAgent);
}
