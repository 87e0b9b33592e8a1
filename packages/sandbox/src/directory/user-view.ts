import { hash } from 'node:crypto';
import { listAliases, type Person } from '../store/people.ts';
import type { Store } from '../store/store.ts';

/** An ETag over what is answered. */
export function etagOf(content: unknown): string {
  return etagOfText(JSON.stringify(content));
}

export function etagOfText(text: string): string {
  return `"${hash('sha1', text, 'base64url')}"`;
}

/** A user as the Directory API shows them to administrators. */
export function viewUser(
  store: Store,
  person: Person,
): { readonly etag: string; readonly [field: string]: unknown } {
  const aliases = listAliases(store, person.customerId, person.id);
  const fullName = `${person.givenName} ${person.familyName}`;
  const user = {
    id: person.id,
    primaryEmail: person.email,
    name: { givenName: person.givenName, familyName: person.familyName, fullName },
    isAdmin: person.isAdmin === 1,
    isDelegatedAdmin: false,
    lastLoginTime: '1970-01-01T00:00:00.000Z',
    creationTime: new Date(person.createdAt).toISOString(),
    ...(person.deletedAt === null ? {} : { deletionTime: new Date(person.deletedAt).toISOString() }),
    agreedToTerms: true,
    suspended: person.suspended === 1,
    ...(person.suspended === 1 ? { suspensionReason: 'ADMIN' } : {}),
    archived: person.archived === 1,
    changePasswordAtNextLogin: false,
    ipWhitelisted: false,
    emails: [{ address: person.email, primary: true }, ...aliases.map((address) => ({ address }))],
    ...(aliases.length === 0 ? {} : { aliases }),
    customerId: person.customerId,
    orgUnitPath: person.orgUnitPath,
    isMailboxSetup: true,
    isEnrolledIn2Sv: false,
    isEnforcedIn2Sv: false,
    includeInGlobalAddressList: true,
  };
  return { kind: 'admin#directory#user', etag: etagOf(user), ...user };
}
