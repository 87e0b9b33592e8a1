import { type CanonicalEmail, canonicalDomain, domainOf } from '@rollcall/core/emails.ts';
import type { AddressTrust } from '../../env/issuer-variables.ts';

const gmail: readonly string[] = ['gmail.com', 'googlemail.com'];

/**
 * Whether an issuer's word that an address is verified counts (SPEC SIGNIN-5). Google's does for its own addresses and
 * for those of the account's Workspace (`hosted`): of any other address it says only that somebody could read it once.
 */
export function vouchesFor(trust: AddressTrust, email: CanonicalEmail, hosted: string | undefined): boolean {
  const domain = domainOf(email);
  if (trust === 'google')
    return gmail.includes(domain) || (hosted !== undefined && canonicalDomain(hosted) === domain);
  return trust === '*' || trust.includes(domain);
}
