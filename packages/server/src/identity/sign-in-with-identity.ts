import { randomUUID } from 'node:crypto';
import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { PersonTx } from '../db/tx.ts';
import { linkAddress } from './link-address.ts';

/** The issuer of identities that we vouch for ourselves: whoever entered the code read the mailbox. */
export const mailboxIssuer = 'rollcall:mailbox';

/** What an issuer says about whoever signs in. The address is an attribute; the key is issuer + subject. */
export interface PresentedIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly email: CanonicalEmail | null;
  readonly emailShown: string;
  /** Only a literal true counts. */
  readonly emailVerified: boolean;
}

export type IdentityResult =
  | { readonly kind: 'person'; readonly personId: PersonId }
  /** The address is somebody's: no session until a code sent to it is entered (SPEC B03). */
  | { readonly kind: 'prove_mailbox'; readonly email: CanonicalEmail };

/**
 * Finds or makes the person of an identity (SPEC B03, R7). Never merges by address: a new identity that brings an
 * address which another person has verified gets nothing until it has proved the mailbox. An unverified address is
 * not kept at all.
 */
export async function signInWithIdentity(
  app: AppContext,
  identity: PresentedIdentity,
): Promise<IdentityResult> {
  const known = await findOwner(app, identity);
  if (known.byIdentity !== null) {
    await takeAddress(app, known.byIdentity, identity);
    return { kind: 'person', personId: known.byIdentity };
  }
  if (known.byAddress !== null && identity.email !== null) {
    if (identity.issuer !== mailboxIssuer) return { kind: 'prove_mailbox', email: identity.email };
    await app.db.withTx({ person: known.byAddress }, (tx) =>
      insertIdentity(tx, identity, known.byAddress as PersonId),
    );
    await takeAddress(app, known.byAddress, identity);
    return { kind: 'person', personId: known.byAddress };
  }
  const personId = randomUUID() as PersonId;
  await app.db.withTx({ person: personId }, async (tx) => {
    await tx.insertInto('person').values({ id: personId, name: identity.name }).execute();
    await insertIdentity(tx, identity, personId);
  });
  await takeAddress(app, personId, identity);
  return { kind: 'person', personId };
}

async function findOwner(
  app: AppContext,
  identity: PresentedIdentity,
): Promise<{ byIdentity: PersonId | null; byAddress: PersonId | null }> {
  return app.db.withTx({ nobody: true }, async (tx) => {
    const owner = await sql<{ person_id: PersonId | null }>`
      select find_identity(${identity.issuer}, ${identity.subject}) as person_id
    `.execute(tx);
    const address = await sql<{ person_id: PersonId }>`
      select person_id from find_address_owners(${identity.email === null ? [] : [identity.email]}::text[])
    `.execute(tx);
    return { byIdentity: owner.rows[0]?.person_id ?? null, byAddress: address.rows[0]?.person_id ?? null };
  });
}

async function insertIdentity(tx: PersonTx, identity: PresentedIdentity, personId: PersonId): Promise<void> {
  await tx
    .insertInto('identity')
    .values({ issuer: identity.issuer, subject: identity.subject, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function takeAddress(app: AppContext, personId: PersonId, identity: PresentedIdentity): Promise<void> {
  if (identity.email === null || identity.emailVerified !== true) return;
  await linkAddress(app, personId, identity.email, identity.emailShown);
}
