import { type CanonicalEmail, canonicalEmail, domainOf } from '@rollcall/core/emails.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import type { Database } from '../db/tx.ts';

/** An address that the person has verified, and the spelling to show. */
export interface OwnAddress {
  readonly email: CanonicalEmail;
  readonly shown: string;
}

/** The person's verified addresses, the first one first. */
export async function readOwnAddresses(db: Database, personId: PersonId): Promise<OwnAddress[]> {
  const rows = await db.withTx({ person: personId }, (tx) =>
    tx
      .selectFrom('person_email')
      .select('shown')
      .where('person_id', '=', personId)
      .orderBy('verified_at')
      .orderBy('email')
      .execute(),
  );
  return rows.flatMap(({ shown }) => {
    const parsed = canonicalEmail(shown);
    return parsed.ok ? [{ email: parsed.email, shown: parsed.shown }] : [];
  });
}

/**
 * The address under which a district sees a person who comes by themselves: one of its own domains before a private
 * one. Undefined for somebody without any: there is nobody to put on a list.
 */
export function addressOfOwn(
  own: readonly OwnAddress[],
  verifiedDomains: ReadonlySet<string>,
): OwnAddress | undefined {
  return own.find(({ email }) => verifiedDomains.has(domainOf(email))) ?? own[0];
}
