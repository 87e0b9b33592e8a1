import type { PersonId } from '@rollcall/core/ids.ts';
import type { AppContext } from '../app-context.ts';
import { mailboxIssuer, signInWithIdentity } from '../identity/sign-in-with-identity.ts';
import { type DemoPerson, demoAddress } from './people.ts';

/** One click instead of a code: the mailbox of a demo person counts as read. Returns the session's token. */
export async function signInDemoPerson(
  app: AppContext,
  person: DemoPerson,
  userAgent: string,
): Promise<string> {
  return app.sessions.start(await findOrMakeDemoPerson(app, person), 'demo', userAgent);
}

/** The person's account, made where there is none yet. */
export async function findOrMakeDemoPerson(
  app: AppContext,
  { name, email }: Pick<DemoPerson, 'name' | 'email'>,
): Promise<PersonId> {
  const address = demoAddress(email);
  const result = await signInWithIdentity(app, {
    issuer: mailboxIssuer,
    subject: address,
    name,
    email: address,
    emailShown: email,
    emailVerified: true,
  });
  if (result.kind !== 'person') throw new Error('A demo mailbox was asked to prove itself');
  return result.personId;
}
